import { type Complex, quadraticRoots, spectralRadius } from "./complex-roots.ts";
import type { Matrix2 } from "./matrix-power.ts";
import type { Regime } from "./regime.ts";

/**
 * Heavy ball, z ← βz + ∇f(x); x ← x − αz with z⁰ = 0, on one eigenvalue λ of a quadratic. Sources: B. T. Polyak, "Some
 * methods of speeding up the convergence of iteration methods", 1964; G. Goh, "Why Momentum Really Works", Distill
 * 2017, whose article gives Rᵏ with R₁ and R₂ swapped and the rate of the ripples as 2√β (it is √β).
 */

/** The step length that a steady gradient ends up with: α/(1 − β). */
export function effectiveLearningRate(alpha: number, beta: number): number {
  return alpha / (1 - beta);
}

/**
 * The weight of ∇f(xⁱ) in x^{k+1} = x⁰ − α Σ_{i ≤ k} weight·∇f(xⁱ), on any surface: (1 − β^{k+1−i})/(1 − β), or
 * k + 1 − i where β = 1.
 */
export function unrolledWeight(beta: number, k: number, i: number): number {
  const age = k + 1 - i;
  return beta === 1 ? age : (1 - beta ** age) / (1 - beta);
}

/** R = [[β, λ], [−αβ, 1 − αλ]], which takes (z, e) to the next (z, e). */
export function heavyBallMatrix(alpha: number, beta: number, lambda: number): Matrix2 {
  return { a: beta, b: lambda, c: -alpha * beta, d: 1 - alpha * lambda };
}

/** The eigenvalues σ₁, σ₂ of R, the larger in modulus first. */
export function heavyBallEigenvalues(alpha: number, beta: number, lambda: number): readonly [Complex, Complex] {
  return quadraticRoots(1 + beta - alpha * lambda, beta);
}

/**
 * Rᵏ in closed form: s_k R − β s_{k−1} I, where s_k = (σ₁ᵏ − σ₂ᵏ)/(σ₁ − σ₂), written with the angle of a complex pair.
 * It cancels near σ₁ = σ₂, which is where the best α and β lie: `matrixPower` and `heavyBallErrors` do not.
 */
export function heavyBallPower(alpha: number, beta: number, lambda: number, k: number): Matrix2 {
  if (k === 0) {
    return { a: 1, b: 0, c: 0, d: 1 };
  }
  const current = rootQuotient(1 + beta - alpha * lambda, beta, k);
  const before = beta * rootQuotient(1 + beta - alpha * lambda, beta, k - 1);
  const r = heavyBallMatrix(alpha, beta, lambda);
  return { a: current * r.a - before, b: current * r.b, c: current * r.c, d: current * r.d - before };
}

/** (σ₁ᵏ − σ₂ᵏ)/(σ₁ − σ₂) for the roots of σ² − trace·σ + determinant; kσᵏ⁻¹ where they coincide. */
function rootQuotient(trace: number, determinant: number, k: number): number {
  if (k === 0) {
    return 0;
  }
  const [first, second] = quadraticRoots(trace, determinant);
  if (first.im !== 0) {
    const radius = Math.sqrt(determinant);
    const angle = Math.atan2(first.im, first.re);
    return (radius ** (k - 1) * Math.sin(k * angle)) / Math.sin(angle);
  }
  if (first.re === second.re) {
    return k * first.re ** (k - 1);
  }
  return (first.re ** k - second.re ** k) / (first.re - second.re);
}

/**
 * The errors e⁰ … e^steps along one eigenvector from `error` at rest, by the recurrence
 * e^{k+1} = (1 + β − αλ)eᵏ − βe^{k−1}, e¹ = (1 − αλ)e⁰: well-conditioned everywhere.
 */
export function heavyBallErrors(
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
    // The first step has e⁻¹ = e⁰: at rest.
    const next = (1 + beta - alpha * lambda) * current - beta * before;
    before = current;
    current = next;
    errors[k] = next;
  }
  return errors;
}

/** The pairs (z, e) of velocity and error, from k = 0 to `steps`, along one eigenvector from any start, by R itself. */
export function heavyBallPairs(
  alpha: number,
  beta: number,
  lambda: number,
  steps: number,
  start: { readonly z: number; readonly e: number },
): { readonly z: Float64Array; readonly e: Float64Array } {
  const z = new Float64Array(steps + 1);
  const e = new Float64Array(steps + 1);
  let pair = start;
  for (let k = 0; ; k++) {
    z[k] = pair.z;
    e[k] = pair.e;
    if (k === steps) return { z, e };
    const velocity = beta * pair.z + lambda * pair.e;
    pair = { z: velocity, e: pair.e - alpha * velocity };
  }
}

/** max |σ|: the asymptotic factor per step along one eigenvalue; √β, whatever α is, where it ripples. */
export function heavyBallRate(alpha: number, beta: number, lambda: number): number {
  return spectralRadius(1 + beta - alpha * lambda, beta);
}

/** The rate on a quadratic: that of its slowest eigenvalue. */
export function heavyBallWorstRate(alpha: number, beta: number, lambdas: readonly number[]): number {
  return Math.max(...lambdas.map((lambda) => heavyBallRate(alpha, beta, lambda)));
}

/** Whether the error shrinks: 0 ≤ β < 1 and 0 < αλ < 2(1 + β), a trapezoid in the (αλ, β) plane. */
export function isHeavyBallStable(alpha: number, beta: number, lambda: number): boolean {
  const product = alpha * lambda;
  return beta >= 0 && beta < 1 && product > 0 && product < 2 * (1 + beta);
}

/**
 * What the error does: diverge; ripple, where the eigenvalues are complex, (1 − √β)² < αλ < (1 + √β)²; else decrease
 * without a change of sign, or change sign at every step.
 */
export function heavyBallRegime(alpha: number, beta: number, lambda: number): Regime {
  if (!isHeavyBallStable(alpha, beta, lambda)) {
    return "divergence";
  }
  const [dominant] = heavyBallEigenvalues(alpha, beta, lambda);
  if (dominant.im !== 0) {
    return "ripples";
  }
  return dominant.re < 0 ? "oscillation" : "monotone";
}

/** The smallest β that does not slow this eigenvalue: (1 − √(αλ))², with its rate, for 0 < αλ. */
export function criticalDamping(alpha: number, lambda: number): { beta: number; rate: number } {
  const root = 1 - Math.sqrt(alpha * lambda);
  return { beta: root * root, rate: Math.abs(root) };
}

/**
 * The α* and β* with the best worst-case rate, (√κ − 1)/(√κ + 1), for eigenvalues within [smallest, largest], both
 * positive.
 */
export function optimalHeavyBall(smallest: number, largest: number): { alpha: number; beta: number; rate: number } {
  const low = Math.sqrt(smallest);
  const high = Math.sqrt(largest);
  const rate = (high - low) / (high + low);
  return { alpha: (2 / (low + high)) ** 2, beta: rate * rate, rate };
}
