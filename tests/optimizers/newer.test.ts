import { describe, expect, test } from "vitest";
import { scheduleFactor } from "../../src/experiment/schedule.ts";
import type { TrajectoryResult } from "../../src/reference/result.ts";
import { runOne, runReference } from "../reference/run.ts";

/** The numbers of a slot after each step; index 0 is the start. */
function slot({ state }: TrajectoryResult, name: string): number[][] {
  const values = state?.[name];
  if (values === undefined) throw new Error(`expected the slot ${name}`);
  return values.map((value) => [...value]);
}

/** The largest difference between numbers that stand at the same place, relative to those beyond 1. */
function distance(seen: readonly (readonly number[])[], expected: readonly (readonly number[])[]): number {
  expect(seen.length).toBe(expected.length);
  let worst = 0;
  for (const [row, values] of expected.entries()) {
    for (const [column, value] of values.entries()) {
      const error = Math.abs((seen[row]?.[column] ?? Number.NaN) - value) / Math.max(1, Math.abs(value));
      worst = Number.isNaN(error) ? Number.POSITIVE_INFINITY : Math.max(worst, error);
    }
  }
  return worst;
}

function displacements({ points }: TrajectoryResult): [number, number][] {
  return points.slice(1).map(([x, y], step) => {
    const [px, py] = points[step] ?? [Number.NaN, Number.NaN];
    return [x - px, y - py];
  });
}

/** A run on ½(λ₁x² + λ₂y²). */
function onQuadratic(
  lambda: readonly [number, number],
  start: readonly [number, number],
  optimizer: string,
  hyperparameters: Readonly<Record<string, number | boolean>>,
  steps: number,
  extra: object = {},
): TrajectoryResult {
  return runOne({
    surface: { id: "quadratic", parameters: { lambda1: lambda[0], lambda2: lambda[1], theta: 0 } },
    starts: { kind: "points", points: [start] },
    ensembles: [{ optimizer, hyperparameters }],
    steps,
    ...extra,
  });
}

/** The gradients that a run met on ½(λ₁x² + λ₂y²), by step. */
function gradients({ points }: TrajectoryResult, lambda: readonly [number, number]): [number, number][] {
  return points.slice(0, -1).map(([x, y]) => [lambda[0] * x, lambda[1] * y]);
}

function onRosenbrock(optimizer: string, hyperparameters: Readonly<Record<string, number | boolean>>, steps = 200) {
  return runOne({
    surface: { id: "rosenbrock" },
    starts: { kind: "points", points: [[-1.2, 1]] },
    ensembles: [{ optimizer, hyperparameters }],
    steps,
  });
}

describe("Lion", () => {
  test("takes the sign of a blend, and averages its momentum afterwards, with the other β", () => {
    const run = onQuadratic([1, 4], [1, 0.02], "lion", { learningRate: 0.05, beta1: 0.9, beta2: 0.5 }, 3);
    // By hand: g = (1, .08), (.95, −.12), (.9, −.32). In step 2, .9·.04 − .1·.12 goes on against the gradient.
    const points = [
      [1, 0.02],
      [0.95, -0.03],
      [0.9, -0.08],
      [0.85, -0.03],
    ];
    const momenta = [
      [0, 0],
      [0.5, 0.04],
      [0.725, -0.04],
      [0.8125, -0.18],
    ];
    // Measured 1.2e-16: half a unit in the last place of a number near 1.
    expect(distance(run.points, points)).toBeLessThanOrEqual(4e-16);
    expect(distance(slot(run, "momentum"), momenta)).toBeLessThanOrEqual(4e-16);
  });

  test("moves by α along each axis in every step", () => {
    const run = onRosenbrock("lion", { learningRate: 0.01 });
    const lengths = displacements(run).map((step) => step.map(Math.abs));
    const expected = lengths.map(() => [0.01, 0.01]);
    // Measured 8.7e-18: differences of points near 1, where a unit in the last place is 2.2e-16.
    expect(distance(lengths, expected)).toBeLessThanOrEqual(4e-16);
  });

  test("stays where the blend is 0, and lets weight decay shrink the position first", () => {
    const hyperparameters = { learningRate: 0.1, weightDecay: 0.5 };
    const { points } = onQuadratic([1, 1], [2, 0], "lion", hyperparameters, 1);
    // 2·(1 − .1·.5) − .1 along x; along y the gradient is 0, and so is its sign.
    expect(points[1]?.[0]).toBeCloseTo(1.8, 15);
    expect(points[1]?.[1]).toBe(0);
  });

  test("diverges where the gradient is no number, which has no sign", () => {
    const { status, divergedAt, points } = runOne({
      surface: { formula: "sqrt(x) + y^2", domain: { x: [-1, 1], y: [-1, 1] } },
      starts: { kind: "points", points: [[0.025, 1]] },
      ensembles: [{ optimizer: "lion", hyperparameters: { learningRate: 0.01 } }],
      steps: 6,
    });
    // Three steps of .01 lead to x = −.005, where √x has no slope.
    expect([status, divergedAt]).toEqual(["diverged", 4]);
    expect(points.at(-1)?.[0]).toBeCloseTo(-0.005, 15);
  });
});

