import { describe, expect, it } from "vitest";
import { completeRecording } from "../../../src/experiment/complete-recording.ts";
import type { Experiment } from "../../../src/experiment/experiment.ts";
import { parseExperiment } from "../../../src/experiment/parse-experiment.ts";
import { FlyAlong, smoothed } from "../../../src/recording/film/fly-along.ts";
import { storyboardOf } from "../../../src/recording/timeline/storyboard.ts";
import { simulateReference } from "../../../src/reference/simulate.ts";

function experimentWith(recording: object, more: object = {}): Experiment {
  return parseExperiment({
    version: 1,
    surface: { id: "rosenbrock" },
    starts: { kind: "grid", columns: 4, rows: 3 },
    noise: { kind: "gaussian", sigma: 1 },
    ensembles: [
      { optimizer: "momentum", hyperparameters: { learningRate: 0.0005, beta: 0.9 } },
      // Some of these diverge.
      { optimizer: "gradient-descent", hyperparameters: { learningRate: 0.003 } },
    ],
    steps: 40,
    changes: [{ step: 10, path: "/ensembles/0/hyperparameters/beta", value: 0.5 }],
    recording,
    ...more,
  });
}

async function flightOf(experiment: Experiment) {
  const recording = experiment.recording ?? completeRecording(experiment, {});
  const storyboard = storyboardOf(experiment, recording);
  return { storyboard, flying: await FlyAlong.create(storyboard, () => undefined) };
}

/** A step every other frame, so that heads are between steps, too. */
const pace = [{ at: 0, stepsPerSecond: 15 }];

describe("a flight", () => {
  it("goes where the trajectory goes, smoothed over time", async () => {
    const follow = { ensemble: 0, trajectory: 7 };
    const { storyboard, flying } = await flightOf(
      experimentWith({ seconds: 2, fps: 30, pace, camera: [{ at: 0, follow }] }),
    );
    const result = simulateReference(storyboard.experiment, { precision: "f32", every: 1, state: false });
    const points = result.ensembles[0]?.trajectories[7]?.points ?? [];
    const way = Array.from({ length: storyboard.frames }, (_, index) => {
      const { step, fraction } = storyboard.moment(index);
      const [from, to] = [points[Math.max(step - 1, 0)] ?? [0, 0], points[step] ?? [0, 0]];
      return [0, 1].map((axis) => (1 - fraction) * (from[axis] ?? 0) + fraction * (to[axis] ?? 0));
    });
    let error = 0;
    for (let index = 0; index < storyboard.frames; index++) {
      // The window by its definition: sigma is .35 s, 10.5 frames.
      const wanted = [0, 0];
      let total = 0;
      for (let other = index - 32; other <= index + 32; other++) {
        const weight = Math.exp(-(((other - index) / 10.5) ** 2) / 2);
        const [x = 0, y = 0] = way[Math.min(Math.max(other, 0), way.length - 1)] ?? [];
        wanted[0] = (wanted[0] ?? 0) + weight * x;
        wanted[1] = (wanted[1] ?? 0) + weight * y;
        total += weight;
      }
      const [x, y] = flying.at(follow, index);
      error = Math.max(error, Math.abs(x - (wanted[0] ?? 0) / total), Math.abs(y - (wanted[1] ?? 0) / total));
    }
    // Measured 0: the same sums in the same order.
    expect(error).toBeLessThan(1e-12);
  });

  it("with the median leaves out what has diverged, coordinate by coordinate", async () => {
    const follow = { ensemble: 1, trajectory: "median" } as const;
    const { storyboard, flying } = await flightOf(
      experimentWith({ seconds: 6, fps: 30, pace: [{ at: 0, stepsPerSecond: 40 }], camera: [{ at: 0, follow }] }),
    );
    const result = simulateReference(storyboard.experiment, { precision: "f32", every: 1, state: false });
    const all = result.ensembles[1]?.trajectories ?? [];
    const sound = all.filter(({ status }) => status !== "diverged");
    expect(sound.length).toBeGreaterThan(2);
    expect(sound.length).toBeLessThan(all.length);
    const median = (axis: 0 | 1): number => {
      const values = sound.map(({ points }) => points.at(-1)?.[axis] ?? 0).sort((a, b) => a - b);
      const half = (values.length - 1) / 2;
      return ((values[Math.floor(half)] ?? 0) + (values[Math.ceil(half)] ?? 0)) / 2;
    };
    // At rest for five seconds: the window sees nothing else.
    const [x, y] = flying.at(follow, storyboard.frames - 1);
    expect(Math.abs(x - median(0))).toBeLessThan(1e-12);
    expect(Math.abs(y - median(1))).toBeLessThan(1e-12);
  });

  it("ends where it is told to", async () => {
    const experiment = experimentWith(
      { seconds: 2, camera: [{ at: 0, follow: { ensemble: 0, trajectory: "median" } }] },
      { starts: { kind: "grid", columns: 30, rows: 30 }, steps: 4000 },
    );
    const storyboard = storyboardOf(experiment, experiment.recording ?? completeRecording(experiment, {}));
    const check = () => {
      throw new Error("enough");
    };
    await expect(FlyAlong.create(storyboard, check)).rejects.toThrow("enough");
  });
});

describe("the window over time", () => {
  it("leaves rest and even motion alone, and zigzags almost not at all", () => {
    const frames = Array.from({ length: 200 }, (_, index) => index);
    const even = smoothed(
      frames.map((index) => [0.3, 0.01 * index] as const),
      10.5,
    );
    expect(Math.abs((even[100]?.[0] ?? 0) - 0.3)).toBeLessThan(1e-14);
    expect(Math.abs((even[100]?.[1] ?? 0) - 1)).toBeLessThan(1e-13);
    const zigzag = smoothed(
      frames.map((index) => [index % 2 === 0 ? 1 : -1, 0] as const),
      10.5,
    );
    // Measured 3.1e-4: where the window is cut off.
    expect(Math.abs(zigzag[100]?.[0] ?? 1)).toBeLessThan(1e-3);
  });
});
