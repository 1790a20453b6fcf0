/**
 * Least squares of a polynomial of degree 5 through ten points, with gradient descent seen as a filter of its spectrum:
 * the example of G. Goh, "Why Momentum Really Works", Distill 2017, §"Example: Polynomial Regression".
 */

/** The inputs ξ, ascending, and the targets that go with them. */
export const REGRESSION_INPUTS = [-0.6, -0.55, -0.5, -0.45, -0.4, 0.4, 0.45, 0.5, 0.55, 0.6] as const;
export const REGRESSION_TARGETS = [-1.5, -2, -2.5, -1.5, -1, 0.5, 1, 1.5, 1, 0.5] as const;

/** ZᵀZ for the Vandermonde matrix Z of rows (1, ξ, …, ξ^degree): entry (i, j) is Σ ξ^{i+j}. */
export function momentMatrix(inputs: readonly number[], degree: number): number[][] {
  const size = degree + 1;
  return Array.from({ length: size }, (_, i) =>
    Array.from({ length: size }, (_, j) => inputs.reduce((sum, input) => sum + input ** (i + j), 0)),
  );
}

/**
 * What k steps of gradient descent from 0 have made of the component of the data along an eigenvalue, relative to the
 * exact solution's 1/λ: (1/λ)(1 − (1 − αλ)ᵏ). Directions of small λ come late: stopping early leaves them out.
 */
export function spectralFilter(alpha: number, lambda: number, k: number): number {
  return (1 - (1 - alpha * lambda) ** k) / lambda;
}
