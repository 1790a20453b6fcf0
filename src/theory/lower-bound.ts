/**
 * Nesterov's worst quadratic for first-order methods, cut to n variables: with condition number at most κ,
 * f(w) = ½(w₁ − 1)² + ½ Σ_{i=1..n} (wᵢ − wᵢ₊₁)² + (2/(κ − 1))‖w‖², w_{n+1} = 0. From w = 0 a method whose steps lie in
 * the span of the gradients it has seen, each coordinate scaled as it likes, leaves coordinate i at 0 until step i.
 * Source: Yu. Nesterov, "Introductory Lectures on Convex Optimization", 2004, §2.1.4; in this form G. Goh, Distill 2017.
 */

/** The loss. `kappa` > 1; `w` has the n variables. */
export function chainLoss(kappa: number, w: readonly number[]): number {
  let sum = 0.5 * ((w[0] ?? 0) - 1) ** 2;
  for (const [i, value] of w.entries()) {
    sum += 0.5 * (value - (w[i + 1] ?? 0)) ** 2 + (2 / (kappa - 1)) * value * value;
  }
  return sum;
}

/** The gradient: (2 + 4/(κ − 1))wᵢ − wᵢ₋₁ − wᵢ₊₁, with w₀ = 1 and w_{n+1} = 0. */
export function chainGradient(kappa: number, w: readonly number[]): number[] {
  const diagonal = 2 + 4 / (kappa - 1);
  return w.map((value, i) => diagonal * value - (i === 0 ? 1 : (w[i - 1] ?? 0)) - (w[i + 1] ?? 0));
}

/** The minimum w* of n variables, by elimination in the tridiagonal system that the gradient is. */
export function chainMinimum(kappa: number, n: number): readonly number[] {
  const diagonal = 2 + 4 / (kappa - 1);
  // Going back, wᵢ = ratioᵢ wᵢ₋₁: the last equation has no neighbour beyond it.
  const ratios: number[] = [];
  let ratio = 0;
  for (let i = n - 1; i >= 0; i--) {
    ratio = 1 / (diagonal - ratio);
    ratios[i] = ratio;
  }
  const minimum: number[] = [];
  let value = 1;
  for (const factor of ratios) {
    value *= factor;
    minimum.push(value);
  }
  return minimum;
}

/** q = (√κ − 1)/(√κ + 1): wᵢ* tends to qⁱ, from below, as n grows. */
export function chainRatio(kappa: number): number {
  const root = Math.sqrt(kappa);
  return (root - 1) / (root + 1);
}

/**
 * What ‖wᵏ − w*‖∞ cannot be below after k = 0, 1, … steps from w = 0: the largest |wᵢ*| with i > k (counted from 1),
 * where wᵏ is still 0; 0 from k = n on.
 */
export function chainLowerBound(minimum: readonly number[], k: number): number {
  return minimum.slice(k).reduce((most, value) => Math.max(most, Math.abs(value)), 0);
}
