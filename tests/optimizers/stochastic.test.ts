import { describe, expect, test } from "vitest";
import { parseExperiment } from "../../src/experiment/parse-experiment.ts";
import { randomBits, standardNormals } from "../../src/math/random.ts";
import type { Vector } from "../../src/math/vector.ts";
import { simulateReference } from "../../src/reference/simulate.ts";
import { runOne, runReference } from "../reference/run.ts";

const LAMBDAS = [0.8, 5] as const;
const TEMPERATURE = 0.6;
const COUNT = 4000;
/** Of a variance from COUNT normal samples, relative to it. */
const STANDARD_ERROR = Math.sqrt(2 / COUNT);

const identity = (value: number) => value;

/** The standard normal numbers of a draw. */
function normalsOf(seed: number, trajectory: number, step: number, draw: number): Vector {
  const bits = randomBits(seed, trajectory, step, draw);
  return standardNormals(bits[0], bits[1], identity);
}

/** Many trajectories on ½(λ₁x² + λ₂y²), all from the origin. */
function ensemble(optimizer: string, hyperparameters: Record<string, number>, steps: number) {
  const [all = []] = runReference({
    surface: { id: "quadratic", parameters: { lambda1: LAMBDAS[0], lambda2: LAMBDAS[1], theta: 0 } },
    starts: { kind: "points", points: Array.from({ length: COUNT }, () => [0, 0]) },
    ensembles: [{ optimizer, hyperparameters }],
    steps,
    seed: 5,
  });
  return all;
}

/** Mean square of one coordinate, around the known mean 0. */
function variance(points: readonly (readonly number[])[], axis: number): number {
  return points.reduce((sum, point) => sum + (point[axis] ?? Number.NaN) ** 2, 0) / points.length;
}

type Matrix = readonly [number, number, number, number];

/** Σ of s ← Ms + b·n, by iterating Σ ← MΣMᵀ + bbᵀ until it rests: [Var x, Cov, Var v]. */
function stationaryCovariance([a, b, c, d]: Matrix, [bx, bv]: readonly [number, number]): [number, number, number] {
  let [xx, xv, vv] = [0, 0, 0];
  for (let k = 0; k < 100_000; k += 1) {
    [xx, xv, vv] = [
      a * a * xx + 2 * a * b * xv + b * b * vv + bx * bx,
      a * c * xx + (a * d + b * c) * xv + b * d * vv + bx * bv,
      c * c * xx + 2 * c * d * xv + d * d * vv + bv * bv,
    ];
  }
  return [xx, xv, vv];
}

describe("Langevin", () => {
  const learningRate = 0.15;

  test("takes its kick from the step's second draw: the first is the noise's, whether there is any", () => {
    for (const sigma of [0, 0.3]) {
      const { points } = runOne({
        surface: { id: "booth" },
        starts: { kind: "points", points: [[2, -1]] },
        noise: sigma === 0 ? { kind: "none" } : { kind: "gaussian", sigma },
        ensembles: [{ optimizer: "langevin", hyperparameters: { learningRate, temperature: TEMPERATURE } }],
        steps: 1,
        seed: 9,
      });
      const kick = normalsOf(9, 0, 1, 1);
      const grain = normalsOf(9, 0, 1, 0);
      // ∇f(2, −1) = (2(x + 2y − 7) + 4(2x + y − 5), 4(x + 2y − 7) + 2(2x + y − 5)) = (−22, −32).
      const scale = Math.sqrt(2 * learningRate * TEMPERATURE);
      const expected = [
        2 - learningRate * (-22 + sigma * grain.x) + scale * kick.x,
        -1 - learningRate * (-32 + sigma * grain.y) + scale * kick.y,
      ];
      // Measured 0 and 8.9e-16.
      for (const axis of [0, 1]) {
        expect(Math.abs((points[1]?.[axis] ?? Number.NaN) - (expected[axis] ?? 0))).toBeLessThan(4e-15);
      }
    }
  });

  test("has the variance 2T/(λ(2 − αλ)) on a quadratic", () => {
    // (1 − αλ)²ᵏ is below 1e-10 after 100 steps.
    const ends = ensemble("langevin", { learningRate, temperature: TEMPERATURE }, 100).map(
      (t) => t.points.at(-1) ?? [],
    );
    for (const [axis, lambda] of LAMBDAS.entries()) {
      const expected = (2 * TEMPERATURE) / (lambda * (2 - learningRate * lambda));
      const off = (variance(ends, axis) / expected - 1) / STANDARD_ERROR;
      console.info(
        `Langevin, λ = ${lambda}: ${off.toFixed(2)} standard errors; T/λ would be ${(
          (variance(ends, axis) / (TEMPERATURE / lambda) - 1) / STANDARD_ERROR
        ).toFixed(2)}`,
      );
      // Measured −0.96 and −0.45; T/λ would be off by 1.83 and 26.1.
      expect(Math.abs(off), `λ = ${lambda}`).toBeLessThan(3);
    }
  });

  test.each(["f64", "f32"] as const)("without temperature is gradient descent, bit for bit in %s", (precision) => {
    const [cold, descent] = runReference(
      {
        surface: { id: "himmelblau" },
        starts: { kind: "uniform", count: 20 },
        ensembles: [
          { optimizer: "langevin", hyperparameters: { learningRate: 0.01, temperature: 0 } },
          { optimizer: "gradient-descent", hyperparameters: { learningRate: 0.01 } },
        ],
        steps: 100,
        seed: 3,
      },
      precision,
    );
    expect(cold?.map(({ points }) => points)).toStrictEqual(descent?.map(({ points }) => points));
  });
});

