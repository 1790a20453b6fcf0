import type { SweepScale } from "./sweep.ts";

/** Decimal digits that a tried value has: finer than the last sweep's spacing, and short in a link. */
const DIGITS = 4;

/** Where a value lies on a scale: the coordinate in which a sweep's values are evenly spaced; it grows with the value. */
export function coordinateOf(scale: SweepScale, value: number): number {
  if (scale === "log") return Math.log(value);
  return scale === "log-complement" ? -Math.log(1 - value) : value;
}

/** The value at a coordinate, to four digits: of 1 − value where that is what counts. */
export function valueAt(scale: SweepScale, coordinate: number): number {
  if (scale === "log") return rounded(Math.exp(coordinate), DIGITS);
  if (scale === "linear") return rounded(coordinate, DIGITS);
  // 1 − .0003 is .9997 and not what the subtraction leaves; decays have at most eight digits.
  return rounded(1 - rounded(Math.exp(-coordinate), DIGITS), 2 * DIGITS + 2);
}

function rounded(value: number, digits: number): number {
  return Number(value.toPrecision(digits));
}