describe("Muon", () => {
  /** The length of X after five iterations on a vector of that length. */
  function lengthOf(norm: number): number {
    let singular = norm / (norm + 1e-7);
    for (let iteration = 0; iteration < 5; iteration += 1) {
      singular = 3.4445 * singular - 4.775 * singular ** 3 + 2.0315 * singular ** 5;
    }
    return singular;
  }

  test("takes steps of .69644 α", () => {
    expect(lengthOf(1e9)).toBeCloseTo(0.69644, 5);
    const run = onRosenbrock("muon", { learningRate: 0.02 });
    const lengths = displacements(run).map(([x, y]) => [Math.hypot(x, y)]);
    const expected = lengths.map(() => [0.02 * lengthOf(1e9)]);
    // Measured 2.2e-9: the 1e-7 beside the norm is that much of the smallest gradient.
    expect(distance(lengths, expected)).toBeLessThanOrEqual(1e-8);
  });

  test.each([1e-3, 1, 1e100, 1e200])("takes a step of one length where gradients are %d times as large", (factor) => {
    const lambda = [factor, 4 * factor] as const;
    const { points } = onQuadratic(lambda, [3, 1], "muon", { learningRate: 0.1, beta: 0 }, 1);
    // The gradient is along (3, 4), of length 5.
    const length = lengthOf(5 * factor);
    const expected = [3 - 0.06 * length, 1 - 0.08 * length];
    // Measured 1.1e-16, and 0 beyond 1.
    expect(distance([points[1] ?? []], [expected])).toBeLessThanOrEqual(4e-16);
  });

  test.each([true, false])(
    "follows the gradients with the weights (1 − β)βⁱ of an average (Nesterov: %s)",
    (nesterov) => {
      const lambda = [1, 4] as const;
      const beta = 0.8;
      const run = onQuadratic(lambda, [3, 1], "muon", { learningRate: 0.1, beta, nesterov }, 30);
      const met = gradients(run, lambda);
      const expected = met.map((latest, step) => {
        const u = [0, 1].map((axis) => {
          const average = met
            .slice(0, step + 1)
            .reduce((sum, g, past) => sum + (1 - beta) * beta ** (step - past) * (g[axis] ?? 0), 0);
          return nesterov ? beta * average + (1 - beta) * (latest[axis] ?? 0) : average;
        });
        const norm = Math.hypot(...u);
        return u.map((value) => (-0.1 * lengthOf(norm) * value) / norm);
      });
      // Measured 2.9e-16 and 2.8e-16: differences of points near 3.
      expect(distance(displacements(run), expected)).toBeLessThanOrEqual(2e-15);
    },
  );

  test("does not blow up a vanishing gradient", () => {
    const { points } = onQuadratic([1, 1], [3e-12, 4e-12], "muon", { learningRate: 1e-3, beta: 0 }, 1);
    // Far below 1e-7 every iteration multiplies by 3.4445 or less: by 485 in all, after 1e7, and then by α.
    const gain = (1e-3 * lengthOf(5e-12)) / 5e-12;
    expect(gain / (1e-3 * 3.4445 ** 5 * 1e7)).toBeCloseTo(1, 2);
    // Measured 1.9e-16.
    expect(distance([[(points[1]?.[0] ?? 0) / 3e-12]], [[1 - gain]])).toBeLessThanOrEqual(1e-15);
  });
});

