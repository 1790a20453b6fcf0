import { describe, expect, test } from "vitest";
import { runOne, runReference } from "../reference/run.ts";

/*
 * Steps worked out by hand may differ by the order of operations. Measured: 4.4e-16 (Adagrad), 2.2e-16 (Rprop), 5.6e-17
 * (averages), 1.7e-16 (RAdam), otherwise 0, at positions of up to 4; 1e-15 is allowed.
 */

/** f = ½(x² + 10y²): the gradient is (x, 10y). */
const BOWL = { id: "quadratic", parameters: { lambda1: 1, lambda2: 10, theta: 0 } };

function runBowl(optimizer: string, hyperparameters: object, steps: number, start = [1, -2], extra: object = {}) {
  return runOne({
    surface: BOWL,
    starts: { kind: "points", points: [start] },
    ensembles: [{ optimizer, hyperparameters }],
    steps,
    ...extra,
  });
}

function distance(one: readonly (readonly number[])[], other: readonly (readonly number[])[]): number {
  expect(one).toHaveLength(other.length);
  return Math.max(
    ...one.flatMap((point, step) => point.map((value, axis) => Math.abs(value - (other[step]?.[axis] ?? Number.NaN)))),
  );
}

describe("RMSProp", () => {
  // Adam's √(v/c₂) + ε is (√v + ε√c₂)/√c₂: with β₁ = 0 its step is RMSProp's at α√c₂ and ε√c₂, c₂ = 1 − β₂ᵗ.
  // Measured 1.3e-11, 4.4e-16 and 4.0e-15: without momentum it zigzags across Rosenbrock's valley, which amplifies rounding.
  test.each([
    ["rosenbrock", 1e-10],
    ["himmelblau", 1e-14],
    ["ackley", 1e-13],
  ] as const)(
    "with rate and epsilon changed to α√c₂ and ε√c₂ before each step is Adam at β₁ = 0 on %s",
    (surface, bound) => {
      const [alpha, epsilon, beta2, steps] = [0.03, 1e-3, 0.95, 100];
      const shared = { surface: { id: surface }, starts: { kind: "uniform", count: 10 }, steps, seed: 2 };
      const adam = { learningRate: alpha, beta1: 0, beta2, epsilon };
      const [expected] = runReference({ ...shared, ensembles: [{ optimizer: "adam", hyperparameters: adam }] });
      const root = (t: number) => Math.sqrt(1 - beta2 ** t);
      const changes = Array.from({ length: steps - 1 }, (_, index) => index + 1).flatMap((step) => [
        { step, path: "/ensembles/0/hyperparameters/learningRate", value: alpha * root(step + 1) },
        { step, path: "/ensembles/0/hyperparameters/epsilon", value: epsilon * root(step + 1) },
      ]);
      const first = { learningRate: alpha * root(1), epsilon: epsilon * root(1), rho: beta2 };
      const [seen] = runReference({
        ...shared,
        ensembles: [{ optimizer: "rmsprop", hyperparameters: first }],
        changes,
      });
      const far = Math.max(
        ...(expected ?? []).map(({ points }, index) => distance(points, seen?.[index]?.points ?? [])),
      );
      console.info(`RMSProp and Adam at β₁ = 0 on ${surface}: ${far}`);
      expect(far).toBeLessThan(bound);
    },
  );
});

describe("Adagrad", () => {
  test("first moves each axis by α, then by α over the root of the sum of squares, at a falling rate", () => {
    const { points, state } = runBowl("adagrad", { learningRate: 0.5, learningRateDecay: 0.25, epsilon: 0 }, 2, [3, 4]);
    // g = (3, 40), then (2.5, 35) at rate .5/1.25 = .4.
    const second = [2.5 - (0.4 * 2.5) / Math.sqrt(9 + 6.25), 3.5 - (0.4 * 35) / Math.sqrt(1600 + 1225)];
    expect(distance(points, [[3, 4], [2.5, 3.5], second])).toBeLessThan(1e-15);
    expect(state?.squareSum).toStrictEqual([
      [0, 0],
      [9, 1600],
      [15.25, 2825],
    ]);
  });

  test("starts its sum at the initial accumulator, and adds ε outside the root", () => {
    const { points } = runBowl("adagrad", { learningRate: 0.5, initialAccumulator: 7, epsilon: 1 }, 1, [3, 4]);
    expect(
      distance(points, [
        [3, 4],
        [3 - 1.5 / 5, 4 - 20 / (Math.sqrt(1607) + 1)],
      ]),
    ).toBeLessThan(1e-15);
  });
});

