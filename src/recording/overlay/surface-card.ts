import type { Box, Size } from "./box.ts";
import { type Brush, shortened, widthOf } from "./brush.ts";
import { haloed } from "./haloed.ts";
import { letters } from "./letters.ts";

/** In units. */
const NAME = 18;
const LINE = 25;

/** In units: letters of the surface's formula, the fewest that are read, and the most that it takes. */
const FORMULA = { most: 12.5, least: 8.5, width: 330, height: 46 } as const;
/** Of the film's width. */
const WIDEST = 0.42;

/** The letters of a surface's formula, in pixels; undefined where they would be too small. @param ems of the formula. */
export function surfaceFormulaSize(ems: Size, film: Size, unit: number): number | undefined {
  const width = Math.min(FORMULA.width * unit, WIDEST * film.width);
  const size = Math.min(FORMULA.most * unit, width / ems.width, (FORMULA.height * unit) / ems.height);
  return size < FORMULA.least * unit ? undefined : size;
}

/** How large the surface's name is with its formula under it. */
export function surfaceSize(
  context: OffscreenCanvasRenderingContext2D,
  name: string,
  formula: Size | undefined,
  unit: number,
): Size {
  return {
    width: Math.max(widthOf(context, letters(NAME * unit, 600), name), formula?.width ?? 0),
    height: LINE * unit + (formula?.height ?? 0),
  };
}

/** Paints the surface's name, and under it its formula where it has room. */
export function paintSurface(
  brush: Brush,
  { left, top, width }: Box,
  name: string,
  formula: OffscreenCanvas | undefined,
): void {
  const { context, ink, unit } = brush;
  const font = letters(NAME * unit, 600);
  context.textAlign = "left";
  context.textBaseline = "middle";
  haloed(brush, font, shortened(context, font, name, width), left, top + (LINE - 4) * 0.5 * unit, ink.first);
  if (formula !== undefined) context.drawImage(formula, Math.round(left), Math.round(top + LINE * unit));
}
