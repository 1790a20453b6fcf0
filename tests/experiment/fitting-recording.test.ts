import { describe, expect, test } from "vitest";
import { ensemblePlace } from "../../src/experiment/ensemble-place.ts";
import type { Experiment } from "../../src/experiment/experiment.ts";
import { fittingMap } from "../../src/experiment/fitting-map.ts";
import { fittingRecording } from "../../src/experiment/fitting-recording.ts";
import { parseExperiment } from "../../src/experiment/parse-experiment.ts";
import type { Recording } from "../../src/experiment/recording.ts";

const BETA = "/ensembles/1/hyperparameters/beta";

const recorded = parseExperiment({
  version: 1,
  surface: { id: "booth" },
  ensembles: [{ optimizer: "gradient-descent" }, { optimizer: "momentum" }],
  map: { kind: "rate", ensemble: 1 },
  recording: {
    layout: "both",
    camera: [{ at: 0, follow: { ensemble: 1, trajectory: "median" } }],
    parameters: [
      { path: BETA, keys: [{ at: 0, value: 0.5 }] },
      { path: "/ensembles/0/hyperparameters/learningRate", keys: [{ at: 0, value: 0.01 }] },
      { path: "/map/steps", keys: [{ at: 0, value: 10 }] },
    ],
    switches: [
      { at: 1, layout: "map" },
      { at: 2, layout: "both", theme: "paper" },
      { at: 3, layout: "landscape", theme: "night" },
      { at: 4, theme: "night" },
    ],
    texts: [{ kind: "caption", from: 0, to: 1, text: "Look." }],
  },
});

function storyboard({ recording }: Experiment): Recording {
  if (recording === undefined) throw new Error("It has no storyboard.");
  return recording;
}

const whole = storyboard(recorded);

describe("a storyboard and an experiment that was edited", () => {
  test("stays the same object where all of it fits", () => {
    expect(fittingRecording(recorded, whole)).toBe(whole);
    expect(fittingRecording({ ...recorded, steps: 17, seed: 3 }, whole)).toBe(whole);
  });

  test("loses with the map what shows the map, and nothing else", () => {
    const { map: _map, ...without } = recorded;
    const fitting = fittingRecording(without, whole);
    expect(fitting?.layout).toBe("landscape");
    expect(fitting?.parameters.map(({ path }) => path)).toEqual([BETA, "/ensembles/0/hyperparameters/learningRate"]);
    expect(fitting?.switches.map(({ at, layout, theme }) => [at, layout, theme])).toEqual([
      [2, undefined, "paper"],
      [3, "landscape", "night"],
      [4, undefined, "night"],
    ]);
    expect(fitting?.texts).toEqual(whole.texts);
    expect(fitting?.camera).toEqual(whole.camera);
  });

  test("follows its ensembles to other places", () => {
    const [first, second] = recorded.ensembles;
    if (first === undefined || second === undefined) throw new Error("Two ensembles are expected.");
    const ensembles = [second, first];
    const fitting = fittingRecording(fittingMap({ ...recorded, ensembles }, recorded), whole, (index) =>
      ensemblePlace(index, ensembles, recorded.ensembles),
    );
    expect(fitting?.camera[0]?.follow?.ensemble).toBe(0);
    expect(fitting?.parameters.map(({ path }) => path)).toEqual([
      "/ensembles/0/hyperparameters/beta",
      "/ensembles/1/hyperparameters/learningRate",
      "/map/steps",
    ]);
  });

  test("loses with an ensemble its tracks, and the camera looks at the middle again", () => {
    const ensembles = recorded.ensembles.slice(0, 1);
    const { map: _map, ...rest } = recorded;
    const fitting = fittingRecording({ ...rest, ensembles }, { ...whole, layout: "landscape", switches: [] }, (index) =>
      ensemblePlace(index, ensembles, recorded.ensembles),
    );
    expect(fitting?.camera[0]).not.toHaveProperty("follow");
    expect(fitting?.parameters.map(({ path }) => path)).toEqual(["/ensembles/0/hyperparameters/learningRate"]);
  });

  test("does not take another ensemble that moved up for the one that is gone", () => {
    const [first, second] = recorded.ensembles;
    if (first === undefined || second === undefined) throw new Error("Two ensembles are expected.");
    const twin = { ...second, label: "Twin" };
    const before = [first, second, twin];
    expect(ensemblePlace(1, [first, twin], before)).toBeUndefined();
    expect(ensemblePlace(2, [first, twin], before)).toBe(1);
    // Edited in its place it is still the same one.
    expect(ensemblePlace(1, [first, { ...second, label: "Ball" }, twin], before)).toBe(1);
  });

  test("loses a track of a number that is no more, without being told where ensembles went", () => {
    const ensembles = [...recorded.ensembles].reverse();
    const fitting = fittingRecording(fittingMap({ ...recorded, ensembles }, recorded), whole);
    // Gradient descent has no β; it is the second now.
    expect(fitting?.parameters.map(({ path }) => path)).toEqual([
      "/ensembles/0/hyperparameters/learningRate",
      "/map/steps",
    ]);
  });

  test("is gone where what does not fit cannot be left out", () => {
    const texts = whole.texts.map((text) => ({ ...text, to: -1 }));
    expect(fittingRecording(recorded, { ...whole, texts })).toBeUndefined();
  });
});
