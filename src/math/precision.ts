/** f64, or f32 with every single operation rounded. */
export type Precision = "f64" | "f32";

/** Rounds the result of one operation to the precision in use. */
export type Round = (value: number) => number;

const identity: Round = (value) => value;

/** The rounding of a precision: none in f64, to the nearest f32 in f32. */
export function rounding(precision: Precision): Round {
  return precision === "f32" ? Math.fround : identity;
}
