import type { Size } from "./box.ts";

/** Letters of a film this small would not be read if they became smaller with it. */
const LEAST = 0.62;

/** Pixels of the film for one of a design of 540 lines; everything that is written is so many of them. */
export function unitOf({ width, height }: Size): number {
  return Math.max(Math.min(width, height) / 540, LEAST);
}