describe("escape from a well", () => {
  const barrier = 1;
  const temperature = 0.3;

  /**
   * The mean time from x = −1 to x = 1 at temperature T: (1/T) ∫ e^{f(y)/T} ∫_{−∞}^y e^{−f(z)/T} dz dy (Gardiner,
   * Handbook of Stochastic Methods, §5.5), by the midpoint rule.
   */
  function passageTime(): number {
    const f = (x: number) => barrier * (x * x - 1) ** 2;
    const width = 1e-4;
    let inner = 0;
    let outer = 0;
    for (let x = -3 + width / 2; x < 1; x += width) {
      const weight = Math.exp(-f(x) / temperature) * width;
      if (x > -1) outer += ((inner + weight / 2) * width) / Math.exp(-f(x) / temperature);
      inner += weight;
    }
    return outer / temperature;
  }

  test("takes Langevin as long as the mean first passage says, which Kramers' rate is near to", () => {
    const time = passageTime();
    const kramers = (Math.PI / (2 * Math.SQRT2 * barrier)) * Math.exp(barrier / temperature);
    const learningRate = 0.01;
    const steps = 800;
    const count = 2000;
    const experiment = parseExperiment({
      version: 1,
      surface: { id: "double-well", parameters: { B: barrier } },
      starts: { kind: "points", points: Array.from({ length: count }, () => [-1, 0]) },
      ensembles: [{ optimizer: "langevin", hyperparameters: { learningRate, temperature } }],
      steps,
      seed: 12,
    });
    const { ensembles } = simulateReference(experiment, { precision: "f64", every: steps, state: false });
    const crossed = ensembles[0]?.trajectories.filter(({ points }) => (points.at(-1)?.[0] ?? 0) > 0).length ?? 0;
    // Two wells that are left at the rate 1/time each: the difference between them decays at twice that rate.
    const expected = (1 - Math.exp((-2 * learningRate * steps) / time)) / 2;
    const off = (crossed / count - expected) / Math.sqrt((expected * (1 - expected)) / count);
    console.info(
      `escape: ${crossed} of ${count}, ${off.toFixed(2)} standard errors; ${time} against Kramers' ${kramers}`,
    );
    // Measured 0.86. Kramers' time, for T far below the barrier, is 31.1, and the exact one 36.6.
    expect(Math.abs(off)).toBeLessThan(3);
    expect(Math.abs(time / kramers - 1)).toBeLessThan(0.2);
  });
});