describe("AdaBelief", () => {
  test("takes a first step of α/β₁, since (g − m)² is (β₁g)²", () => {
    const run = onQuadratic([1, 100], [-3, 2], "adabelief", { learningRate: 0.09, beta1: 0.9 }, 1);
    // Measured 8.1e-16: a difference of points near 3, and ε's 1e-16 beside .0073.
    expect(distance(displacements(run), [[0.1, -0.1]])).toBeLessThanOrEqual(4e-15);
  });

  test("adds ε to the variance in every step, and decays the position beside the gradient", () => {
    const hyperparameters = { learningRate: 0.1, beta1: 0.5, beta2: 0.75, epsilon: 0.25, weightDecay: 0.1 };
    const run = onQuadratic([1, 1], [2, 4], "adabelief", hyperparameters, 2);
    // By hand along x: m = 1, s = ¼·1² + ¼ = ½, so m̂ = 2, ŝ = 2; then g = 1.98 − .2/(√2 + ¼).
    const second = 1.98 - 0.2 / (Math.SQRT2 + 0.25);
    const m = 0.5 + 0.5 * second;
    const s = 0.375 + 0.25 * (second - m) ** 2 + 0.25;
    const third = 0.99 * second - (0.1 * (m / 0.75)) / (Math.sqrt(s / 0.4375) + 0.25);
    // Measured 0.
    expect(
      distance(
        run.points.map(([x]) => [x]),
        [[2], [second], [third]],
      ),
    ).toBeLessThanOrEqual(1e-15);
    expect(
      distance(
        slot(run, "variance").map(([x = Number.NaN]) => [x]),
        [[0], [0.5], [s]],
      ),
    ).toBeLessThanOrEqual(1e-15);
  });

  test("with AMSGrad divides by the largest variance so far, corrected", () => {
    const run = onRosenbrock("adabelief", { learningRate: 0.05, amsgrad: true });
    const [means, variances] = [slot(run, "firstMoment"), slot(run, "variance")];
    const largest = [0, 0];
    let falls = 0;
    const expected = displacements(run).map((_, step) =>
      [0, 1].map((axis) => {
        const variance = variances[step + 1]?.[axis] ?? Number.NaN;
        if (variance < (largest[axis] ?? 0)) falls += 1;
        largest[axis] = Math.max(largest[axis] ?? 0, variance);
        const mean = (means[step + 1]?.[axis] ?? Number.NaN) / (1 - 0.9 ** (step + 1));
        return (-0.05 * mean) / (Math.sqrt((largest[axis] ?? 0) / (1 - 0.999 ** (step + 1))) + 1e-16);
      }),
    );
    // Without falls the maximum would be the variance itself.
    expect(falls).toBeGreaterThan(100);
    // Measured 3.3e-16: differences of points near 1.
    expect(distance(displacements(run), expected)).toBeLessThanOrEqual(2e-15);
  });
});

describe("Yogi", () => {
  test("starts both moments at the initial accumulator", () => {
    const hyperparameters = { learningRate: 0.1, epsilon: 0.001, initialAccumulator: 0.01 };
    const { points } = onQuadratic([1, 2], [0.05, 3], "yogi", hyperparameters, 1);
    // v falls by .001·.0025 along x, where g² = .0025 is below it, and rises by .001·36 along y.
    const step = (g: number, v: number) => (0.1 * (0.009 + 0.1 * g)) / 0.1 / (Math.sqrt(v / 0.001) + 0.001);
    const expected = [0.05 - step(0.05, 0.01 - 2.5e-6), 3 - step(6, 0.01 + 0.036)];
    // Measured 0.
    expect(distance([points[1] ?? []], [expected])).toBeLessThanOrEqual(1e-15);
  });

  test("moves v by (1 − β₂)g² towards g², up and down", () => {
    const lambda = [1, 30] as const;
    const run = onQuadratic(lambda, [-2, 1.5], "yogi", { learningRate: 0.1, beta2: 0.9 }, 200);
    const v = slot(run, "secondMoment");
    const turns = { up: 0, down: 0 };
    const expected = gradients(run, lambda).map((g, step) =>
      g.map((value, axis) => {
        const before = v[step]?.[axis] ?? Number.NaN;
        const isBelow = before < value ** 2;
        turns[isBelow ? "up" : "down"] += 1;
        return before + (isBelow ? 0.1 : -0.1) * value ** 2;
      }),
    );
    expect(Math.min(turns.up, turns.down)).toBeGreaterThan(10);
    // Measured 2.9e-16.
    expect(distance(v.slice(1), expected)).toBeLessThanOrEqual(2e-15);
  });

  test("takes weight decay for a part of the gradient", () => {
    const decayed = onQuadratic([1, 2], [2, -1], "yogi", { weightDecay: 0.5 }, 50);
    const steeper = onQuadratic([1.5, 2.5], [2, -1], "yogi", { weightDecay: 0 }, 50);
    // Measured 0: the slopes 1.5 and 2.5 are exact.
    expect(distance(decayed.points, steeper.points)).toBeLessThanOrEqual(2e-15);
  });
});

