import { describe, expect, it } from "vitest";
import { ballError, ballOfHeavyBall, damping, heavyBallOfBall } from "../../src/theory/continuous-limit.ts";
import { heavyBallErrors } from "../../src/theory/heavy-ball.ts";

describe("the ball with mass and friction", () => {
  it("is heavy ball when it is followed by semi-implicit Euler steps", () => {
    const ball = { mass: 2, friction: 0.7, timeStep: 0.15 };
    const lambda = 3;
    const { alpha, beta } = heavyBallOfBall(ball);
    const errors = heavyBallErrors(alpha, beta, lambda, 60, 1);
    let e = 1;
    let v = 0;
    for (let k = 1; k <= 60; k++) {
      v += (ball.timeStep / ball.mass) * (-lambda * e - ball.friction * v);
      e += ball.timeStep * v;
      // 2.1e-15 measured.
      expect(errors[k], `e at step ${k}`).toBeCloseTo(e, 13);
    }
  });

  it("maps to α and β and back", () => {
    const ball = ballOfHeavyBall(0.0015, 0.9, 0.2);
    const { alpha, beta } = heavyBallOfBall(ball);
    expect(alpha).toBeCloseTo(0.0015, 16);
    expect(beta).toBeCloseTo(0.9, 14);
  });

  it.each([
    ["under-damped", 1, 0.4, 2],
    ["critical", 1, 4, 4],
    ["over-damped", 1, 5, 4],
  ] as const)("%s: solves its equation (m = %d, c = %d, λ = %d)", (kind, mass, friction, lambda) => {
    expect(damping(mass, friction, lambda)).toBe(kind);
    const at = (t: number) => ballError(mass, friction, lambda, t, 1.5, -0.7);
    expect(at(0)).toEqual({ error: 1.5, velocity: -0.7 });
    const h = 1e-4;
    for (const t of [0.3, 1, 2.7]) {
      // Central differences of step 1e-4 are good to h² and 1e-16/h: 3.6e-8 measured.
      expect((at(t + h).error - at(t - h).error) / (2 * h)).toBeCloseTo(at(t).velocity, 6);
      const acceleration = (at(t + h).velocity - at(t - h).velocity) / (2 * h);
      expect(mass * acceleration + friction * at(t).velocity + lambda * at(t).error).toBeCloseTo(0, 6);
    }
  });

  it("neither overflows nor ends before its time when friction is strong", () => {
    // λ/c = 1e-4 per unit of time is the slow decay: e^{-1} after 1e4.
    expect(ballError(1, 1000, 0.1, 10_000, 1, 0).error).toBeCloseTo(Math.exp(-1), 6);
  });

  it("is what heavy ball tends to as the time step shrinks: the error halves with the step", () => {
    const deviation = (timeStep: number) => {
      const { alpha, beta } = heavyBallOfBall({ mass: 1, friction: 0.5, timeStep });
      const errors = heavyBallErrors(alpha, beta, 4, Math.round(3 / timeStep), 1);
      return Math.abs((errors.at(-1) ?? 0) - ballError(1, 0.5, 4, 3, 1, 0).error);
    };
    expect(deviation(0.005)).toBeLessThan(0.01);
    // First order: the ratio tends to 2.
    expect(deviation(0.005) / deviation(0.0025)).toBeCloseTo(2, 1);
  });
});
