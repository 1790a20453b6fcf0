import { describe, expect, it } from "vitest";
import { nesterovErrors } from "../../src/theory/nesterov.ts";
import { nesterovExpectedLoss, nesterovStationaryVariance } from "../../src/theory/nesterov-noise.ts";
import { stationaryVariance } from "../../src/theory/noise.ts";

const runs = [
  { alpha: 0.1, beta: 0.9, lambda: 1, sigma: 1 },
  { alpha: 0.0015, beta: 0.125, lambda: 100, sigma: 0.3 },
  { alpha: 0.6, beta: 0.5, lambda: 2, sigma: 2 },
  { alpha: 0.5, beta: 0, lambda: 1, sigma: 1 },
];

describe("Nesterov's method under gradient noise", () => {
  it.each(runs)("has a variance that the look-ahead step keeps ($alpha, $beta, $lambda)", (run) => {
    const { alpha, beta, lambda, sigma } = run;
    // v ← βv − α(λ(e + βv) + ε); e ← e + v, as a matrix on (v, e).
    const a = beta * (1 - alpha * lambda);
    const b = -alpha * lambda;
    let [vv, ve, ee] = [0, 0, 0];
    const q = (alpha * sigma) ** 2;
    for (let k = 0; k < 5000; k++) {
      const nextVv = a * a * vv + 2 * a * b * ve + b * b * ee + q;
      const nextVe = a * a * vv + (a * b + a * (1 + b)) * ve + b * (1 + b) * ee + q;
      const nextEe = a * a * vv + 2 * a * (1 + b) * ve + (1 + b) ** 2 * ee + q;
      [vv, ve, ee] = [nextVv, nextVe, nextEe];
    }
    // 5.6e-16 measured.
    expect(ee / nesterovStationaryVariance(run)).toBeCloseTo(1, 12);
  });

  it.each(runs)("expects in the end ½λ times the stationary variance ($alpha, $beta, $lambda)", (run) => {
    const { transient, noise } = nesterovExpectedLoss(run, 5000, 3);
    expect(transient).toBeLessThan(1e-12);
    expect(noise / (0.5 * run.lambda * nesterovStationaryVariance(run))).toBeCloseTo(1, 12);
  });

  it("splits off the transient, which is the noiseless run", () => {
    const run = { alpha: 0.1, beta: 0.9, lambda: 1, sigma: 1 };
    const errors = nesterovErrors(0.1, 0.9, 1, 40, -2);
    for (const k of [0, 1, 2, 17, 40]) {
      expect(nesterovExpectedLoss(run, k, -2).transient).toBeCloseTo(0.5 * (errors[k] ?? 0) ** 2, 14);
    }
    expect(nesterovExpectedLoss(run, 0, -2).noise).toBe(0);
    // After one step the noise has moved the error by −αε.
    expect(nesterovExpectedLoss(run, 1, -2).noise).toBeCloseTo(0.5 * 0.01, 15);
  });

  it("has the variance of gradient descent at β = 0, and less than heavy ball at the same α and β", () => {
    const plain = { alpha: 0.5, beta: 0, lambda: 1, sigma: 1 };
    expect(nesterovStationaryVariance(plain)).toBeCloseTo(stationaryVariance(plain), 15);
    const run = { alpha: 0.5, beta: 0.9, lambda: 1, sigma: 1 };
    expect(nesterovStationaryVariance(run)).toBeLessThan(stationaryVariance(run));
  });
});
