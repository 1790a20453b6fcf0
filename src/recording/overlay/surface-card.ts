import type { Box, Size } from "./box.ts";
import { type Brush, shortened, widthOf } from "./brush.ts";
import { haloed } from "./haloed.ts";
import { letters } from "./letters.ts";

/** In units. */
const NAME = 18;
const LINE = 25;

/** The letters of the surface's formula, in units. */
export const SURFACE_FORMULA = 12.5;

/** How large the surface's name is with its formula under it. */
export function surfaceSize(
  context: OffscreenCanvasRenderingContext2D,
  name: string,
  formula: Size,
  unit: number,
): Size {
  return {
    width: Math.max(widthOf(context, letters(NAME * unit, 600), name), formula.width),
    height: LINE * unit + formula.height,
  };
}

/** Paints the surface's name, and under it its formula. */
export function paintSurface(brush: Brush, { left, top, width }: Box, name: string, formula: OffscreenCanvas): void {
  const { context, ink, unit } = brush;
  const font = letters(NAME * unit, 600);
  context.textAlign = "left";
  context.textBaseline = "middle";
  haloed(brush, font, shortened(context, font, name, width), left, top + (LINE - 4) * 0.5 * unit, ink.first);
  const size = Math.min(1, width / formula.width);
  context.drawImage(
    formula,
    Math.round(left),
    Math.round(top + LINE * unit),
    formula.width * size,
    formula.height * size,
  );
}