test("Adadelta's first two steps, worked out by hand", () => {
  const [rho, epsilon] = [0.75, 0.5];
  const { points } = runBowl("adadelta", { learningRate: 2, rho, epsilon }, 2, [3, 4]);
  const expected = ([1, 10] as const).map((curvature, axis) => {
    const start = [3, 4][axis] ?? 0;
    const g1 = curvature * start;
    const v1 = 0.25 * g1 ** 2;
    const delta1 = (Math.sqrt(0.5) / Math.sqrt(v1 + 0.5)) * g1;
    const x1 = start - 2 * delta1;
    const g2 = curvature * x1;
    const delta2 = (Math.sqrt(0.25 * delta1 ** 2 + 0.5) / Math.sqrt(0.75 * v1 + 0.25 * g2 ** 2 + 0.5)) * g2;
    return [start, x1, x1 - 2 * delta2];
  });
  const rows = [0, 1, 2].map((step) => expected.map((axis) => axis[step] ?? Number.NaN));
  expect(distance(points, rows)).toBeLessThan(1e-15);
});

test("Adamax first moves each axis by α, then by the mean over the fading maximum", () => {
  const { points, state } = runBowl("adamax", { learningRate: 0.5, beta1: 0.5, beta2: 0.9, epsilon: 0 }, 2, [3, 4]);
  // g = (3, 40), then (2.5, 35), below .9 of the first: the maxima are (2.7, 36) and m/c₁ = (g₁ + 2g₂)/3.
  const second = [2.5 - (0.5 * (3 + 5)) / 3 / 2.7, 3.5 - (0.5 * (40 + 70)) / 3 / 36];
  expect(distance(points, [[3, 4], [2.5, 3.5], second])).toBeLessThan(1e-15);
  expect(
    distance(state?.infinityNorm ?? [], [
      [0, 0],
      [3, 40],
      [2.7, 36],
    ]),
  ).toBeLessThan(1e-15);
});

test("NAdam's first two steps, worked out by hand", () => {
  const psi = 0.5;
  const mu = (t: number) => 0.5 * (1 - 0.5 * 0.96 ** (t * psi));
  const hyperparameters = { learningRate: 0.5, beta1: 0.5, beta2: 0.75, epsilon: 0, momentumDecay: psi };
  const { points } = runBowl("nadam", hyperparameters, 2, [3, 4]);
  const expected = [1, 10].map((curvature, axis) => {
    const start = [3, 4][axis] ?? 0;
    const g1 = curvature * start;
    // (1 − μ₁)g/(1 − μ₁) is g itself; v/c₂ is g².
    const ahead1 = g1 + (mu(2) * 0.5 * g1) / (1 - mu(1) * mu(2));
    const x1 = start - (0.5 * ahead1) / Math.abs(g1);
    const g2 = curvature * x1;
    const m2 = 0.25 * g1 + 0.5 * g2;
    const v2 = (0.75 * 0.25 * g1 ** 2 + 0.25 * g2 ** 2) / (1 - 0.75 ** 2);
    const ahead2 = ((1 - mu(2)) * g2) / (1 - mu(1) * mu(2)) + (mu(3) * m2) / (1 - mu(1) * mu(2) * mu(3));
    return [start, x1, x1 - (0.5 * ahead2) / Math.sqrt(v2)];
  });
  const rows = [0, 1, 2].map((step) => expected.map((axis) => axis[step] ?? Number.NaN));
  expect(distance(points, rows)).toBeLessThan(1e-15);
});

