import { describe, expect, it } from "vitest";
import { heavyBallErrors, heavyBallMatrix } from "../../src/theory/heavy-ball.ts";
import { expectedLoss, stationaryVariance } from "../../src/theory/noise.ts";

const runs = [
  { alpha: 0.1, beta: 0.9, lambda: 1, sigma: 1 },
  { alpha: 0.0015, beta: 0.125, lambda: 100, sigma: 0.3 },
  { alpha: 1.2, beta: 0.5, lambda: 2, sigma: 2 },
  { alpha: 0.5, beta: 0, lambda: 1, sigma: 1 },
];

describe("heavy ball under gradient noise", () => {
  it.each(runs)("has a variance that solves the discrete Lyapunov equation ($alpha, $beta, $lambda)", (run) => {
    const r = heavyBallMatrix(run.alpha, run.beta, run.lambda);
    // Σ ← RΣRᵀ + s²(1, −α)(1, −α)ᵀ until it rests.
    let [zz, ze, ee] = [0, 0, 0];
    const q = run.sigma * run.sigma;
    for (let k = 0; k < 5000; k++) {
      const nextZz = r.a * r.a * zz + 2 * r.a * r.b * ze + r.b * r.b * ee + q;
      const nextZe = r.a * r.c * zz + (r.a * r.d + r.b * r.c) * ze + r.b * r.d * ee - run.alpha * q;
      const nextEe = r.c * r.c * zz + 2 * r.c * r.d * ze + r.d * r.d * ee + run.alpha * run.alpha * q;
      [zz, ze, ee] = [nextZz, nextZe, nextEe];
    }
    // 1.6e-14 measured.
    expect(ee / stationaryVariance(run)).toBeCloseTo(1, 12);
  });

  it.each(runs)("expects in the end ½λ times the stationary variance ($alpha, $beta, $lambda)", (run) => {
    const { transient, noise } = expectedLoss(run, 5000, 3);
    expect(transient).toBeLessThan(1e-12);
    expect(noise / (0.5 * run.lambda * stationaryVariance(run))).toBeCloseTo(1, 12);
  });

  it("splits off the transient, which is the noiseless run", () => {
    const run = { alpha: 0.1, beta: 0.9, lambda: 1, sigma: 1 };
    const errors = heavyBallErrors(0.1, 0.9, 1, 40, -2);
    for (const k of [0, 1, 2, 17, 40]) {
      expect(expectedLoss(run, k, -2).transient).toBeCloseTo(0.5 * (errors[k] ?? 0) ** 2, 13);
    }
    expect(expectedLoss(run, 0, -2).noise).toBe(0);
    // After one step the noise has moved the error by −αε.
    expect(expectedLoss(run, 1, -2).noise).toBeCloseTo(0.5 * 0.01, 15);
  });

  it("has the variance of gradient descent, αs²/[λ(2 − αλ)], at β = 0", () => {
    expect(stationaryVariance({ alpha: 0.5, beta: 0, lambda: 1, sigma: 1 })).toBeCloseTo(0.5 / 1.5, 15);
  });
});
