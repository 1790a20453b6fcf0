/** A 2×2 matrix, [[a, b], [c, d]]. */
export interface Matrix2 {
  readonly a: number;
  readonly b: number;
  readonly c: number;
  readonly d: number;
}

/**
 * The k-th power of a matrix, k = 0, 1, …, by the recurrence s_{j+1} = tr·s_j − det·s_{j−1} with s₀ = 0 and s₁ = 1, of
 * which Mᵏ = s_k M − det·s_{k−1} I (Cayley and Hamilton). Unlike the closed form in the eigenvalues it stays accurate
 * where they coincide. Source: K. S. Williams, "The nth power of a 2 × 2 matrix", Mathematics Magazine 65 (1992).
 */
export function matrixPower(matrix: Matrix2, k: number): Matrix2 {
  if (k === 0) {
    return { a: 1, b: 0, c: 0, d: 1 };
  }
  const trace = matrix.a + matrix.d;
  const determinant = matrix.a * matrix.d - matrix.b * matrix.c;
  let before = 0;
  let current = 1;
  for (let j = 1; j < k; j++) {
    const next = trace * current - determinant * before;
    before = current;
    current = next;
  }
  const shift = determinant * before;
  return {
    a: current * matrix.a - shift,
    b: current * matrix.b,
    c: current * matrix.c,
    d: current * matrix.d - shift,
  };
}
