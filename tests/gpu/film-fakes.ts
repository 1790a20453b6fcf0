import type { Experiment } from "../../src/experiment/experiment.ts";
import { parseExperiment } from "../../src/experiment/parse-experiment.ts";
import type { Recording } from "../../src/experiment/recording.ts";
import type { Overlay } from "../../src/recording/overlay/overlay.ts";
import type { Moment } from "../../src/recording/timeline/moment.ts";
import type { Storyboard } from "../../src/recording/timeline/storyboard.ts";

/** Nothing over the picture, and all of the frame free. */
export const bareOverlay: Overlay = {
  insets: () => ({ top: 0, right: 0, bottom: 0, left: 0 }),
  paint: () => undefined,
};

export const stillCamera = { relief: 1, turn: 0, tilt: 37, zoom: 1, from: {}, to: {}, share: 0 } as const;

const overlays = { legend: false, chart: false, steps: false, labels: false, surface: false, parameters: false };

/** A storyboard that goes one step a frame. */
export function steadyStoryboard(
  experiment: Experiment,
  more: Partial<Omit<Storyboard, "moment">> & {
    readonly recording?: Partial<Recording>;
    readonly moment?: (index: number) => Partial<Moment>;
  } = {},
): Storyboard {
  const recording: Recording = {
    width: 160,
    height: 90,
    fps: 30,
    seconds: 2,
    loop: false,
    theme: "night",
    layout: "landscape",
    pace: [],
    camera: [],
    parameters: [],
    switches: [],
    texts: [],
    overlays,
    ...more.recording,
  };
  return {
    experiment,
    frames: recording.fps * recording.seconds,
    mapped: () => experiment,
    ...more,
    recording,
    moment: (index) => ({
      time: index / recording.fps,
      step: Math.min(index, experiment.steps),
      fraction: 1,
      camera: stillCamera,
      texts: [],
      numbers: [],
      first: 0,
      theme: "night",
      layout: "landscape",
      height: "logarithmic",
      ...more.moment?.(index),
    }),
  };
}

/** Two crowds of few on Rosenbrock's valley, with noise and changes on the way. */
export const smallExperiment = parseExperiment({
  version: 1,
  surface: { id: "rosenbrock" },
  starts: { kind: "grid", columns: 6, rows: 6 },
  noise: { kind: "gaussian", sigma: 0.5 },
  ensembles: [
    { optimizer: "momentum", hyperparameters: { learningRate: 0.0006, beta: 0.8 } },
    { optimizer: "adam", hyperparameters: { learningRate: 0.03 } },
  ],
  steps: 60,
  changes: [
    { step: 8, path: "/ensembles/0/hyperparameters/beta", value: 0.95 },
    { step: 12, path: "/surface/parameters/b", value: 40 },
    { step: 15, path: "/noise/sigma", value: 2 },
  ],
});
