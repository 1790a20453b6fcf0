import { type Complex, quadraticRoots, spectralRadius } from "./complex-roots.ts";
import type { Regime } from "./regime.ts";

/**
 * Nesterov's method in its look-ahead form, v ← βv − α∇f(x + βv); x ← x + v with v⁰ = 0, on one eigenvalue λ of a
 * quadratic: e^{k+1} = (1 − αλ)[(1 + β)eᵏ − βe^{k−1}]. Source: Yu. Nesterov, 1983; form of I. Sutskever et al., ICML 2013.
 */

/** The roots of σ² − (1 − αλ)(1 + β)σ + (1 − αλ)β, the larger in modulus first. */
export function nesterovEigenvalues(alpha: number, beta: number, lambda: number): readonly [Complex, Complex] {
  const factor = 1 - alpha * lambda;
  return quadraticRoots(factor * (1 + beta), factor * beta);
}

/** The errors e⁰ … e^steps along one eigenvector from `error` at rest. */
export function nesterovErrors(
  alpha: number,
  beta: number,
  lambda: number,
  steps: number,
  error: number,
): Float64Array {
  const errors = new Float64Array(steps + 1);
  let before = error;
  let current = error;
  errors[0] = error;
  for (let k = 1; k <= steps; k++) {
    const next = (1 - alpha * lambda) * ((1 + beta) * current - beta * before);
    before = current;
    current = next;
    errors[k] = next;
  }
  return errors;
}

/** max |σ|: the asymptotic factor per step along one eigenvalue. */
export function nesterovRate(alpha: number, beta: number, lambda: number): number {
  const factor = 1 - alpha * lambda;
  return spectralRadius(factor * (1 + beta), factor * beta);
}

/** The rate on a quadratic: that of its slowest eigenvalue. */
export function nesterovWorstRate(alpha: number, beta: number, lambdas: readonly number[]): number {
  return Math.max(...lambdas.map((lambda) => nesterovRate(alpha, beta, lambda)));
}

/**
 * Whether the error shrinks: 0 ≤ β < 1 and 0 < αλ < 2(1 + β)/(1 + 2β), from Jury's conditions on the polynomial. The
 * look-ahead brakes steep directions, but tolerates a shorter step than heavy ball does.
 */
export function isNesterovStable(alpha: number, beta: number, lambda: number): boolean {
  const product = alpha * lambda;
  return beta >= 0 && beta < 1 && product > 0 && product < (2 * (1 + beta)) / (1 + 2 * beta);
}

/**
 * What the error does: diverge; ripple, where the roots are complex, ((1 − β)/(1 + β))² < αλ < 1, with the rate
 * √((1 − αλ)β); else decrease without a change of sign, or change sign at every step, where αλ > 1.
 */
export function nesterovRegime(alpha: number, beta: number, lambda: number): Regime {
  if (!isNesterovStable(alpha, beta, lambda)) {
    return "divergence";
  }
  const [dominant] = nesterovEigenvalues(alpha, beta, lambda);
  if (dominant.im !== 0) {
    return "ripples";
  }
  return dominant.re < 0 ? "oscillation" : "monotone";
}

/** The smallest β that does not slow this eigenvalue: (1 − √(αλ))/(1 + √(αλ)), with its rate, for 0 < αλ ≤ 1. */
export function nesterovCriticalDamping(alpha: number, lambda: number): { beta: number; rate: number } {
  const root = Math.sqrt(alpha * lambda);
  return { beta: (1 - root) / (1 + root), rate: 1 - root };
}

/**
 * The α and β ≥ 0 with the best worst-case rate on quadratics with eigenvalues within [smallest, largest], both
 * positive: α = 4/(3λ₂ + λ₁), β = (√(3κ + 1) − 2)/(√(3κ + 1) + 2), rate 1 − 2/√(3κ + 1). The smallest eigenvalue is
 * then critically damped, and the largest changes sign at the same rate. Source: L. Lessard, B. Recht, A. Packard,
 * "Analysis and design of optimization algorithms via integral quadratic constraints", SIAM J. Optim. 26 (2016).
 */
export function optimalNesterov(smallest: number, largest: number): { alpha: number; beta: number; rate: number } {
  const root = Math.sqrt(3 * (largest / smallest) + 1);
  return { alpha: 4 / (3 * largest + smallest), beta: (root - 2) / (root + 2), rate: 1 - 2 / root };
}

/**
 * The usual constants for eigenvalues within [smallest, largest], both positive: α = 1/λ₂, β = (√κ − 1)/(√κ + 1), with
 * the rate 1 − 1/√κ on a quadratic. Source: Nesterov, "Introductory Lectures on Convex Optimization", 2004, §2.2.
 */
export function standardNesterov(smallest: number, largest: number): { alpha: number; beta: number; rate: number } {
  const root = Math.sqrt(largest / smallest);
  return { alpha: 1 / largest, beta: (root - 1) / (root + 1), rate: 1 - 1 / root };
}
