/** Sweeps over all pairs; a handful suffices, since convergence is quadratic. */
const MOST_SWEEPS = 50;

/**
 * The eigenvalues of a symmetric matrix, largest first, by Jacobi's cyclic rotations, until what lies off the diagonal
 * is below the rounding of f64. Source: Golub & Van Loan, "Matrix Computations", §8.5.
 * @throws Error where the rotations do not come to an end: the matrix has numbers that are not finite.
 */
export function jacobiEigenvalues(matrix: readonly (readonly number[])[]): readonly number[] {
  const a = matrix.map((row) => Float64Array.from(row));
  const size = a.length;
  for (let sweep = 0; sweep < MOST_SWEEPS; sweep++) {
    let off = 0;
    let on = 0;
    for (const [i, row] of a.entries()) {
      for (const [j, value] of row.entries()) {
        if (i === j) on += value * value;
        else off += value * value;
      }
    }
    if (off <= 1e-40 * on) return a.map((row, i) => row[i] ?? Number.NaN).sort((p, q) => q - p);
    for (let p = 0; p < size; p++) {
      for (let q = p + 1; q < size; q++) rotate(a, p, q);
    }
  }
  throw new Error("The rotations do not come to an end.");
}

/** Makes entry (p, q) zero. */
function rotate(a: readonly Float64Array[], p: number, q: number): void {
  const at = (i: number, j: number): number => a[i]?.[j] ?? Number.NaN;
  const pq = at(p, q);
  if (pq === 0) return;
  const tau = (at(q, q) - at(p, p)) / (2 * pq);
  const tangent = (tau < 0 ? -1 : 1) / (Math.abs(tau) + Math.hypot(1, tau));
  const cosine = 1 / Math.hypot(1, tangent);
  const sine = tangent * cosine;
  const turn = (first: number, second: number): readonly [number, number] => [
    cosine * first - sine * second,
    sine * first + cosine * second,
  ];
  for (const row of a) {
    [row[p], row[q]] = turn(row[p] ?? Number.NaN, row[q] ?? Number.NaN);
  }
  const [rowP, rowQ] = [a[p], a[q]];
  if (rowP === undefined || rowQ === undefined) return;
  for (const k of a.keys()) {
    [rowP[k], rowQ[k]] = turn(rowP[k] ?? Number.NaN, rowQ[k] ?? Number.NaN);
  }
  // Zero up to rounding, which would keep the sweeps going.
  rowP[q] = 0;
  rowQ[p] = 0;
}
