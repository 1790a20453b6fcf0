/** Significant digits that tell every f64 from its neighbours. */
const ENOUGH = 17;

/**
 * The shortest decimal that rounds to the same f32 as a number: what a file says for what the GPU computes with.
 * @param hasComplement whether 1 − value, taken in f64 and rounded once, must be the same too
 */
export function shortestF32(value: number, hasComplement = false): number {
  for (let digits = 1; digits < ENOUGH; digits++) {
    const candidate = Number(value.toPrecision(digits));
    const isSame = Math.fround(candidate) === Math.fround(value);
    if (isSame && !(hasComplement && Math.fround(1 - candidate) !== Math.fround(1 - value))) return candidate;
  }
  return value;
}
