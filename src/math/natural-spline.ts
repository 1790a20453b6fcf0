/** The smallest number of values that a line has: two ends, and something between them to solve for. */
const FEWEST = 3;

/**
 * Makes the cubic B-splines that go through lines of values at 0, 1, …, `count` − 1 and have no second derivative at
 * either end ("natural"), all lines of an array in place.
 *
 * The array has room for one more coefficient at either end of a line: entry `first + (i + 1) · stride` holds value i
 * before, and coefficient i afterwards; i = −1 and i = `count` are written only. The spline is Σᵢ cᵢ B(u − i) with the
 * cardinal cubic B-spline B, so that value i is (cᵢ₋₁ + 4cᵢ + cᵢ₊₁)/6. With natural ends c₀ and the last are the values
 * themselves, and the rest follow from one tridiagonal system, solved by elimination (Thomas).
 *
 * Source: C. de Boor, A Practical Guide to Splines, 1978, chapter IV.
 */
export function solveNaturalSplines(
  array: Float64Array,
  lines: { readonly starts: readonly number[]; readonly stride: number; readonly count: number },
): void {
  const { starts, stride, count } = lines;
  if (count < FEWEST) throw new Error(`A line of ${count} values is too short for a spline.`);
  const at = (index: number): number => array[index] ?? Number.NaN;
  // The same for every line: what is left of the diagonal, inverted.
  const pivots = new Float64Array(count);
  for (let i = 1; i < count - 1; i += 1) pivots[i] = 1 / (4 - (pivots[i - 1] ?? 0));
  for (const first of starts) {
    const zero = first + stride;
    const last = zero + (count - 1) * stride;
    for (let i = 1; i < count - 1; i += 1) {
      const place = zero + i * stride;
      const known = i === count - 2 ? at(last) : 0;
      array[place] = (6 * at(place) - known - at(place - stride)) * (pivots[i] ?? 0);
    }
    for (let i = count - 3; i >= 1; i -= 1) {
      const place = zero + i * stride;
      array[place] = at(place) - (pivots[i] ?? 0) * at(place + stride);
    }
    array[first] = 2 * at(zero) - at(zero + stride);
    array[last + stride] = 2 * at(last) - at(last - stride);
  }
}
