import { describe, expect, it } from "vitest";
import { applyChanges } from "../../../src/experiment/changes.ts";
import { completeRecording } from "../../../src/experiment/complete-recording.ts";
import type { Experiment } from "../../../src/experiment/experiment.ts";
import { ExperimentError } from "../../../src/experiment/experiment-error.ts";
import { formatExperiment } from "../../../src/experiment/file.ts";
import { parseExperiment } from "../../../src/experiment/parse-experiment.ts";
import { getAtPointer } from "../../../src/experiment/pointer.ts";
import { storyboardOf } from "../../../src/recording/timeline/storyboard.ts";

const alpha = "/ensembles/0/hyperparameters/learningRate";
const beta = "/ensembles/0/hyperparameters/beta";
const sigma = "/noise/sigma";
const run = {
  version: 1,
  surface: { id: "rosenbrock" },
  starts: { kind: "grid", columns: 2, rows: 2 },
  noise: { kind: "gaussian", sigma: 1 },
  ensembles: [{ optimizer: "momentum" }],
  steps: 100,
};
const experiment = parseExperiment(run);
/** Rests for a second, makes ten steps a second for nine seconds, and is over with its 90th. */
const steady = [
  { at: 1, stepsPerSecond: 10 },
  { at: 10, stepsPerSecond: 10 },
  { at: 10, stepsPerSecond: 0 },
];
const laidOut = (recording: object, on: Experiment = experiment) => storyboardOf(on, completeRecording(on, recording));
const straight = (path: string, ...keys: (readonly [at: number, value: number])[]) => ({
  path,
  keys: keys.map(([at, value]) => ({ at, value, easing: "linear" })),
});
const valueAt = (on: Experiment, path: string, step: number) => getAtPointer(applyChanges(on, step), path);

describe("The frames of a storyboard", () => {
  it("are as many as the seconds hold, and stand at equal times", () => {
    for (const [seconds, fps, frames] of [
      [10, 30, 300],
      [2.5, 24, 60],
      [0.99, 60, 59],
      [0.017, 60, 1],
      [600, 60, 36_000],
    ]) {
      expect(laidOut({ seconds, fps }).frames, `${seconds} s at ${fps}`).toBe(frames);
    }
    const { moment } = laidOut({ seconds: 2, fps: 24 });
    expect([0, 1, 47].map((index) => moment(index).time)).toEqual([0, 1 / 24, 47 / 24]);
  });

  it("are no others", () => {
    const { moment } = laidOut({ seconds: 2, fps: 24 });
    for (const index of [-1, 48, 0.5, Number.NaN]) {
      expect(() => moment(index)).toThrow(new RangeError(`There is no frame ${index} of 48.`));
    }
  });

  it("show the same in whatever order they are asked for, and again", () => {
    const recording = {
      seconds: 3,
      loop: true,
      parameters: [straight(beta, [0, 0], [3, 0.9])],
      switches: [{ at: 1, theme: "paper" }],
      texts: [{ kind: "title", from: 0, to: 2, text: "β" }],
      camera: [
        { at: 0, orbit: 5 },
        { at: 2, mode: "top", target: [1, 1] },
      ],
    };
    const { moment, frames } = laidOut(recording);
    const forwards = Array.from({ length: frames }, (_, index) => JSON.stringify(moment(index)));
    const other = laidOut(recording);
    const backwards = forwards.map((_, index) => JSON.stringify(other.moment(frames - 1 - index))).reverse();
    expect(backwards).toEqual(forwards);
    expect(JSON.stringify(moment(17))).toBe(forwards[17]);
    expect(new Set(forwards).size).toBe(frames);
  });

  it("go through the whole run where no pace is given, and end at rest on its last step", () => {
    const { moment, frames } = laidOut({});
    const steps = Array.from({ length: frames }, (_, index) => moment(index).step);
    expect(steps[0]).toBe(0);
    expect(steps.every((step, index) => step >= (steps[index - 1] ?? 0))).toBe(true);
    expect(steps.lastIndexOf(0)).toBe(18);
    expect(steps.indexOf(100)).toBeLessThanOrEqual(270);
    expect(moment(270)).toMatchObject({ step: 100, fraction: 1 });
    expect(moment(299)).toMatchObject({ step: 100, fraction: 1 });
    // .1 s after .6 s, at 100 / 8.4 steps a second.
    expect(moment(21).step).toBe(2);
    // Measured 2.2e-16.
    expect(moment(21).fraction).toBeCloseTo(10 / 8.4 - 1, 14);
  });

  it("become the first one again at the end of a loop", () => {
    const { moment } = laidOut({ loop: true, seconds: 10, fps: 60 });
    expect(moment(0).first).toBe(0);
    expect(moment(570).first).toBe(0);
    // Measured 0 here and 3.3e-16 below.
    expect(moment(585).first).toBeCloseTo(0.5, 14);
    // One frame before it would be the first: smoothstep of 29/30.
    expect(moment(599).first).toBeCloseTo((29 / 30) ** 2 * (3 - 58 / 30), 14);
    const short = laidOut({ loop: true, seconds: 1, fps: 60 });
    expect(short.moment(45).first).toBe(0);
    expect(short.moment(46).first).toBeGreaterThan(0);
    expect(laidOut({ seconds: 10 }).moment(299).first).toBe(0);
    expect(laidOut({ loop: true, seconds: 0.017, fps: 60 }).moment(0).first).toBe(0);
  });

  it("begin with the experiment's own look", () => {
    const linear = parseExperiment({ ...run, view: { height: "linear", mode: "top" } });
    const first = laidOut({ theme: "paper" }, linear).moment(0);
    expect(first).toMatchObject({ theme: "paper", layout: "landscape", height: "linear", camera: { relief: 0 } });
    expect("before" in first).toBe(false);
  });
});