describe("Sophia", () => {
  test("asks for the Hessian in the first step and then every k steps, and keeps it in between", () => {
    const run = onQuadratic([2, 50], [0.1, -0.2], "sophia", { hessianEvery: 4, beta2: 0.5 }, 10);
    expect(run.evaluations).toEqual({ loss: 0, gradient: 10, hessian: 3 });
    const shares = [0, 0.5, 0.5, 0.5, 0.5, 0.75, 0.75, 0.75, 0.75, 0.875, 0.875];
    const expected = shares.map((share) => [2 * share, 50 * share]);
    // Measured 0: all are exact.
    expect(distance(slot(run, "curvature"), expected)).toBeLessThanOrEqual(0);
  });

  test.each([
    [1.4, 20],
    [2.6, 7],
    [10, 2],
  ])("takes the nearest whole number for k (k = %d)", (hessianEvery, expected) => {
    expect(onQuadratic([2, 50], [0.1, -0.2], "sophia", { hessianEvery }, 20).evaluations.hessian).toBe(expected);
  });

  test("goes along every axis of a quadratic alike, whatever its curvature", () => {
    // Too near to be clipped. At first m/h = (.035/.01) x, so that x ← (1 − 3.5α) x.
    const { points } = onQuadratic([2, 50], [0.001, -0.002], "sophia", { learningRate: 0.1 }, 100);
    // Measured 0, and 5.5e-19 of numbers up to .002.
    expect(distance([points[1] ?? []], [[0.00065, -0.0013]])).toBeLessThanOrEqual(4e-18);
    expect(
      distance(
        points.map(([, y]) => [y]),
        points.map(([x]) => [-2 * x]),
      ),
    ).toBeLessThanOrEqual(4e-18);
  });

  test("moves by α times the clip where curvature is negative, or small beside the slope", () => {
    const hyperparameters = { learningRate: 0.1, clip: 0.5, weightDecay: 0.01 };
    const { points } = onQuadratic([-2, 3], [0.1, -20], "sophia", hyperparameters, 1);
    // Measured 0.
    expect(distance([points[1] ?? []], [[0.1 * 0.999 + 0.05, -20 * 0.999 + 0.05]])).toBeLessThanOrEqual(2e-15);
  });
});

describe.each(["schedule-free-sgd", "schedule-free-adamw"])("%s", (optimizer) => {
  const schedule = { kind: "exponential", factor: 0.97 } as const;
  const hyperparameters = { learningRate: 0.02, beta: 0.7, warmupSteps: 12, weightDecay: 0.1 };
  const steps = 60;
  const run = runOne({
    surface: { id: "himmelblau" },
    starts: { kind: "points", points: [[-1, 2]] },
    ensembles: [{ optimizer, hyperparameters, schedule }],
    steps,
  });
  const z = slot(run, "base");
  const x = slot(run, "average");

  test("averages z with the squares of the largest rate so far as weights, warm-up and schedule included", () => {
    const rates = Array.from({ length: steps }, (_, k) => {
      return 0.02 * Math.min(1, (k + 1) / 12) * scheduleFactor({ ...schedule, warmup: 0 }, k + 1, steps);
    });
    const weights = rates.map((_, k) => Math.max(...rates.slice(0, k + 1)) ** 2);
    const expected = weights.map((_, last) => {
      const until = weights.slice(0, last + 1);
      const total = until.reduce((sum, weight) => sum + weight, 0);
      return [0, 1].map((axis) => until.reduce((sum, w, k) => sum + w * (z[k + 1]?.[axis] ?? Number.NaN), 0) / total);
    });
    // The rate rises through the warm-up and falls after it: weights of both kinds are there.
    expect(new Set(weights).size).toBe(12);
    // Measured 1.0e-15 and 6.4e-16: sums of 60 terms.
    expect(distance(x.slice(1), expected)).toBeLessThanOrEqual(5e-15);
  });

  test("draws y, between z and their average", () => {
    const expected = z.map((values, step) => values.map((value, axis) => 0.3 * value + 0.7 * (x[step]?.[axis] ?? 0)));
    // Measured 2.9e-16 and 2.3e-16.
    expect(distance(run.points, expected)).toBeLessThanOrEqual(1e-15);
  });

  test("leaves steps at a rate of 0 out of the average", () => {
    const { state, points } = runOne({
      surface: { id: "himmelblau" },
      starts: { kind: "points", points: [[-1, 2]] },
      ensembles: [{ optimizer, hyperparameters: { learningRate: 0 } }],
      changes: [{ step: 3, path: "/ensembles/0/hyperparameters/learningRate", value: 0.01 }],
      steps: 4,
    });
    expect(points[3]).toEqual([-1, 2]);
    expect(state?.average?.[4]).toEqual(state?.base?.[4]);
    expect(state?.average?.[4]).not.toEqual([-1, 2]);
  });
});

