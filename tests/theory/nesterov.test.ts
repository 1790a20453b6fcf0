import { describe, expect, it } from "vitest";
import { heavyBallErrors } from "../../src/theory/heavy-ball.ts";
import {
  isNesterovStable,
  nesterovCriticalDamping,
  nesterovEigenvalues,
  nesterovErrors,
  nesterovRate,
  nesterovRegime,
  nesterovWorstRate,
  optimalNesterov,
  standardNesterov,
} from "../../src/theory/nesterov.ts";

describe("Nesterov's method on one eigenvalue", () => {
  it("has a recurrence that equals the look-ahead step", () => {
    const [alpha, beta, lambda] = [0.004, 0.85, 100];
    let x = 1;
    let v = 0;
    const errors = nesterovErrors(alpha, beta, lambda, 80, 1);
    for (let k = 1; k <= 80; k++) {
      v = beta * v - alpha * lambda * (x + beta * v);
      x += v;
      // Relative to the size that the error had, .72 per step: 7.3e-15 measured.
      expect(Math.abs((errors[k] ?? 0) - x) / nesterovRate(alpha, beta, lambda) ** k, `e at step ${k}`).toBeLessThan(
        1e-13,
      );
    }
  });

  it("has roots with the sum (1 − αλ)(1 + β) and the product (1 − αλ)β", () => {
    for (const [alpha, beta] of [
      [0.1, 0.9],
      [0.9, 0.5],
      [1.2, 0.3],
    ] as const) {
      const [first, second] = nesterovEigenvalues(alpha, beta, 1);
      expect(first.re + second.re).toBeCloseTo((1 - alpha) * (1 + beta), 14);
      expect(first.re * second.re - first.im * second.im).toBeCloseTo((1 - alpha) * beta, 14);
    }
  });

  it("is stable exactly where Jury's conditions say, by the moduli of the roots on a grid of 400²", () => {
    let disagreements = 0;
    for (let row = 0; row < 400; row++) {
      for (let column = 0; column < 400; column++) {
        const alpha = (4 * (column + 0.5)) / 400;
        const beta = (row + 0.5) / 400;
        disagreements += Number(isNesterovStable(alpha, beta, 1) !== nesterovRate(alpha, beta, 1) < 1);
      }
    }
    expect(disagreements).toBe(0);
  });

  it("is gradient descent at β = 0, and arrives in one step at αλ = 1", () => {
    expect([...nesterovErrors(0.3, 0, 1, 9, 1)]).toEqual([...heavyBallErrors(0.3, 0, 1, 9, 1)]);
    expect(nesterovErrors(1, 0.9, 1, 3, 5)[1]).toBe(0);
    expect(nesterovRate(1, 0.9, 1)).toBe(0);
  });

  it("has the rate 1 − 1/√κ with its usual constants", () => {
    const { alpha, beta, rate } = standardNesterov(1, 100);
    expect(rate).toBeCloseTo(0.9, 15);
    // A double root at the smallest eigenvalue, good to 1e-8 as roundings fall; 0 measured.
    expect(nesterovWorstRate(alpha, beta, [1, 10, 100])).toBeCloseTo(rate, 6);
  });

  it("ripples between ((1 − β)/(1 + β))² and 1, at the rate √((1 − αλ)β)", () => {
    const beta = 0.6;
    const edge = ((1 - beta) / (1 + beta)) ** 2;
    expect(nesterovRegime(0.999 * edge, beta, 1)).toBe("monotone");
    expect(nesterovRegime(1.001 * edge, beta, 1)).toBe("ripples");
    expect(nesterovRegime(0.999, beta, 1)).toBe("ripples");
    expect(nesterovRegime(1.001, beta, 1)).toBe("oscillation");
    expect(nesterovRegime(3.2 / 2.2 + 1e-9, beta, 1)).toBe("divergence");
    expect(nesterovRate(0.4, beta, 1)).toBeCloseTo(Math.sqrt(0.36), 15);
  });

  it("is fastest at critical damping: any other β is slower", () => {
    const { beta, rate } = nesterovCriticalDamping(0.0015, 100);
    expect(beta).toBeCloseTo((1 - Math.sqrt(0.15)) / (1 + Math.sqrt(0.15)), 15);
    for (const other of [0.5 * beta, 0.95 * beta, 1.05 * beta, 1.5 * beta]) {
      expect(nesterovRate(0.0015, other, 100)).toBeGreaterThan(rate);
    }
    // A double root, as good as the square root of a rounding; 0 measured.
    expect(Math.abs(nesterovRate(0.0015, beta, 100) - rate)).toBeLessThan(1e-7);
  });

  it("has its best for κ = 100 at α = 4/301 and β = .793275: rate .884722, better than its usual constants", () => {
    const best = optimalNesterov(1, 100);
    expect(best.alpha).toBeCloseTo(4 / 301, 15);
    expect(best.beta).toBeCloseTo(0.793275, 6);
    expect(best.rate).toBeCloseTo(0.884722, 6);
    expect(best.rate).toBeLessThan(standardNesterov(1, 100).rate);
    // Both ends are as slow: the smallest eigenvalue by critical damping, the largest by its change of sign.
    expect(nesterovCriticalDamping(best.alpha, 1).beta).toBeCloseTo(best.beta, 14);
    expect(nesterovRate(best.alpha, best.beta, 100)).toBeCloseTo(best.rate, 14);
    expect(nesterovRegime(best.alpha, best.beta, 100)).toBe("oscillation");
  });
});
