import type { SymmetricMatrix, Vector } from "./vector.ts";

/** The eigenvalues of a symmetric 2×2 matrix, the algebraically smaller first, with unit eigenvectors. */
export interface SymmetricEigen {
  readonly small: number;
  readonly large: number;
  /** The unit eigenvector of `small`; that of `large` is (−y, x). */
  readonly direction: Readonly<Vector>;
}

/**
 * The eigendecomposition of a symmetric 2×2 matrix by one Jacobi rotation; where the eigenvalues are equal the
 * direction is (1, 0). Source: Golub & Van Loan, "Matrix Computations", §8.5.2.
 */
export function symmetricEigen({ xx, xy, yy }: Readonly<SymmetricMatrix>): SymmetricEigen {
  if (xy === 0) {
    return xx <= yy
      ? { small: xx, large: yy, direction: { x: 1, y: 0 } }
      : { small: yy, large: xx, direction: { x: 0, y: 1 } };
  }
  const tau = (yy - xx) / (2 * xy);
  const tangent = (tau < 0 ? -1 : 1) / (Math.abs(tau) + Math.hypot(1, tau));
  const cosine = 1 / Math.hypot(1, tangent);
  const sine = tangent * cosine;
  const first = xx - tangent * xy;
  const second = yy + tangent * xy;
  return first <= second
    ? { small: first, large: second, direction: { x: cosine, y: -sine } }
    : { small: second, large: first, direction: { x: sine, y: cosine } };
}
