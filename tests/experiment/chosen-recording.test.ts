import { expect, it } from "vitest";
import { chosenRecording } from "../../src/experiment/chosen-recording.ts";
import { completeRecording } from "../../src/experiment/complete-recording.ts";
import { parseExperiment } from "../../src/experiment/parse-experiment.ts";

const experiment = parseExperiment({ version: 1, surface: { id: "rosenbrock" }, ensembles: [{ optimizer: "adam" }] });
const complete = (found: object, on = experiment) => completeRecording(on, found);
const again = (found: object, change: object, on = experiment) =>
  complete({ ...chosenRecording(experiment, complete(found)), ...change }, on);
const chosen = {
  pace: [{ at: 1, stepsPerSecond: 30 }],
  camera: [{ at: 0, tilt: 50 }, { at: 3 }],
};

it("What is chosen of a recording makes the same recording", () => {
  for (const found of [{}, chosen, { height: 1280, width: 720, camera: [{ at: 0 }, { at: 1, turn: 40 }] }]) {
    expect(again(found, {})).toEqual(complete(found));
  }
});

it("Pace and camera that nobody has chosen suit another length, another size and another run", () => {
  expect(again({}, { seconds: 4 })).toEqual(complete({ seconds: 4 }));
  expect(again({}, { width: 720, height: 1280 })).toEqual(complete({ width: 720, height: 1280 }));
  const longer = parseExperiment({ ...experiment, steps: 9000 });
  expect(again({}, {}, longer)).toEqual(complete({}, longer));
  const fromAbove = parseExperiment({ ...experiment, view: { mode: "top" } });
  expect(again({}, {}, fromAbove)).toEqual(complete({}, fromAbove));
  const camera = [{ at: 0 }, { at: 1, turn: 40 }];
  expect(again({ camera }, { width: 720, height: 1280 })).toEqual(complete({ camera, width: 720, height: 1280 }));
});

it("What is chosen stays with another length and another size", () => {
  const { pace, camera } = complete(chosen);
  expect(again(chosen, { seconds: 4, width: 720, height: 1280 })).toMatchObject({ pace, camera });
});
