import type { Regime } from "./regime.ts";

/**
 * Gradient descent x ← x − α∇f on f = ½(x − x*)ᵀA(x − x*), solved in the eigenbasis of A: each error component follows
 * eᵢ ← (1 − αλᵢ)eᵢ on its own. Source: G. Goh, "Why Momentum Really Works", Distill 2017, §"First Steps: Gradient
 * Descent" (whose loss sum lacks the factor ½), and Polyak, "Introduction to Optimization", 1987, §1.4.
 */

/** The factor by which one step multiplies the error along an eigenvalue. */
export function gradientDescentFactor(alpha: number, lambda: number): number {
  return 1 - alpha * lambda;
}

/** The error along one eigenvector after k steps (k = 0, 1, …) from `error`. */
export function gradientDescentError(alpha: number, lambda: number, k: number, error: number): number {
  return gradientDescentFactor(alpha, lambda) ** k * error;
}

/**
 * The loss after k steps: ½ Σ λᵢ (1 − αλᵢ)^{2k} eᵢ². `lambdas` and `errors` go together; a missing error counts as 0.
 */
export function gradientDescentLoss(
  alpha: number,
  lambdas: readonly number[],
  k: number,
  errors: readonly number[],
): number {
  return lambdas.reduce((sum, lambda, i) => {
    const error = gradientDescentError(alpha, lambda, k, errors[i] ?? 0);
    return sum + 0.5 * lambda * error * error;
  }, 0);
}

/** Whether the error along an eigenvalue shrinks: 0 < αλ < 2. */
export function isGradientDescentStable(alpha: number, lambda: number): boolean {
  const product = alpha * lambda;
  return product > 0 && product < 2;
}

/** What the error does: shrink without a change of sign, αλ ≤ 1, or change sign at every step. It never ripples. */
export function gradientDescentRegime(alpha: number, lambda: number): Regime {
  if (!isGradientDescentStable(alpha, lambda)) {
    return "divergence";
  }
  return gradientDescentFactor(alpha, lambda) < 0 ? "oscillation" : "monotone";
}

/** The asymptotic factor per step on a quadratic: that of its slowest eigenvalue. */
export function gradientDescentRate(alpha: number, lambdas: readonly number[]): number {
  return Math.max(...lambdas.map((lambda) => Math.abs(gradientDescentFactor(alpha, lambda))));
}

/** α* = 2/(λ₁ + λ₂) and its rate (κ − 1)/(κ + 1), for eigenvalues within [smallest, largest], both positive. */
export function optimalGradientDescent(smallest: number, largest: number): { alpha: number; rate: number } {
  return { alpha: 2 / (smallest + largest), rate: (largest - smallest) / (largest + smallest) };
}
