import { requestDevice } from "../../gpu/device.ts";
import { lossRange } from "../../simulation/loss-range.ts";
import { ReliefGrid } from "../../simulation/relief-grid.ts";
import { Simulation } from "../../simulation/simulation.ts";
import type { Tier } from "../../view/crowd-plan.ts";
import { View } from "../../view/view.ts";
import type { Drawing } from "./report.ts";
import { median } from "./rounds.ts";
import { experimentOf } from "./workload.ts";

/** What the command line calls in the page that draws. */
export interface DrawingPage {
  /** Draws a crowd in a tier, and gives the GPU's time of its passes; nothing where the device has no timestamps. */
  measure(tier: Tier, trajectories: number, frames: number): Promise<Drawing | undefined>;
}

/** Vertices of the relief along each side, and the size of the picture in pixels: as the page has them. */
const FINENESS = 385;
const WIDTH = 1920;
const HEIGHT = 1080;
/** Steps that the crowd has done, so that its trails have their length. */
const STEPS = 64;
/** Frames before any is timed. */
const WARMING = 10;
const SECONDS = 1 / 60;

const nextFrame = (): Promise<number> => new Promise((resolve) => requestAnimationFrame(resolve));

const drawing: DrawingPage = {
  async measure(tier, trajectories, frames) {
    const device = await requestDevice();
    const canvas = document.createElement("canvas");
    document.body.append(canvas);
    const view = await View.create(device, canvas, { theme: "night", reducedMotion: true, timings: true });
    const experiment = experimentOf({ optimizer: "momentum", surface: "rosenbrock", trajectories }, STEPS + 1);
    const simulation = await Simulation.create(device, experiment, { series: false });
    const { surface } = simulation;
    const { parameters } = experiment.surface;
    const evaluator = surface.evaluator(parameters, "f64");
    const grid = await ReliefGrid.create(device, surface, FINENESS, FINENESS);
    grid.update(parameters);
    view.resize(WIDTH, HEIGHT, 1);
    view.lockQuality(0);
    view.lockTier(tier);
    view.setSurface(grid, lossRange(surface, parameters), surface.criticalPoints(parameters), (x, y) =>
      evaluator.loss(x, y),
    );
    view.setEnsembles(simulation.ensembles.map((buffers) => ({ buffers, color: "#ff6b5e", visible: true })));
    simulation.advance(STEPS);
    const times: { lights: number; picture: number }[] = [];
    for (let frame = 0; frame < WARMING + frames; frame += 1) {
      await nextFrame();
      const { newestSlot, filledSlots } = simulation;
      // Without its step, so that the density is counted anew in every frame, as while the crowd moves.
      view.render({ newestSlot, filledSlots, fraction: 1 }, SECONDS);
      const timings = await view.timings();
      if (timings === undefined) break;
      const { lights, picture } = timings;
      if (frame >= WARMING && lights !== undefined && picture !== undefined) times.push({ lights, picture });
    }
    view.dispose();
    grid.destroy();
    simulation.destroy();
    canvas.remove();
    device.destroy();
    if (times.length === 0) return undefined;
    return {
      tier,
      trajectories,
      lightsMilliseconds: median(times.map(({ lights }) => lights)),
      pictureMilliseconds: median(times.map(({ picture }) => picture)),
    };
  },
};

Object.assign(globalThis, { drawing });
