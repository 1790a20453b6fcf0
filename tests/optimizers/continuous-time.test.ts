import { describe, expect, test } from "vitest";
import { ballError, heavyBallOfBall } from "../../src/theory/continuous-limit.ts";
import { runOne } from "../reference/run.ts";

const QUADRATIC = { lambda1: 0.7, lambda2: 5, theta: 0.4 };
const START = [1.7, -0.6] as const;
const DISPLACEMENT = [0.01, 0.02] as const;

function toEigenbasis([x, y]: readonly [number, number]): [number, number] {
  const { theta } = QUADRATIC;
  return [Math.cos(theta) * x + Math.sin(theta) * y, -Math.sin(theta) * x + Math.cos(theta) * y];
}

/** The order p of errors Cʰᵖ: the slope of log error over log h by least squares. */
function orderOf(steps: readonly number[], errors: readonly number[]): number {
  const xs = steps.map(Math.log);
  const ys = errors.map(Math.log);
  const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
  const [mx, my] = [mean(xs), mean(ys)];
  const covariance = xs.reduce((sum, x, i) => sum + (x - mx) * ((ys[i] ?? 0) - my), 0);
  return covariance / xs.reduce((sum, x) => sum + (x - mx) ** 2, 0);
}

function finalPoint(
  optimizer: string,
  hyperparameters: Record<string, number | string>,
  time: number,
  extra: object = {},
) {
  const { points } = runOne({
    surface: { id: "quadratic", parameters: QUADRATIC },
    starts: { kind: "points", points: [START], ...extra },
    ensembles: [{ optimizer, hyperparameters }],
    steps: Math.round(time / Number(hyperparameters.timeStep)),
  });
  return toEigenbasis(points.at(-1) ?? [Number.NaN, Number.NaN]);
}

describe("gradient flow", () => {
  test("tends to e^{−λt} with the fourth power of the step", () => {
    const time = 1;
    const [e1, e2] = toEigenbasis(START);
    const steps = [0.1, 0.05, 0.025, 0.0125];
    const errors = steps.map((timeStep) => {
      const [u, v] = finalPoint("gradient-flow", { timeStep }, time);
      return Math.hypot(u - e1 * Math.exp(-QUADRATIC.lambda1 * time), v - e2 * Math.exp(-QUADRATIC.lambda2 * time));
    });
    const order = orderOf(steps, errors);
    console.info(`gradient flow: order ${order.toFixed(3)}, errors ${errors.join(", ")}`);
    // Measured 4.175: hλ is 0.5 at the largest step, where the next power of h still counts.
    expect(order).toBeGreaterThan(3.9);
    expect(order).toBeLessThan(4.3);
  });

  // R(z) = 1 + z + z²/2 + z³/6 + z⁴/24 is 1 in modulus at z = −2.785293563405282.
  test.each([
    [0.999, true],
    [1.001, false],
  ])("with a step of %d times 2.7853/λ shrinks: %s", (share, shrinks) => {
    const timeStep = (share * 2.785293563405282) / QUADRATIC.lambda2;
    const [, v] = finalPoint("gradient-flow", { timeStep }, 1000 * timeStep);
    const [, e2] = toEigenbasis(START);
    expect(Math.abs(v) < Math.abs(e2)).toBe(shrinks);
  });

  test("takes e^{−hλ} up to its fourth power in one step on a quadratic", () => {
    const timeStep = 0.13;
    const seen = finalPoint("gradient-flow", { timeStep }, timeStep);
    const start = toEigenbasis(START);
    for (const [i, lambda] of [QUADRATIC.lambda1, QUADRATIC.lambda2].entries()) {
      const z = -timeStep * lambda;
      const expected = (start[i] ?? 0) * (1 + z + z ** 2 / 2 + z ** 3 / 6 + z ** 4 / 24);
      console.info(`one step of the flow, λ = ${lambda}: ${Math.abs((seen[i] ?? Number.NaN) - expected)}`);
      expect(Math.abs((seen[i] ?? Number.NaN) - expected)).toBeLessThan(1e-15);
    }
  });
});

