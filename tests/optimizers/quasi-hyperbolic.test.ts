import { describe, expect, test } from "vitest";
import { runOne, runReference } from "../reference/run.ts";

/** A curved valley and a bumpy bowl, with rates at which a hundred steps stay in sight. */
const PLACES = [
  { surface: "rosenbrock", start: [-1.2, 1], learningRate: 5e-4 },
  { surface: "himmelblau", start: [0.5, -2], learningRate: 0.01 },
  { surface: "rastrigin", start: [1.7, -2.6], learningRate: 0.002 },
] as const;
const STEPS = 100;

type Place = (typeof PLACES)[number];

function pathOf({ surface, start }: Place, optimizer: string, hyperparameters: object, extra: object = {}) {
  return runOne({
    surface: { id: surface },
    starts: { kind: "points", points: [start], ...extra },
    ensembles: [{ optimizer, hyperparameters }],
    steps: STEPS,
  });
}

function distance(one: readonly (readonly number[])[], other: readonly (readonly number[])[]): number {
  expect(one).toHaveLength(other.length);
  return Math.max(
    ...one.flatMap((point, step) => point.map((value, axis) => Math.abs(value - (other[step]?.[axis] ?? Number.NaN)))),
  );
}

describe.each(PLACES)("quasi-hyperbolic momentum on $surface", (place) => {
  const { learningRate } = place;

  test("is gradient descent at ν = 0, bit for bit", () => {
    const { points } = pathOf(place, "qhm", { learningRate, beta: 0.9, nu: 0 });
    expect(points).toStrictEqual(pathOf(place, "gradient-descent", { learningRate }).points);
  });

  test("is heavy ball at 1 − β times the rate, at ν = 1", () => {
    const { points } = pathOf(place, "qhm", { learningRate: 10 * learningRate, beta: 0.9, nu: 1 });
    const far = distance(points, pathOf(place, "momentum", { learningRate, beta: 0.9 }).points);
    console.info(`qhm ν = 1 and heavy ball: ${far}`);
    // Measured 3.3e-16 to 1.3e-15: α/(1 − β)·(1 − β) is rounded.
    expect(far).toBeLessThan(1e-14);
  });

  test("is heavy ball with dampening β at ν = 1, once it arrives with the displacement −α∇f that makes up for the first step", () => {
    const rate = 10 * learningRate;
    const dampened = pathOf(place, "momentum", { learningRate: rate, beta: 0.9, dampening: 0.9 });
    // One step of gradient descent at the same rate: where the dampened heavy ball's first step, which is whole, goes.
    const [from = [0, 0], to = [0, 0]] = pathOf(place, "gradient-descent", { learningRate: rate }).points;
    const velocity = [to[0] - from[0], to[1] - from[1]];
    const { points } = pathOf(place, "qhm", { learningRate: rate, beta: 0.9, nu: 1 }, { velocity });
    const far = distance(points, dampened.points);
    console.info(`qhm ν = 1 and dampened heavy ball: ${far}`);
    // Measured 0, 0 and 8.9e-15: the displacement is a difference of rounded positions.
    expect(far).toBeLessThan(1e-13);
  });

  test("is Nesterov's method, seen at its look-ahead point, at ν = β and 1/(1 − β) times the rate", () => {
    const { points } = pathOf(place, "qhm", { learningRate: 10 * learningRate, beta: 0.9, nu: 0.9 });
    const nesterov = pathOf(place, "nesterov", { learningRate, beta: 0.9 });
    const ahead = nesterov.points.map(([x, y], step) => {
      const [vx = Number.NaN, vy = Number.NaN] = nesterov.state?.velocity?.[step] ?? [];
      return [x + 0.9 * vx, y + 0.9 * vy];
    });
    const far = distance(points, ahead);
    console.info(`qhm ν = β and Nesterov: ${far}`);
    // Measured 3.3e-16 to 1.8e-15: the same sums in another order.
    expect(far).toBeLessThan(2e-14);
  });

  test.each(["f64", "f32"] as const)("QHAdam is Adam at ν₁ = ν₂ = 1, bit for bit in %s", (precision) => {
    const common = { learningRate: 0.05, beta1: 0.8, beta2: 0.99, epsilon: 1e-6 };
    const [quasi, adam] = runReference(
      {
        surface: { id: place.surface },
        starts: { kind: "uniform", count: 20 },
        ensembles: [
          { optimizer: "qhadam", hyperparameters: { ...common, nu1: 1, nu2: 1 } },
          { optimizer: "adam", hyperparameters: common },
        ],
        steps: STEPS,
        seed: 5,
      },
      precision,
    );
    expect(quasi?.map(({ points }) => points)).toStrictEqual(adam?.map(({ points }) => points));
  });
});

test("QHAdam at ν₁ = ν₂ = 0 moves each axis by α, down its slope", () => {
  const { points } = runOne({
    surface: { id: "quadratic", parameters: { lambda1: 1, lambda2: 10, theta: 0 } },
    starts: { kind: "points", points: [[3, -2]] },
    ensembles: [{ optimizer: "qhadam", hyperparameters: { learningRate: 0.25, nu1: 0, nu2: 0, epsilon: 0 } }],
    steps: 7,
  });
  expect(points).toStrictEqual(Array.from({ length: 8 }, (_, t) => [3 - 0.25 * t, -2 + 0.25 * t]));
});

// Measured 1.1e-16 and 0.
test("the second steps of both, worked out by hand", () => {
  const run = (optimizer: string, hyperparameters: object) =>
    runOne({
      surface: { id: "quadratic", parameters: { lambda1: 1, lambda2: 10, theta: 0 } },
      starts: { kind: "points", points: [[1, 1]] },
      ensembles: [{ optimizer, hyperparameters }],
      steps: 2,
    }).points;
  // g = (1, 10), m = g/2: the step is 0.1·(0.4g + 0.6·g/2) = .07g. Then g = (.93, 3), m = (.715, 4), and so on.
  const momentum = run("qhm", { learningRate: 0.1, beta: 0.5, nu: 0.6 });
  expect(
    distance(momentum, [
      [1, 1],
      [0.93, 0.3],
      [0.93 - 0.1 * (0.4 * 0.93 + 0.6 * 0.715), 0.3 - 0.1 * (0.4 * 3 + 0.6 * 4)],
    ]),
  ).toBeLessThan(1e-15);
  // Corrected averages of the first step are g and g²: it moves by α. Then g = (.9, 9), m̂ = (g₁ + 2g₂)/3 and
  // v̂ = (g₁² + 4·g₂²/3 …): with β₁ = ½, β₂ = ¼ the weights are ⅓, ⅔ and ⅕, ⅘.
  const adam = run("qhadam", { learningRate: 0.1, beta1: 0.5, beta2: 0.25, nu1: 0.6, nu2: 0.5, epsilon: 0 });
  const mean = 0.4 * 0.9 + 0.6 * (1 / 3 + (2 / 3) * 0.9);
  const square = 0.5 * 0.81 + 0.5 * (1 / 5 + (4 / 5) * 0.81);
  const second = 0.9 - (0.1 * mean) / Math.sqrt(square);
  expect(
    distance(adam, [
      [1, 1],
      [0.9, 0.9],
      [second, second],
    ]),
  ).toBeLessThan(1e-15);
});
