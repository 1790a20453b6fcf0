import { describe, expect, test } from "vitest";
import { runOne, runReference } from "./run.ts";

const momentum = (hyperparameters: object, extra: object = {}) => ({
  optimizer: "momentum",
  hyperparameters,
  ...extra,
});

describe("axes", () => {
  test("run every start at every combination, the last axis fastest", () => {
    const shared = {
      surface: { id: "booth" },
      starts: {
        kind: "points",
        points: [
          [1, 1],
          [4, -2],
        ],
      },
      steps: 10,
    };
    const [swept = []] = runReference({
      ...shared,
      ensembles: [
        momentum(
          { learningRate: 1, beta: 0 },
          {
            axes: [
              { hyperparameter: "learningRate", from: 0.001, to: 0.1, count: 3, scale: "log" },
              { hyperparameter: "beta", from: 0.2, to: 0.8, count: 2, scale: "linear" },
            ],
          },
        ),
      ],
    });
    const single = (learningRate: number, beta: number) =>
      runReference({ ...shared, ensembles: [momentum({ learningRate, beta })] })[0]?.map(({ points }) => points) ?? [];
    expect(swept).toHaveLength(12);
    for (const [index, [learningRate, beta]] of [
      [0.001, 0.2],
      [0.001, 0.8],
      [0.01, 0.2],
      [0.01, 0.8],
      [0.1, 0.2],
      [0.1, 0.8],
    ].entries()) {
      const runs = single(learningRate ?? 0, beta ?? 0);
      for (const start of [0, 1]) {
        const seen = swept[start * 6 + index]?.points.at(-1) ?? [];
        const expected = runs[start]?.at(-1) ?? [];
        // The logarithmic axis's middle is 0.01 up to rounding.
        expect(seen[0]).toBeCloseTo(expected[0] ?? Number.NaN, 9);
        expect(seen[1]).toBeCloseTo(expected[1] ?? Number.NaN, 9);
      }
    }
  });
});

describe("changes", () => {
  const base = { surface: { id: "rosenbrock" }, starts: { kind: "points", points: [[-1, 1]] }, steps: 30 };

  test("hold for the steps after theirs, and leave the steps before as they were", () => {
    const plain = runOne({ ...base, ensembles: [momentum({ learningRate: 1e-4 })] });
    const changed = runOne({
      ...base,
      ensembles: [momentum({ learningRate: 1e-4 })],
      changes: [{ step: 12, path: "/ensembles/0/hyperparameters/learningRate", value: 0 }],
    });
    expect(changed.points.slice(0, 13)).toEqual(plain.points.slice(0, 13));
    expect(changed.points[13]).toEqual(changed.points[12]);
    expect(changed.points.at(-1)).toEqual(changed.points[12]);
  });

  test("of the surface change the losses too", () => {
    const { points, losses } = runOne({
      ...base,
      ensembles: [{ optimizer: "gradient-descent", hyperparameters: { learningRate: 0 } }],
      changes: [{ step: 10, path: "/surface/parameters/b", value: 1 }],
    });
    const [x, y] = points[0] ?? [0, 0];
    expect(losses[9]).toBeCloseTo((1 - x) ** 2 + 100 * (y - x * x) ** 2, 12);
    expect(losses[30]).toBeCloseTo((1 - x) ** 2 + (y - x * x) ** 2, 12);
  });
});

describe("an initial velocity", () => {
  test.each(["momentum", "nesterov"])("of %s is its first displacement where there is no gradient", (optimizer) => {
    const { points } = runOne({
      surface: { formula: "0*x + 0*y", parameters: {}, domain: { x: [-1, 1], y: [-1, 1] } },
      starts: { kind: "points", points: [[0, 0]], velocity: [0.5, -0.25] },
      ensembles: [{ optimizer, hyperparameters: { learningRate: 0.1, beta: 0.5 } }],
      steps: 2,
    });
    expect(points).toEqual([
      [0, 0],
      [0.25, -0.125],
      [0.375, -0.1875],
    ]);
  });
});

test("an initial velocity of RMSProp with momentum is its first displacement where there is no gradient", () => {
  const { points } = runOne({
    surface: { formula: "0*x + 0*y", parameters: {}, domain: { x: [-1, 1], y: [-1, 1] } },
    starts: { kind: "points", points: [[0, 0]], velocity: [0.5, -0.25] },
    ensembles: [{ optimizer: "rmsprop", hyperparameters: { learningRate: 0.125, momentum: 0.5 } }],
    steps: 1,
  });
  expect(points[1]).toEqual([0.25, -0.125]);
});

// On a plane the centred variance tends to zero, and rounding takes it below: its root must not become NaN.
test.each(["f64", "f32"] as const)("centred RMSProp runs on along a constant slope in %s", (precision) => {
  for (let slope = 1; slope <= 40; slope += 1) {
    const { status } = runOne(
      {
        surface: { formula: `${slope / 7}*x + ${slope / 11}*y`, parameters: {}, domain: { x: [-1, 1], y: [-1, 1] } },
        starts: { kind: "points", points: [[0, 0]] },
        ensembles: [{ optimizer: "rmsprop", hyperparameters: { learningRate: 1e-12, rho: 0.5, centered: true } }],
        steps: 120,
        stopping: { stepTolerance: 0 },
      },
      precision,
    );
    expect(status, `slope ${slope / 7}, ${slope / 11}`).toBe("running");
  }
});

describe("noise", () => {
  const run = (noise: object, seed: number) =>
    runReference({
      surface: { formula: "0*x + 0*y", parameters: {}, domain: { x: [-1, 1], y: [-1, 1] } },
      starts: { kind: "points", points: Array.from({ length: 3000 }, () => [0, 0]) },
      ensembles: [{ optimizer: "gradient-descent", hyperparameters: { learningRate: 1 } }],
      noise,
      steps: 1,
      seed,
    })[0]?.map(({ points }) => points[1] ?? [0, 0]) ?? [];

  test("has the covariance that was asked for", () => {
    const covariance = [
      [2, -0.9],
      [-0.9, 0.5],
    ];
    const samples = run({ kind: "gaussian", covariance }, 5);
    const moment = (i: number, j: number) =>
      samples.reduce((sum, sample) => sum + (sample[i] ?? 0) * (sample[j] ?? 0), 0) / samples.length;
    // Relative standard error of a second moment of 3000 samples: at most √(2/3000) = 2.6 %; four of them.
    expect(Math.abs(moment(0, 0) - 2)).toBeLessThan(0.104 * 2);
    expect(Math.abs(moment(1, 1) - 0.5)).toBeLessThan(0.104 * 0.5);
    expect(Math.abs(moment(0, 1) + 0.9)).toBeLessThan(0.104);
  });

  test("is the same for the same seed, and another for another", () => {
    const noise = { kind: "gaussian", sigma: 1 };
    expect(run(noise, 5)).toEqual(run(noise, 5));
    expect(run(noise, 5)).not.toEqual(run(noise, 6));
  });
});
