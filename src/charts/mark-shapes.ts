import type { Mark } from "./ensemble-look.ts";

/** The outline of every mark in a square of 12 × 12, as an SVG path whose inside is what is even-odd within. */
export const MARK_SHAPES: Readonly<Record<Mark, string>> = {
  circle: "M6 1.2a4.8 4.8 0 1 1 0 9.6 4.8 4.8 0 0 1 0-9.6z",
  square: "M1.6 1.6h8.8v8.8H1.6z",
  triangle: "M6 .8l5.4 9.8H.6z",
  diamond: "M6 .2L11.8 6 6 11.8.2 6z",
  ring: "M6 .8a5.2 5.2 0 1 1 0 10.4A5.2 5.2 0 0 1 6 .8zm0 2.6a2.6 2.6 0 1 0 0 5.2 2.6 2.6 0 0 0 0-5.2z",
  cross: "M4.4.8h3.2v3.6h3.6v3.2H7.6v3.6H4.4V7.6H.8V4.4h3.6z",
  bar: "M.6 3.8h10.8v4.4H.6z",
  half: "M1 3.2h10A5 5 0 0 1 1 3.2z",
};
