import { describe, expect, test } from "vitest";
import { runOne, runReference } from "../reference/run.ts";

const VELOCITY = [0.01, -0.02] as const;

describe("hypergradient", () => {
  test("takes its first steps as done by hand", () => {
    // f = ½(x² + 4y²) from (1, 1) with α = 0.1, η = 0.01. g₁ = (1, 4): no earlier gradient, α₁ = 0.1, x = (0.9, 0.6).
    // g₂ = (0.9, 2.4): g₂·g₁ = 10.5, α₂ = 0.205, x = (0.7155, 0.108). g₃ = (0.7155, 0.432): g₃·g₂ = 1.68075,
    // α₃ = 0.2218075.
    const { points, state } = runOne({
      surface: { id: "quadratic", parameters: { lambda1: 1, lambda2: 4, theta: 0 } },
      starts: { kind: "points", points: [[1, 1]], velocity: VELOCITY },
      ensembles: [{ optimizer: "hypergradient", hyperparameters: { learningRate: 0.1, hyperLearningRate: 0.01 } }],
      steps: 3,
    });
    const expected = [
      [0.9, 0.6],
      [0.7155, 0.108],
      [0.7155 * (1 - 0.2218075), 0.108 * (1 - 4 * 0.2218075)],
    ];
    for (const [k, [x = 0, y = 0]] of expected.entries()) {
      const [sx, sy] = points[k + 1] ?? [Number.NaN, Number.NaN];
      // Measured 1.1e-16.
      expect(Math.max(Math.abs(sx - x), Math.abs(sy - y)), `step ${k + 1}`).toBeLessThan(1e-15);
    }
    [0, 0.105, 0.1218075].forEach((offset, k) => {
      expect(Math.abs((state?.learningRateOffset?.[k + 1]?.[0] ?? Number.NaN) - offset)).toBeLessThan(1e-15);
    });
    expect(state?.previousGradient?.[1]).toEqual([1, 4]);
  });

  test.each(["f64", "f32"] as const)("with η = 0 is gradient descent, bit for bit in %s", (precision) => {
    const [adapted, descent] = runReference(
      {
        surface: { id: "rosenbrock" },
        starts: { kind: "uniform", count: 20 },
        ensembles: [
          { optimizer: "hypergradient", hyperparameters: { learningRate: 3e-4, hyperLearningRate: 0 } },
          { optimizer: "gradient-descent", hyperparameters: { learningRate: 3e-4 } },
        ],
        steps: 200,
        seed: 3,
      },
      precision,
    );
    expect(adapted?.map(({ points }) => points)).toStrictEqual(descent?.map(({ points }) => points));
  });

  test("follows the slope of the loss over the last rate: minus the product of the gradients", () => {
    // One step from x with rate α ends at the loss L(α), and L′(α) = −∇f(x − α∇f(x))·∇f(x).
    const end = (learningRate: number) =>
      runOne({
        surface: { id: "himmelblau" },
        starts: { kind: "points", points: [[0.5, -1.3]] },
        ensembles: [{ optimizer: "gradient-descent", hyperparameters: { learningRate } }],
        steps: 1,
      }).losses[1] ?? Number.NaN;
    const slope = (end(0.01 + 1e-6) - end(0.01 - 1e-6)) / 2e-6;
    const offset =
      runOne({
        surface: { id: "himmelblau" },
        starts: { kind: "points", points: [[0.5, -1.3]] },
        ensembles: [{ optimizer: "hypergradient", hyperparameters: { learningRate: 0.01, hyperLearningRate: 1e-3 } }],
        steps: 2,
      }).state?.learningRateOffset?.[2]?.[0] ?? Number.NaN;
    console.info(`hypergradient against differences: ${Math.abs(offset / (-1e-3 * slope) - 1)}`);
    // Measured 7.1e-11: differences of step 1e-6 are good to 1e-16·L/(1e-6·slope).
    expect(Math.abs(offset / (-1e-3 * slope) - 1)).toBeLessThan(1e-8);
  });

  test("keeps what it has learned when the slider moves, and adds to it", () => {
    const { state, points } = runOne({
      surface: { id: "booth" },
      starts: { kind: "points", points: [[4, -3]] },
      ensembles: [{ optimizer: "hypergradient", hyperparameters: { learningRate: 0.01, hyperLearningRate: 1e-6 } }],
      changes: [{ step: 5, path: "/ensembles/0/hyperparameters/learningRate", value: 0 }],
      steps: 6,
    });
    const offset = state?.learningRateOffset?.[6]?.[0] ?? Number.NaN;
    const [gx] = state?.previousGradient?.[6] ?? [];
    expect(offset).toBeGreaterThan(0);
    expect(points[6]?.[0]).toBe((points[5]?.[0] ?? Number.NaN) - offset * (gx ?? Number.NaN));
  });
});