test("Schedule-Free SGD at β = 0 is gradient descent, and averages its points", () => {
  const hyperparameters = { learningRate: 0.001, weightDecay: 0.1 };
  const [free, plain] = runReference({
    surface: { id: "rosenbrock" },
    starts: { kind: "points", points: [[-1.2, 1]] },
    ensembles: [
      { optimizer: "schedule-free-sgd", hyperparameters: { ...hyperparameters, beta: 0 } },
      { optimizer: "gradient-descent", hyperparameters },
    ],
    steps: 300,
  });
  const [run, reference] = [free?.[0], plain?.[0]];
  if (run === undefined || reference === undefined) throw new Error("expected two runs");
  expect(run.points).toEqual(reference.points);
  const mean = [0, 1].map(
    (axis) => reference.points.slice(1).reduce((sum, point) => sum + (point[axis] ?? 0), 0) / 300,
  );
  // Measured 3.4e-16: a sum of 300 terms.
  expect(distance(slot(run, "average").slice(-1), [mean])).toBeLessThanOrEqual(3e-15);
});

test("Schedule-Free AdamW at β = 0 is Adam without momentum", () => {
  const free = onRosenbrock("schedule-free-adamw", { learningRate: 0.05, beta: 0 });
  const plain = onRosenbrock("adam", { learningRate: 0.05, beta1: 0 });
  expect(free.points).toEqual(plain.points);
});

test("Schedule-Free AdamW decays y beside the scaled gradient", () => {
  const hyperparameters = { learningRate: 0.1, weightDecay: 0.5, epsilon: 0 };
  const { points } = onQuadratic([3, 70], [2, -1], "schedule-free-adamw", hyperparameters, 1);
  // By hand: 2 − .1·(1 + .5·2) and −1 + .1·(1 + .5·1).
  // Measured 0.
  expect(distance([points[1] ?? []], [[1.8, -0.85]])).toBeLessThanOrEqual(1e-15);
});