describe("A track of a number of the run", () => {
  it("becomes changes, so that every step is made with its value at the time when the run leaves the one before", () => {
    const smooth = {
      path: beta,
      keys: [
        { at: 0, value: 0 },
        { at: 4, value: 0.99 },
        { at: 7, value: 0.5 },
      ],
    };
    const log = { ...straight(alpha, [2, 1e-4], [8, 1e-2]), scale: "log" };
    const { experiment: replayed } = laidOut({ pace: steady, parameters: [smooth, log] });
    let worst = 0;
    for (let step = 0; step <= 90; step += 1) {
      const time = Math.min(1 + step / 10, 10);
      const share = time < 4 ? time / 4 : Math.min((time - 4) / 3, 1);
      const eased = share * share * (3 - 2 * share);
      const expected = time < 4 ? 0.99 * eased : 0.99 - 0.49 * eased;
      worst = Math.max(worst, Math.abs(Number(valueAt(replayed, beta, step)) - expected));
      const rate = time < 2 ? 0.0005 : 1e-4 * 100 ** Math.min((time - 2) / 6, 1);
      worst = Math.max(worst, Math.abs(Number(valueAt(replayed, alpha, step)) / rate - 1));
    }
    // Measured 1.6e-15, of numbers up to 1: the rounding of both.
    expect(worst).toBeLessThan(1e-14);
    expect(replayed.recording).toBeUndefined();
    expect(parseExperiment(JSON.parse(formatExperiment(replayed)))).toEqual(replayed);
  });

  it("makes a change only where the value is another, and at the first step in the experiment itself", () => {
    const { experiment: replayed } = laidOut({
      pace: steady,
      parameters: [straight(beta, [0, 0.3], [2, 0.3], [2.15, 0.45], [5, 0.45])],
    });
    expect(valueAt(replayed, beta, 0)).toBe(0.3);
    expect(replayed.ensembles[0]?.hyperparameters.beta).toBe(0.3);
    expect(replayed.changes.map(({ step }) => step)).toEqual([11, 12]);
    expect(replayed.changes[1]).toEqual({ step: 12, path: beta, value: 0.45 });
    const same = laidOut({ pace: steady, parameters: [straight(beta, [0, 0.9], [9, 0.9])] });
    expect(same.experiment.changes).toEqual([]);
  });

  it("wins over the experiment's own changes from its first key on, and leaves other numbers alone", () => {
    const changed = parseExperiment({
      ...run,
      changes: [
        { step: 5, path: beta, value: 0.1 },
        { step: 10, path: beta, value: 0.2 },
        { step: 30, path: beta, value: 0.4 },
        { step: 40, path: sigma, value: 3 },
      ],
    });
    const { experiment: replayed } = laidOut(
      { pace: steady, parameters: [straight(beta, [3, 0.6], [4, 0.7])] },
      changed,
    );
    const values = [0, 5, 10, 19, 20, 30, 90].map((step) => valueAt(replayed, beta, step));
    expect(values).toEqual([0.9, 0.1, 0.2, 0.2, 0.6, 0.7, 0.7]);
    // Measured 1.1e-16.
    expect(valueAt(replayed, beta, 25)).toBeCloseTo(0.65, 15);
    expect([39, 40].map((step) => valueAt(replayed, sigma, step))).toEqual([1, 3]);
    const steps = replayed.changes.map(({ step }) => step);
    expect(steps).toEqual(steps.toSorted((a, b) => a - b));
  });

  it("changes nothing while no step is made: the next one takes what holds then", () => {
    const pace = [
      { at: 0, stepsPerSecond: 10 },
      { at: 1, stepsPerSecond: 10 },
      { at: 1, stepsPerSecond: 0 },
      { at: 4, stepsPerSecond: 0 },
      { at: 4, stepsPerSecond: 10 },
    ];
    const board = laidOut({ pace, seconds: 6, parameters: [straight(beta, [0.5, 0], [4.5, 0.8])] });
    const { experiment: replayed, moment } = board;
    expect([9, 10, 11].map((step) => Number(valueAt(replayed, beta, step)).toFixed(12))).toEqual(
      [0.08, 0.7, 0.72].map((value) => value.toFixed(12)),
    );
    // At 1.5 s, 3 s and 4 s the run rests on its tenth step, and the number is what the eleventh is made with.
    expect([45, 90, 120].map((index) => moment(index).numbers)).toEqual(
      [0, 0, 0].map(() => [{ path: beta, value: valueAt(replayed, beta, 10) }]),
    );
  });

  it("stays as it is where the run is over, and does not begin after that", () => {
    const pace = [
      { at: 0, stepsPerSecond: 10 },
      { at: 3, stepsPerSecond: 10 },
      { at: 3, stepsPerSecond: 0 },
    ];
    const board = laidOut({
      pace,
      parameters: [straight(beta, [0, 0], [5, 0.5]), straight(sigma, [4, 2], [5, 3])],
    });
    expect(board.moment(299).step).toBe(30);
    // Measured 0.
    expect(board.moment(299).numbers[0]?.value).toBeCloseTo(0.3, 15);
    expect(board.moment(299).numbers[1]).toEqual({ path: sigma, value: 1 });
    expect(board.experiment.changes.filter(({ path }) => path === sigma)).toEqual([]);
    const ended = parseExperiment({ ...run, steps: 20 });
    const ending = parseExperiment({ ...run, changes: [{ step: 30, path: sigma, value: 5 }] });
    const kept = laidOut({ pace, parameters: [straight(sigma, [4, 2], [5, 3])] }, ending);
    expect(kept.moment(299).numbers).toEqual([{ path: sigma, value: 5 }]);
    const tooLate = laidOut({ pace, parameters: [straight(sigma, [2.5, 2], [5, 3])] }, ended);
    expect(tooLate.experiment.changes).toEqual([]);
    expect(tooLate.moment(299).numbers).toEqual([{ path: sigma, value: 1 }]);
  });

  it("of an integer is rounded", () => {
    const batches = parseExperiment({
      version: 1,
      surface: { id: "linear-regression" },
      noise: { kind: "minibatch", size: 4 },
      ensembles: [{ optimizer: "momentum" }],
      steps: 100,
    });
    const { experiment: replayed } = laidOut(
      { pace: steady, parameters: [straight("/noise/size", [1, 1], [10, 10])] },
      batches,
    );
    expect([0, 4, 6, 45, 90].map((step) => valueAt(replayed, "/noise/size", step))).toEqual([1, 1, 2, 6, 10]);
    expect(replayed.changes).toHaveLength(9);
    const every = "/ensembles/0/hyperparameters/hessianEvery";
    const sophia = parseExperiment({ version: 1, surface: { id: "booth" }, ensembles: [{ optimizer: "sophia" }] });
    const { moment } = laidOut({ pace: steady, parameters: [straight(every, [0, 1], [10, 2])] }, sophia);
    expect([...new Set([0, 99, 149, 150, 200, 299].map((frame) => moment(frame).numbers[0]?.value))]).toEqual([1, 2]);
  });

  it("is shown as the run has it after the moment's step", () => {
    const { experiment: replayed, moment } = laidOut({
      pace: steady,
      parameters: [straight(sigma, [3, 2], [4, 3]), straight(beta, [0, 0], [10, 0.9])],
    });
    for (const index of [0, 31, 100, 299]) {
      const { step, numbers } = moment(index);
      expect(numbers, `frame ${index}`).toEqual([
        { path: sigma, value: valueAt(replayed, sigma, step) },
        { path: beta, value: valueAt(replayed, beta, step) },
      ]);
    }
    expect(moment(31).numbers[0]?.value).toBe(1);
  });

  it("that would make too many changes is refused, and a long run with few of them is not", () => {
    const long = parseExperiment({ ...run, steps: 1_000_000 });
    const parameters = [straight(beta, [1, 0.1], [9, 0.9])];
    const refused = () => laidOut({ parameters }, long);
    expect(refused).toThrow(ExperimentError);
    expect(refused).toThrow(
      "/recording/parameters: found more than 20000 changes; allowed: tracks that go on over fewer steps of the run, at most 20000 in all",
    );
    const few = laidOut({ parameters: [straight(beta, [1, 0.1], [1.1, 0.9])] }, long);
    expect(few.experiment.changes).toHaveLength(11_905);
    expect(valueAt(few.experiment, beta, 900_000)).toBe(0.9);
  });
});

