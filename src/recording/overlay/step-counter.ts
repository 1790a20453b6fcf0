import { formatInteger } from "../../charts/number-text.ts";
import type { Box, Size } from "./box.ts";
import { type Brush, widthOf } from "./brush.ts";
import { haloed } from "./haloed.ts";
import { letters } from "./letters.ts";

/** In units. */
const NUMBER = 19;
const WORD = 12.5;
const GAP = 6;

/** How large the counter is where it counts up to `most`. */
export function counterSize(context: OffscreenCanvasRenderingContext2D, most: number, unit: number): Size {
  const number = widthOf(context, letters(NUMBER * unit, 560), formatInteger(most));
  const word = widthOf(context, letters(WORD * unit), "step");
  return { width: number + word + GAP * unit, height: NUMBER * 1.25 * unit };
}

/** Paints how many steps have been done: the number ends at the box's right, the word stands before where it begins. */
export function paintCounter(brush: Brush, { left, top, width, height }: Box, step: number): void {
  const { context, ink, unit } = brush;
  const foot = top + height * 0.8;
  const number = formatInteger(step);
  const font = letters(NUMBER * unit, 560);
  const before = left + width - widthOf(context, font, number) - GAP * unit;
  context.textBaseline = "alphabetic";
  context.textAlign = "right";
  haloed(brush, letters(WORD * unit), "step", before, foot, ink.third);
  haloed(brush, font, number, left + width, foot, ink.first);
}