describe("Prodigy", () => {
  const lambda = [1, 20] as const;
  const start = [3, -2] as const;
  const distances = (run: TrajectoryResult): number[] => (run.state?.distance ?? []).map(([d = Number.NaN]) => d);

  test("takes a first step of √10 d₀ along each axis", () => {
    // m = .1 dg, v = .001 d²g², and nothing is known of the distance: x₀ − x is 0.
    const run = onQuadratic(lambda, start, "prodigy", { d0: 1e-3, epsilon: 0 }, 1);
    // Measured 8.0e-17 and 1.2e-16: differences of points near 3.
    expect(distance(displacements(run), [[-1e-3 * Math.sqrt(10), 1e-3 * Math.sqrt(10)]])).toBeLessThanOrEqual(9e-16);
    expect(distances(run)).toEqual([1e-3, 1e-3]);
    const corrected = onQuadratic(lambda, start, "prodigy", { d0: 1e-3, epsilon: 0, useBiasCorrection: true }, 1);
    expect(distance(displacements(corrected), [[-1e-3, 1e-3]])).toBeLessThanOrEqual(9e-16);
  });

  describe.each([false, true])("with bias correction: %s", (correct) => {
    const hyperparameters = { dCoef: 0.8, d0: 1e-4, epsilon: 0.3, weightDecay: 0.1, useBiasCorrection: correct };
    const run = onQuadratic(lambda, start, "prodigy", { learningRate: 0.5, ...hyperparameters }, 120);
    const d = distances(run);
    const met = gradients(run, lambda);
    const rates = met.map((_, i) => {
      const correction = correct ? Math.sqrt(1 - 0.999 ** (i + 1)) / (1 - 0.9 ** (i + 1)) : 1;
      return (d[i] ?? 0) * 0.5 * correction;
    });
    /** The sum over the steps so far, of which each has lost the factor `decay` in each step since. */
    const sum = (step: number, decay: number, term: (i: number) => number) =>
      Array.from({ length: step + 1 }, (_, i) => decay ** (step - i) * term(i)).reduce((total, value) => total + value);

    test("d is the largest ratio of both weighted sums so far", () => {
      const weighted = (step: number, term: (i: number) => number) =>
        sum(step, Math.sqrt(0.999), (i) => (d[i] ?? 0) * (rates[i] ?? 0) * term(i));
      const shares = met.map((_, step) => {
        let [progress, size] = [0, 0];
        for (const axis of [0, 1] as const) {
          progress += weighted(step, (i) => (met[i]?.[axis] ?? 0) * (start[axis] - (run.points[i]?.[axis] ?? 0)));
          size += Math.abs(weighted(step, (i) => met[i]?.[axis] ?? 0));
        }
        return [Math.max(d[step] ?? 0, (0.8 * progress) / size) / (d[step + 1] ?? Number.NaN)];
      });
      expect(d.at(-1)).toBeGreaterThan(100 * 1e-4);
      // Measured 3.4e-16 and 4.5e-16: sums of up to 120 terms.
      expect(
        distance(
          shares,
          shares.map(() => [1]),
        ),
      ).toBeLessThanOrEqual(5e-15);
    });

    test("steps as Adam on gradients times d, with the old d in the rate and the new one beside ε", () => {
      const expected = met.map((_, step) =>
        ([0, 1] as const).map((axis) => {
          const scaled = (i: number) => (d[i] ?? 0) * (met[i]?.[axis] ?? 0);
          const m = 0.1 * sum(step, 0.9, scaled);
          const v = 0.001 * sum(step, 0.999, (i) => scaled(i) ** 2);
          const x = run.points[step]?.[axis] ?? Number.NaN;
          return -(rates[step] ?? 0) * (m / (Math.sqrt(v) + (d[step + 1] ?? 0) * 0.3) + 0.1 * x);
        }),
      );
      // Measured 5.6e-16 and 3.5e-16: differences of points near 3.
      expect(distance(displacements(run), expected)).toBeLessThanOrEqual(4e-15);
    });
  });

  test("d never falls, and on a convex function never passes the distance to the minimum", () => {
    const starts = { kind: "uniform", count: 50, region: { x: [-4, 4], y: [-4, 4] } };
    const runs = runReference({
      surface: { id: "quadratic", parameters: { lambda1: 1, lambda2: 20, theta: 0.5 } },
      starts,
      ensembles: [{ optimizer: "prodigy" }],
      steps: 300,
      seed: 4,
    })[0];
    const ends = new Set<number>();
    for (const run of runs ?? []) {
      const d = distances(run);
      for (const [step, value] of d.entries()) expect(value).toBeGreaterThanOrEqual(d[step - 1] ?? 0);
      // ⟨g, x₀ − x⟩ ≤ ⟨g, x₀ − x*⟩ by convexity, and that is at most ‖g‖₁ ‖x₀ − x*‖∞: so for every weighted sum.
      expect(d.at(-1)).toBeLessThanOrEqual(Math.max(...run.start.map(Math.abs)));
      expect(d.at(-1)).toBeGreaterThan(1000 * 1e-6);
      ends.add(d.at(-1) ?? Number.NaN);
    }
    expect(ends.size).toBe(50);
  });

  test("rests where there is no gradient, and keeps its first d", () => {
    const run = onQuadratic(lambda, [0, 0], "prodigy", {}, 3);
    expect(run.points.at(-1)).toEqual([0, 0]);
    expect(distances(run)).toEqual([1e-6, 1e-6, 1e-6, 1e-6]);
    expect(run.status).toBe("running");
  });
});