describe("A map", () => {
  const mapped = parseExperiment({ ...run, map: { kind: "rate", steps: 50 } });
  const tracks = [
    straight("/map/steps", [1, 10], [3, 1000]),
    straight("/map/y/to", [2, 0.5], [4, 0.9]),
    straight(sigma, [1, 0], [10, 9]),
  ];

  it("is the experiment's until a track begins, then has the track's numbers of the time and the run's of the step", () => {
    const board = laidOut({ pace: steady, parameters: tracks }, mapped);
    const at = (index: number) => {
      const moment = board.moment(index);
      const found = board.mapped(moment);
      expect(found?.map).toMatchObject({ steps: moment.numbers[0]?.value, y: { to: moment.numbers[1]?.value } });
      expect(getAtPointer(found, sigma)).toBe(moment.numbers[2]?.value);
      expect(found?.changes).toEqual([]);
      return [found?.map?.steps, found?.map?.y.to, getAtPointer(found, sigma)];
    };
    expect(at(0)).toEqual([50, 0.999, 0]);
    expect(at(30)).toEqual([10, 0.999, 0]);
    // At 1.5 s it is 257.5, rounded; the sixth step is under way after five, and noise grows by .1 with each.
    expect(at(45)).toEqual([258, 0.999, 0.5]);
    expect(at(90)).toEqual([1000, 0.7, 2]);
    expect(at(299)).toEqual([1000, 0.9, 9]);
    expect(board.experiment.map).toEqual({ ...mapped.map });
    expect(laidOut({ parameters: [straight("/map/steps", [0, 7])] }, mapped).experiment.map?.steps).toBe(7);
  });

  it("is the same object as long as nothing of it goes on, and needs none of the film's changes", () => {
    const board = laidOut({ pace: steady, parameters: tracks.slice(0, 2) }, mapped);
    const [a, b, c, d] = [130, 131, 299, 100].map((index) => board.mapped(board.moment(index)));
    expect(b).toBe(a);
    expect(c).toBe(a);
    expect(d).not.toBe(a);
    const noisy = laidOut({ pace: steady, parameters: tracks.slice(2) }, mapped);
    const [e, f] = [100, 200].map((index) => noisy.mapped(noisy.moment(index)));
    expect([getAtPointer(e, sigma), getAtPointer(f, sigma)]).toEqual(
      [100, 200].map((index) => noisy.moment(index).numbers[0]?.value),
    );
    expect(f).not.toBe(e);
    expect(board.experiment.changes).toEqual([]);
  });

  it("is as valid at every frame as one that a file holds", () => {
    const board = laidOut({ parameters: tracks }, mapped);
    for (let index = 0; index < board.frames; index += 10) {
      const found = board.mapped(board.moment(index));
      expect(parseExperiment(found), `frame ${index}`).toEqual(found);
    }
  });

  it("is none where the experiment has none", () => {
    const board = laidOut({});
    expect(board.mapped(board.moment(0))).toBeUndefined();
    expect("map" in board.experiment).toBe(false);
  });
});