describe("the ball with friction", () => {
  const ball = { mass: 1.3, friction: 0.9 };
  const time = 2;

  test.each([
    ["euler", 1],
    ["semi-implicit", 1],
    ["rk4", 4],
  ] as const)("followed by %s tends to the damped oscillator with the power %d of the step", (integrator, expected) => {
    const steps = [0.02, 0.01, 0.005, 0.0025];
    const errors = steps.map((timeStep) => {
      // A displacement of h·v stands for the velocity v: the same for all steps.
      const velocity = DISPLACEMENT.map((d) => (d / 0.02) * timeStep);
      const seen = finalPoint("heavy-ball-ode", { ...ball, timeStep, integrator }, time, { velocity });
      const start = toEigenbasis(START);
      const pace = toEigenbasis([DISPLACEMENT[0] / 0.02, DISPLACEMENT[1] / 0.02]);
      const exact = [QUADRATIC.lambda1, QUADRATIC.lambda2].map(
        (lambda, i) => ballError(ball.mass, ball.friction, lambda, time, start[i] ?? 0, pace[i] ?? 0).error,
      );
      return Math.hypot(seen[0] - (exact[0] ?? 0), seen[1] - (exact[1] ?? 0));
    });
    const order = orderOf(steps, errors);
    console.info(`${integrator}: order ${order.toFixed(3)}, errors ${errors.join(", ")}`);
    // Measured 1.030, 1.004 and 4.004.
    expect(Math.abs(order - expected)).toBeLessThan(0.05);
  });

  test.each(["rosenbrock", "himmelblau", "rastrigin"])(
    "followed by semi-implicit Euler is heavy ball with α = h²/m and β = 1 − ch/m on %s",
    (surface) => {
      const timeStep = 0.015;
      const { alpha, beta } = heavyBallOfBall({ ...ball, timeStep });
      const run = (optimizer: string, hyperparameters: object) =>
        runOne({
          surface: { id: surface },
          starts: { kind: "points", points: [[-1.2, 1]], velocity: DISPLACEMENT },
          ensembles: [{ optimizer, hyperparameters }],
          steps: 150,
        }).points;
      const seen = run("heavy-ball-ode", { ...ball, timeStep, integrator: "semi-implicit" });
      const heavy = run("momentum", { learningRate: alpha, beta });
      let worst = 0;
      for (const [k, [x, y]] of seen.entries()) {
        const [hx, hy] = heavy[k] ?? [Number.NaN, Number.NaN];
        worst = Math.max(worst, Math.abs(x - hx), Math.abs(y - hy));
      }
      console.info(`semi-implicit Euler against heavy ball on ${surface}: ${worst}`);
      // Measured 2.1e-14, 6.7e-15 and 8.9e-16: rounding, which the runs amplify.
      expect(worst).toBeLessThan(1e-12);
    },
  );

  // Along an oscillating eigenvalue, explicit Euler has det = 1 − ch/m + h²λ/m, the square of its factor per step.
  test.each([
    ["euler", 0.99, true],
    ["euler", 1.01, false],
    ["semi-implicit", 1.01, true],
    ["rk4", 1.01, true],
  ])("followed by %s at %d times the step c/λ comes to rest: %s", (integrator, share, rests) => {
    const timeStep = (share * ball.friction) / QUADRATIC.lambda2;
    const [, v] = finalPoint("heavy-ball-ode", { ...ball, timeStep, integrator }, 4000 * timeStep);
    const [, e2] = toEigenbasis(START);
    const determinant = 1 - (ball.friction * timeStep) / ball.mass + (timeStep ** 2 * QUADRATIC.lambda2) / ball.mass;
    if (integrator === "euler") expect(determinant < 1).toBe(rests);
    expect(Math.abs(v) < 0.5 * Math.abs(e2)).toBe(rests);
  });

  test("followed by explicit Euler grows by the predicted factor per step", () => {
    const timeStep = (1.05 * ball.friction) / QUADRATIC.lambda2;
    const factor = Math.sqrt(
      1 - (ball.friction * timeStep) / ball.mass + (timeStep ** 2 * QUADRATIC.lambda2) / ball.mass,
    );
    const { points } = runOne({
      surface: { id: "quadratic", parameters: QUADRATIC },
      starts: { kind: "points", points: [START] },
      ensembles: [{ optimizer: "heavy-ball-ode", hyperparameters: { ...ball, timeStep, integrator: "euler" } }],
      steps: 4000,
    });
    const peak = (from: number) =>
      Math.max(...points.slice(from, from + 400).map((point) => Math.abs(toEigenbasis(point)[1])));
    const seen = (peak(3600) / peak(1600)) ** (1 / 2000);
    console.info(`explicit Euler: ${seen} a step, predicted ${factor}`);
    // Measured 7.5e-6: steps meet the crests of the swing at different places.
    expect(Math.abs(seen - factor)).toBeLessThan(1e-5);
  });

  test("evaluates one gradient a step with Euler's methods, and four with Runge–Kutta", () => {
    const gradients = ["euler", "semi-implicit", "rk4"].map(
      (integrator) =>
        runOne({
          surface: { id: "booth" },
          starts: { kind: "points", points: [START] },
          ensembles: [{ optimizer: "heavy-ball-ode", hyperparameters: { integrator } }],
          steps: 10,
        }).evaluations,
    );
    expect(gradients).toEqual([10, 10, 40].map((gradient) => ({ loss: 0, gradient, hessian: 0 })));
  });

  test("takes a starting displacement as the velocity that makes it in one step, and a step of no time as rest", () => {
    const run = (timeStep: number) =>
      runOne({
        surface: { id: "booth" },
        starts: { kind: "points", points: [START], velocity: DISPLACEMENT },
        ensembles: [{ optimizer: "heavy-ball-ode", hyperparameters: { timeStep } }],
        steps: 1,
      });
    expect(run(0.05).state?.velocity?.[0]).toEqual([DISPLACEMENT[0] / 0.05, DISPLACEMENT[1] / 0.05]);
    expect(run(0).state?.velocity?.[0]).toEqual([0, 0]);
    expect(run(0).points[1]).toEqual(START);
  });
});
