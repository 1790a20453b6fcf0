import { heavyBallMatrix } from "./heavy-ball.ts";

/**
 * Heavy ball on one eigenvalue λ of a quadratic when every gradient carries independent noise of mean 0 and standard
 * deviation s: (z, e) ← R(z, e) + ε(1, −α). Source: the linear recursion itself; the corresponding footnote of Goh,
 * Distill 2017, squares neither the deterministic term nor ε.
 */

/** A heavy-ball run along one eigenvalue under gradient noise; stable as `isHeavyBallStable` has it. */
export interface NoisyRun {
  readonly alpha: number;
  readonly beta: number;
  readonly lambda: number;
  /** The standard deviation of the noise of one gradient component. */
  readonly sigma: number;
}

/** The variance of the error once the start is forgotten: αs²(1 + β) / [λ(1 − β)(2(1 + β) − αλ)]. */
export function stationaryVariance({ alpha, beta, lambda, sigma }: NoisyRun): number {
  return (alpha * sigma * sigma * (1 + beta)) / (lambda * (1 - beta) * (2 * (1 + beta) - alpha * lambda));
}

/**
 * The expected loss ½λE[e²] after k steps from `error` at rest, split into what the start leaves (the transient) and
 * what the noise has added: (λ/2)(row₂Rᵏ(0, e⁰)ᵀ)² and (λ/2)s² Σ_{j<k} (row₂Rʲ(1, −α)ᵀ)².
 */
export function expectedLoss(run: NoisyRun, k: number, error: number): { transient: number; noise: number } {
  const { alpha, beta, lambda, sigma } = run;
  const r = heavyBallMatrix(alpha, beta, lambda);
  let mean = { z: 0, e: error };
  let response = { z: 1, e: -alpha };
  let sum = 0;
  for (let j = 0; j < k; j++) {
    sum += response.e * response.e;
    mean = { z: r.a * mean.z + r.b * mean.e, e: r.c * mean.z + r.d * mean.e };
    response = { z: r.a * response.z + r.b * response.e, e: r.c * response.z + r.d * response.e };
  }
  return { transient: 0.5 * lambda * mean.e * mean.e, noise: 0.5 * lambda * sigma * sigma * sum };
}