describe("RAdam", () => {
  test("goes five steps along the corrected mean gradient, un-normalised, and normalises the sixth", () => {
    const [learningRate, beta1, beta2] = [0.02, 0.9, 0.999];
    const { points, state } = runBowl("radam", { learningRate, beta1, beta2, epsilon: 0 }, 6);
    const steps = [0, 1, 2, 3, 4, 5].map((step) => {
      const [x = 0, y = 0] = points[step] ?? [];
      const [nextX = 0, nextY = 0] = points[step + 1] ?? [];
      return { g: [x, 10 * y], moved: [nextX - x, nextY - y] };
    });
    const mean = (t: number, axis: number) =>
      steps.slice(0, t).reduce((sum, { g }, i) => sum + 0.1 * beta1 ** (t - 1 - i) * (g[axis] ?? 0), 0) /
      (1 - beta1 ** t);
    let worst = 0;
    for (const axis of [0, 1]) {
      for (let t = 1; t <= 5; t += 1) {
        worst = Math.max(worst, Math.abs((steps[t - 1]?.moved[axis] ?? Number.NaN) + learningRate * mean(t, axis)));
      }
      const v = steps.reduce((sum, { g }, i) => sum + 0.001 * beta2 ** (5 - i) * (g[axis] ?? 0) ** 2, 0);
      const rho = 1999 - (12 * beta2 ** 6) / (1 - beta2 ** 6);
      const r = Math.sqrt(((rho - 4) * (rho - 2) * 1999) / (1995 * 1997 * rho));
      const sixth = (learningRate * mean(6, axis) * r * Math.sqrt(1 - beta2 ** 6)) / Math.sqrt(v);
      worst = Math.max(worst, Math.abs((steps[5]?.moved[axis] ?? Number.NaN) + sixth));
    }
    console.info(`RAdam's first six steps: ${worst}`);
    expect(worst).toBeLessThan(1e-15);
    expect(state?.averageLength?.[5]?.[0]).toBeLessThan(5);
    expect(state?.averageLength?.[6]?.[0]).toBeGreaterThan(5);
  });

  /** ρ_t as the mean of 1, 3, 5, … with weights 1, β, β², …: the definition's difference loses digits in f64 too. */
  function lengths(beta2: number, steps: number): number[] {
    const rho: number[] = [];
    for (let t = 1, sum = 0, weights = 0; t <= steps; t += 1) {
      sum += (2 * t - 1) * beta2 ** (t - 1);
      weights += beta2 ** (t - 1);
      rho.push(sum / weights);
    }
    return rho;
  }

  test("the mean of odd numbers that ρ_t is compared with is its definition", () => {
    for (const beta2 of [0.5, 0.9]) {
      for (const [index, rho] of lengths(beta2, 50).entries()) {
        const t = index + 1;
        const defined = 2 / (1 - beta2) - 1 - (2 * t * beta2 ** t) / (1 - beta2 ** t);
        expect(Math.abs(rho - defined)).toBeLessThan(1e-12);
      }
    }
  });

  // Measured 4.4e-16, 1.2e-14, 1.6e-7 and 1.1e-5: .999 and .001, each rounded to f32, add up to 1 + 1.3e-8, which weighs
  // a thousandfold once ρ_t nears its limit of 1999; Adam's 1 − β₂ᵗ has the same error.
  test.each([
    ["f64", 10, 5e-15],
    ["f64", 1000, 5e-14],
    ["f32", 10, 1e-6],
    ["f32", 1000, 3e-5],
  ] as const)("carries ρ_t without cancellation in %s for %d steps", (precision, steps, bound) => {
    let worst = 0;
    for (const beta2 of [0.9, 0.99, 0.999]) {
      const { state } = runOne(
        {
          surface: BOWL,
          starts: { kind: "points", points: [[1, -2]] },
          ensembles: [{ optimizer: "radam", hyperparameters: { learningRate: 1e-3, beta2 } }],
          steps,
        },
        precision,
      );
      for (const [index, rho] of lengths(beta2, steps).entries()) {
        const seen = state?.averageLength?.[index + 1]?.[0] ?? Number.NaN;
        worst = Math.max(worst, Math.abs(seen / rho - 1));
      }
    }
    console.info(`RAdam's ρ in ${precision} for ${steps} steps: relative error ${worst}`);
    expect(worst).toBeLessThan(bound);
  });
});

