import type { NoisyRun } from "./noise.ts";

/**
 * Nesterov's method on one eigenvalue λ when every gradient carries independent noise ε: with c = 1 − αλ,
 * e^{k+1} = c[(1 + β)eᵏ − βe^{k−1}] − αε, an autoregression of second order. Source of its variance: J. D. Hamilton,
 * "Time Series Analysis", 1994, §3.4.
 */

/**
 * The variance of the error once the start is forgotten, for a run that is stable as `isNesterovStable` has it:
 * αs²(1 + cβ) / [λ(1 − cβ)(1 + c(1 + 2β))].
 */
export function nesterovStationaryVariance({ alpha, beta, lambda, sigma }: NoisyRun): number {
  const c = 1 - alpha * lambda;
  return (alpha * sigma * sigma * (1 + c * beta)) / (lambda * (1 - c * beta) * (1 + c * (1 + 2 * beta)));
}

/**
 * The expected loss ½λE[e²] after k steps from `error` at rest, split into what the start leaves (the transient) and
 * what the noise has added, (λ/2)α²s² Σ_{j<k} rⱼ² with the response rⱼ, after j more steps, to a push of 1.
 */
export function nesterovExpectedLoss(run: NoisyRun, k: number, error: number): { transient: number; noise: number } {
  const { alpha, beta, lambda, sigma } = run;
  const c = 1 - alpha * lambda;
  let mean = { before: error, current: error };
  let response = { before: 0, current: 1 };
  let sum = 0;
  const next = ({ before, current }: typeof mean) => ({
    before: current,
    current: c * ((1 + beta) * current - beta * before),
  });
  for (let j = 0; j < k; j++) {
    sum += response.current * response.current;
    mean = next(mean);
    response = next(response);
  }
  return { transient: 0.5 * lambda * mean.current ** 2, noise: 0.5 * lambda * (alpha * sigma) ** 2 * sum };
}