describe("learned momentum", () => {
  /** From a start with a displacement, so that the first z is not only the gradient. */
  const CASES = [
    ["quadratic", [1.7, -0.6], 0.02, 0.8],
    ["rosenbrock", [-1.2, 1], 5e-4, 0.9],
    ["himmelblau", [0.5, -1.3], 0.002, 0.85],
    ["rastrigin", [2.2, 0.7], 5e-4, 0.7],
    ["ackley", [1.3, -2.1], 0.02, 0.6],
  ] as const;

  const run = (surface: string, start: readonly number[], optimizer: string, hyperparameters: object) =>
    runOne({
      surface: { id: surface },
      starts: { kind: "points", points: [start], velocity: VELOCITY },
      ensembles: [{ optimizer, hyperparameters }],
      steps: 60,
    });

  test.each(CASES)("carries ∂x/∂β of heavy ball on %s", (surface, start, learningRate, beta) => {
    const step = 1e-5;
    const above = run(surface, start, "momentum", { learningRate, beta: beta + step });
    const below = run(surface, start, "momentum", { learningRate, beta: beta - step });
    const { state } = run(surface, start, "learned-momentum", { learningRate, beta, betaLearningRate: 0 });
    let worst = 0;
    let largest = 0;
    for (let k = 0; k <= 60; k += 1) {
      for (const axis of [0, 1] as const) {
        const difference = ((above.points[k]?.[axis] ?? Number.NaN) - (below.points[k]?.[axis] ?? 0)) / (2 * step);
        worst = Math.max(worst, Math.abs((state?.positionDerivative?.[k]?.[axis] ?? Number.NaN) - difference));
        largest = Math.max(largest, Math.abs(difference));
      }
    }
    console.info(`∂x/∂β on ${surface}: off by ${worst / largest} of ${largest}`);
    // Measured 8.8e-8 on rosenbrock, elsewhere 2.8e-9: differences are good to step² times a third derivative.
    expect(worst / largest).toBeLessThan(1e-6);
  });

  test.each(CASES)("adjusts β by the slope of the loss over β on %s", (surface, start, learningRate, beta) => {
    const step = 1e-5;
    const above = run(surface, start, "momentum", { learningRate, beta: beta + step });
    const below = run(surface, start, "momentum", { learningRate, beta: beta - step });
    // So small a rate leaves β as it is to 1e-10, and the offset tells the sum of the slopes.
    const rate = 1e-15;
    const { state } = run(surface, start, "learned-momentum", { learningRate, beta, betaLearningRate: rate });
    let sum = 0;
    let worst = 0;
    let largest = 0;
    for (let k = 0; k < 60; k += 1) {
      sum += ((above.losses[k] ?? Number.NaN) - (below.losses[k] ?? Number.NaN)) / (2 * step);
      const seen = -(state?.betaOffset?.[k + 1]?.[0] ?? Number.NaN) / rate;
      worst = Math.max(worst, Math.abs(seen - sum));
      largest = Math.max(largest, Math.abs(sum));
    }
    console.info(`slopes over β on ${surface}: off by ${worst / largest} of ${largest}`);
    // Measured 3.2e-8 on rosenbrock, elsewhere 8.2e-9: as above.
    expect(worst / largest).toBeLessThan(1e-6);
  });

  test.each(["f64", "f32"] as const)("with a rate of 0 is heavy ball, bit for bit in %s", (precision) => {
    const [learned, heavy] = runReference(
      {
        surface: { id: "himmelblau" },
        starts: { kind: "uniform", count: 20, velocity: VELOCITY },
        ensembles: [
          { optimizer: "learned-momentum", hyperparameters: { learningRate: 0.002, beta: 0.9, betaLearningRate: 0 } },
          { optimizer: "momentum", hyperparameters: { learningRate: 0.002, beta: 0.9 } },
        ],
        steps: 200,
        seed: 3,
      },
      precision,
    );
    expect(learned?.map(({ points }) => points)).toStrictEqual(heavy?.map(({ points }) => points));
  });

  test.each([
    ["the default surface", { id: "rosenbrock", parameters: { a: 1, b: 20 } }],
    ["the quadratic", { id: "quadratic" }],
  ])("by default diverges nowhere on %s, keeps β below 1, and ends lower than heavy ball", (_, surface) => {
    const [learned = [], heavy = []] = runReference({
      surface,
      starts: { kind: "grid", columns: 16, rows: 16 },
      ensembles: [{ optimizer: "learned-momentum" }, { optimizer: "momentum" }],
      steps: 500,
    });
    const median = (runs: typeof learned) => runs.map(({ losses }) => losses.at(-1) ?? 0).sort((a, b) => a - b)[128];
    const betas = learned.flatMap(({ state }) => state?.betaOffset?.map(([offset]) => 0.9 + (offset ?? 0)) ?? []);
    const [lowest, highest] = betas.reduce<[number, number]>(
      ([low, high], beta) => [Math.min(low, beta), Math.max(high, beta)],
      [1, 0],
    );
    console.info(`β from ${lowest} to ${highest}; ${median(learned)} against ${median(heavy)}`);
    expect(learned.filter(({ status }) => status === "diverged")).toEqual([]);
    expect(highest).toBeLessThan(1);
    expect(lowest).toBeGreaterThan(0);
    expect(median(learned)).toBeLessThan(median(heavy) ?? 0);
  });
});
