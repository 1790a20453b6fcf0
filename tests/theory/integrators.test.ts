import { describe, expect, it } from "vitest";
import { ballError, heavyBallOfBall } from "../../src/theory/continuous-limit.ts";
import { heavyBallRate } from "../../src/theory/heavy-ball.ts";
import {
  ballExponents,
  type Integrator,
  integratorRate,
  largestTimeStep,
  trueRate,
} from "../../src/theory/integrators.ts";

const INTEGRATORS = ["euler", "semi-implicit", "rk4"] as const;

/** Under-damped, over-damped, and close to critical. */
const BALLS = [
  { mass: 1, friction: 0.4, lambda: 2 },
  { mass: 2, friction: 9, lambda: 3 },
  { mass: 1, friction: 3.99, lambda: 4 },
] as const;

/** One step of (e, v), written out. */
function step(
  integrator: Integrator,
  { mass, friction, lambda }: (typeof BALLS)[number],
  h: number,
  e: number,
  v: number,
): readonly [number, number] {
  const push = (x: number, w: number) => (-lambda * x - friction * w) / mass;
  if (integrator === "euler") return [e + h * v, v + h * push(e, v)];
  if (integrator === "semi-implicit") {
    const w = v + h * push(e, v);
    return [e + h * w, w];
  }
  const [a1, b1] = [v, push(e, v)];
  const [a2, b2] = [v + (h / 2) * b1, push(e + (h / 2) * a1, v + (h / 2) * b1)];
  const [a3, b3] = [v + (h / 2) * b2, push(e + (h / 2) * a2, v + (h / 2) * b2)];
  const [a4, b4] = [v + h * b3, push(e + h * a3, v + h * b3)];
  return [e + (h / 6) * (a1 + 2 * a2 + 2 * a3 + a4), v + (h / 6) * (b1 + 2 * b2 + 2 * b3 + b4)];
}

/** The spectral radius of a step, from its matrix: the step of two unit vectors. */
function measuredRate(integrator: Integrator, ball: (typeof BALLS)[number], h: number): number {
  const [a, c] = step(integrator, ball, h, 1, 0);
  const [b, d] = step(integrator, ball, h, 0, 1);
  const [trace, determinant] = [a + d, a * d - b * c];
  const discriminant = trace * trace - 4 * determinant;
  return discriminant < 0 ? Math.sqrt(determinant) : (Math.abs(trace) + Math.sqrt(discriminant)) / 2;
}

describe.each(INTEGRATORS)("%s along one eigenvalue", (integrator) => {
  it.each(BALLS)("has the rate of its own step (m = $mass, c = $friction, λ = $lambda)", (ball) => {
    let worst = 0;
    for (let h = 0.01; h < 2; h += 0.01) {
      const seen = integratorRate(integrator, { ...ball, timeStep: h }, ball.lambda);
      worst = Math.max(worst, Math.abs(seen - measuredRate(integrator, ball, h)) / seen);
    }
    // Close to critical two roots nearly coincide, and a rounding moves them further: 2.3e-14 measured there,
    // 7.5e-15 elsewhere.
    expect(worst).toBeLessThan(1e-12);
  });

  it.each(BALLS)(
    "is stable up to its largest time step, and not beyond (m = $mass, c = $friction, λ = $lambda)",
    (ball) => {
      const largest = largestTimeStep(integrator, ball.mass, ball.friction, ball.lambda);
      for (const share of [0.001, 0.01, 0.1, 0.5, 0.9, 1 - 1e-9]) {
        expect(measuredRate(integrator, ball, share * largest), `${share} of ${largest}`).toBeLessThan(1);
      }
      for (const share of [1 + 1e-9, 1.1, 2, 10]) {
        expect(measuredRate(integrator, ball, share * largest), `${share} of ${largest}`).toBeGreaterThan(1);
      }
    },
  );

  // Not close to critical, where steps of this size fall on the other side of it.
  it.each(BALLS.slice(0, 2))(
    "tends to the true rate as its steps shrink (m = $mass, c = $friction, λ = $lambda)",
    (ball) => {
      // Per unit of time, so that the number of steps does not matter.
      const off = (h: number) => {
        const ours = integratorRate(integrator, { ...ball, timeStep: h }, ball.lambda);
        return Math.abs(Math.log(ours) - Math.log(trueRate({ ...ball, timeStep: h }, ball.lambda))) / h;
      };
      const order = Math.log2(off(0.02) / off(0.01));
      // First order, and fourth.
      expect(order).toBeCloseTo(integrator === "rk4" ? 4 : 1, 1);
    },
  );
});

describe("the motion itself", () => {
  it.each(BALLS)("has exponents that solve mμ² + cμ + λ = 0 (m = $mass, c = $friction, λ = $lambda)", (ball) => {
    for (const { re, im } of ballExponents(ball.mass, ball.friction, ball.lambda)) {
      expect(ball.mass * (re * re - im * im) + ball.friction * re + ball.lambda).toBeCloseTo(0, 12);
      expect(2 * ball.mass * re * im + ball.friction * im).toBeCloseTo(0, 12);
    }
    const [slow, fast] = ballExponents(ball.mass, ball.friction, ball.lambda);
    expect(slow.re).toBeGreaterThanOrEqual(fast.re);
    expect(slow.im).toBeGreaterThanOrEqual(0);
  });

  it("decays by its rate: what is left after many steps of time", () => {
    const { mass, friction, lambda } = BALLS[1];
    const at = (t: number) => ballError(mass, friction, lambda, t, 1, 0).error;
    // Over-damped: one exponential is left, the fast one long gone.
    expect(at(30.25) / at(30)).toBeCloseTo(trueRate({ mass, friction, timeStep: 0.25 }, lambda), 12);
  });

  it("is heavy ball when it is followed semi-implicitly", () => {
    const ball = { mass: 2, friction: 0.7, timeStep: 0.15 };
    const { alpha, beta } = heavyBallOfBall(ball);
    expect(integratorRate("semi-implicit", ball, 3)).toBeCloseTo(heavyBallRate(alpha, beta, 3), 15);
  });

  it("loses stability with explicit Euler long before the semi-implicit step does", () => {
    // Under-damped: hλ < c.
    expect(largestTimeStep("euler", 1, 0.4, 2)).toBeCloseTo(0.2, 15);
    expect(largestTimeStep("semi-implicit", 1, 0.4, 2)).toBeGreaterThan(1);
  });

  it("has the known ends of Runge–Kutta 4: 2.785294 of strong friction, and 2√2 of almost none", () => {
    const strong = largestTimeStep("rk4", 1, 1e6, 1);
    expect(strong * 1e6).toBeCloseTo(2.785293563405282, 5);
    expect(largestTimeStep("rk4", 1, 1e-9, 1)).toBeCloseTo(2 * Math.SQRT2, 6);
  });
});