describe("underdamped Langevin", () => {
  const timeStep = 0.7;
  const friction = 0.9;
  const kept = Math.exp(-friction * timeStep);
  const sigma = Math.sqrt(TEMPERATURE * (1 - kept * kept));

  /** (x, v) ← M(x, v) + b n of the splitting on one eigenvalue. */
  const splitting = (lambda: number): [Matrix, [number, number]] => [
    [1 - (timeStep ** 2 * lambda * (1 + kept)) / 2, (timeStep * (1 + kept)) / 2, -kept * timeStep * lambda, kept],
    [(timeStep * sigma) / 2, sigma],
  ];

  test.each(LAMBDAS)(
    "has exactly the variances T/λ of x and T of v on a quadratic with λ = %d, at a step of h√λ up to 1.57",
    (lambda) => {
      const [xx, , vv] = stationaryCovariance(...splitting(lambda));
      console.info(`λ = ${lambda}: Var x off by ${(xx * lambda) / TEMPERATURE - 1}, Var v by ${vv / TEMPERATURE - 1}`);
      expect(Math.abs((xx * lambda) / TEMPERATURE - 1)).toBeLessThan(1e-13);
      expect(Math.abs(vv / TEMPERATURE - 1)).toBeLessThan(1e-13);
    },
  );

  test("reaches that stationary covariance", () => {
    // The slowest factor per step is √β = .73: 60 steps leave 1e-8.
    const all = ensemble("underdamped-langevin", { timeStep, friction, temperature: TEMPERATURE }, 100);
    const ends = all.map((t) => t.points.at(-1) ?? []);
    const velocities = all.map((t) => t.state?.velocity?.at(-1) ?? []);
    for (const [axis, lambda] of LAMBDAS.entries()) {
      const [xx, xv, vv] = stationaryCovariance(...splitting(lambda));
      const covariance = ends.reduce((sum, x, i) => sum + (x[axis] ?? 0) * (velocities[i]?.[axis] ?? 0), 0) / COUNT;
      const off = {
        position: (variance(ends, axis) / (TEMPERATURE / lambda) - 1) / STANDARD_ERROR,
        velocity: (variance(velocities, axis) / vv - 1) / STANDARD_ERROR,
        covariance: (covariance - xv) / Math.sqrt((xx * vv + xv * xv) / COUNT),
      };
      console.info(`underdamped Langevin, λ = ${lambda}: ${JSON.stringify(off)}`);
      // Measured 1.63 at worst.
      for (const [name, errors] of Object.entries(off))
        expect(Math.abs(errors), `${name}, λ = ${lambda}`).toBeLessThan(3);
    }
  });

  test.each(["rosenbrock", "himmelblau"])(
    "without temperature is heavy ball with β = e^{−γh} and α = h²(1 + β)/2 on %s",
    (surface) => {
      const h = 0.02;
      const beta = Math.exp(-friction * h);
      const run = (optimizer: string, hyperparameters: object) =>
        runOne({
          surface: { id: surface },
          starts: { kind: "points", points: [[-1.2, 1]], velocity: [0.01, -0.02] },
          ensembles: [{ optimizer, hyperparameters }],
          steps: 100,
        }).points;
      const cold = run("underdamped-langevin", { timeStep: h, friction, temperature: 0 });
      const heavy = run("momentum", { learningRate: (h * h * (1 + beta)) / 2, beta });
      let worst = 0;
      for (const [k, [x, y]] of cold.entries()) {
        const [hx, hy] = heavy[k] ?? [Number.NaN, Number.NaN];
        worst = Math.max(worst, Math.abs(x - hx), Math.abs(y - hy));
      }
      console.info(`cold underdamped Langevin against heavy ball on ${surface}: ${worst}`);
      // Measured 5.8e-15 and 8.9e-16: rounding.
      expect(worst).toBeLessThan(1e-12);
    },
  );

  test("under strong friction is descent with the mean of two successive kicks (Leimkuhler & Matthews 2013)", () => {
    const h = 0.2;
    const { points } = runOne({
      surface: { id: "booth" },
      starts: { kind: "points", points: [[2, -1]] },
      ensembles: [
        {
          optimizer: "underdamped-langevin",
          hyperparameters: { timeStep: h, friction: 1e4, temperature: TEMPERATURE },
        },
      ],
      steps: 30,
      seed: 9,
    });
    const alpha = (h * h) / 2;
    let [x, y] = [2, -1];
    let last: Vector = { x: 0, y: 0 };
    let worst = 0;
    for (let t = 1; t <= 30; t += 1) {
      const g = { x: 10 * x + 8 * y - 34, y: 8 * x + 10 * y - 38 };
      const kick = normalsOf(9, 0, t, 1);
      const scale = Math.sqrt(2 * alpha * TEMPERATURE) / 2;
      x += -alpha * g.x + scale * (last.x + kick.x);
      y += -alpha * g.y + scale * (last.y + kick.y);
      last = kick;
      worst = Math.max(
        worst,
        Math.abs((points[t]?.[0] ?? Number.NaN) - x),
        Math.abs((points[t]?.[1] ?? Number.NaN) - y),
      );
    }
    console.info(`strong friction: ${worst}`);
    // Measured 8.9e-16.
    expect(worst).toBeLessThan(1e-13);
  });

  test("with weak friction loses no digits of the noise in f32", () => {
    // 1 − e^{−2γh} of 2e-6 would keep one digit if it were taken as a difference.
    const run = (precision: "f64" | "f32") =>
      runOne(
        {
          surface: { id: "booth" },
          starts: { kind: "points", points: [[1, 3]] },
          ensembles: [
            { optimizer: "underdamped-langevin", hyperparameters: { timeStep: 1e-3, friction: 1e-3, temperature: 1 } },
          ],
          steps: 1,
          seed: 9,
        },
        precision,
      ).state?.velocity?.[1] ?? [Number.NaN];
    const [wide = 0] = run("f64");
    const [narrow = 0] = run("f32");
    console.info(`noise under weak friction: ${Math.abs(narrow / wide - 1)}`);
    // Measured 9.1e-8: a few roundings.
    expect(Math.abs(narrow / wide - 1)).toBeLessThan(4 * 2 ** -24);
  });
});