describe("Rprop", () => {
  test("first moves each axis by exactly the learning rate, in any precision", () => {
    for (const precision of ["f64", "f32"] as const) {
      const learningRate = 0.0625;
      const runs = runReference(
        {
          surface: { id: "himmelblau" },
          starts: {
            kind: "points",
            points: [
              [1, -2],
              [-3, 0.5],
              [4, 4],
            ],
          },
          ensembles: [{ optimizer: "rprop", hyperparameters: { learningRate } }],
          steps: 1,
        },
        precision,
      );
      for (const { points } of runs[0] ?? []) {
        const [[x0, y0], [x1, y1]] = [points[0] ?? [0, 0], points[1] ?? [0, 0]];
        expect([Math.abs(x1 - x0), Math.abs(y1 - y0)]).toStrictEqual([learningRate, learningRate]);
      }
    }
  });

  test("grows its step while the slope keeps its sign, waits where it turns, and goes back by half", () => {
    const { points } = runBowl("rprop", { learningRate: 0.1 }, 10, [1, 0]);
    // Steps .1·1.2ᵏ down to .0070016, one across; there it waits, and comes back by .1492992, then by 1.2 times that.
    const expected = [1, 0.9, 0.78, 0.636, 0.4632, 0.25584, 0.007008, -0.2915904, -0.2915904, -0.1422912, 0.03686784];
    expect(
      distance(
        points,
        expected.map((x) => [x, 0]),
      ),
    ).toBeLessThan(1e-15);
  });

  test("keeps its steps between the smallest and the largest", () => {
    const { points } = runBowl("rprop", { learningRate: 0.1, stepMin: 0.08, stepMax: 0.13 }, 12, [1.03, 0]);
    const moves = points.slice(1).map(([x], step) => Math.abs(x - (points[step]?.[0] ?? Number.NaN)));
    const expected = [0.1, 0.12, 0.13, 0.13, 0.13, 0.13, 0.13, 0.13, 0.13, 0, 0.08, 0.096];
    expect(
      distance(
        moves.map((move) => [move]),
        expected.map((move) => [move]),
      ),
    ).toBeLessThan(1e-15);
  });

  test("a rate that is doubled while it runs doubles the step that it has come to", () => {
    const changes = [{ step: 3, path: "/ensembles/0/hyperparameters/learningRate", value: 0.02 }];
    const { points } = runBowl("rprop", { learningRate: 0.01 }, 4, [1, 0], { changes });
    const expected = [1, 0.99, 0.978, 0.9636, 0.9636 - 2 * 0.01728];
    expect(
      distance(
        points,
        expected.map((x) => [x, 0]),
      ),
    ).toBeLessThan(1e-15);
  });
});

describe("averaged SGD", () => {
  test("with λ = 0 and a late t₀ is gradient descent, bit for bit, and its average is the point", () => {
    for (const precision of ["f64", "f32"] as const) {
      const [averaged, descent] = runReference(
        {
          surface: { id: "rosenbrock" },
          starts: { kind: "uniform", count: 20 },
          ensembles: [
            { optimizer: "asgd", hyperparameters: { learningRate: 3e-4, lambda: 0 } },
            { optimizer: "gradient-descent", hyperparameters: { learningRate: 3e-4 } },
          ],
          steps: 200,
          seed: 3,
        },
        precision,
      );
      expect(averaged?.map(({ points }) => points)).toStrictEqual(descent?.map(({ points }) => points));
      for (const { points, state } of averaged ?? []) expect(state?.average).toStrictEqual(points);
    }
  });

  test("averages the points from step t₀ + 2 on, as PyTorch's lagging weight does", () => {
    const { points, state } = runBowl("asgd", { learningRate: 0.05, t0: 10 }, 60);
    for (const t of [5, 11, 12, 13, 30, 60]) {
      const taken = t < 12 ? points.slice(t, t + 1) : points.slice(12, t + 1);
      const mean = [0, 1].map((axis) => taken.reduce((sum, point) => sum + (point[axis] ?? 0), 0) / taken.length);
      expect(distance([state?.average?.[t] ?? []], [mean]), `at step ${t}`).toBeLessThan(1e-15);
    }
  });

  test("shrinks by λ at a rate that falls as (1 + λα(t − 1))^−a", () => {
    const [alpha, lambda, a] = [0.05, 2, 0.5];
    const { points } = runBowl("asgd", { learningRate: alpha, lambda, alpha: a }, 3, [1, 0]);
    let x = 1;
    const expected = [0, 1, 2].map((lag) => {
      const rate = alpha / (1 + lambda * alpha * lag) ** a;
      x = x * (1 - lambda * rate) - rate * x;
      return [x, 0];
    });
    expect(distance(points, [[1, 0], ...expected])).toBeLessThan(1e-15);
  });
});
