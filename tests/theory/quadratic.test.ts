import { describe, expect, it } from "vitest";
import {
  gradientDescentError,
  gradientDescentLoss,
  gradientDescentRate,
  isGradientDescentStable,
  optimalGradientDescent,
} from "../../src/theory/quadratic.ts";

describe("gradient descent on a quadratic", () => {
  const lambdas = [0.01, 0.1, 1];

  it("follows the step itself", () => {
    const alpha = 1.3;
    const errors = [1, -2, 0.5];
    const iterated = [...errors];
    for (let k = 0; k < 40; k++) {
      lambdas.forEach((lambda, i) => {
        iterated[i] = (iterated[i] ?? 0) - alpha * lambda * (iterated[i] ?? 0);
      });
    }
    lambdas.forEach((lambda, i) => {
      // Forty roundings of 1e-16 each; 1.8e-15 measured.
      expect(gradientDescentError(alpha, lambda, 40, errors[i] ?? 0) / (iterated[i] ?? 0)).toBeCloseTo(1, 13);
    });
    const loss = lambdas.reduce((sum, lambda, i) => sum + 0.5 * lambda * (iterated[i] ?? 0) ** 2, 0);
    expect(gradientDescentLoss(alpha, lambdas, 40, errors) / loss).toBeCloseTo(1, 13);
  });

  it("has α* = 200/101 and the rate .980198 for λ = (0.01, 0.1, 1)", () => {
    const best = optimalGradientDescent(0.01, 1);
    expect(best.alpha).toBeCloseTo(200 / 101, 14);
    expect(best.rate).toBeCloseTo(0.980198, 6);
    expect(gradientDescentRate(best.alpha, lambdas)).toBeCloseTo(best.rate, 14);
  });

  it("has the best rate 99/101 at κ = 100, and no other step length does better", () => {
    const best = optimalGradientDescent(1, 100);
    expect(best.rate).toBeCloseTo(99 / 101, 14);
    for (const factor of [0.5, 0.9, 0.99, 1.001, 1.01, 1.1]) {
      expect(gradientDescentRate(factor * best.alpha, [1, 100])).toBeGreaterThan(best.rate);
    }
  });

  it("is stable exactly where it contracts", () => {
    for (let i = 0; i < 400; i++) {
      const alpha = (i + 0.5) / 100 - 0.5;
      expect(isGradientDescentStable(alpha, 1), `α = ${alpha}`).toBe(gradientDescentRate(alpha, [1]) < 1);
    }
  });
});
