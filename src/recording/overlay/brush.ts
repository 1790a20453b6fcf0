import type { Box } from "./box.ts";
import type { Ink } from "./ink.ts";

/** What is painted with: a canvas, the colours of the theme, and pixels of one unit. */
export interface Brush {
  readonly context: OffscreenCanvasRenderingContext2D;
  readonly ink: Ink;
  readonly unit: number;
}

/** In units. */
const RADIUS = 9;

/** A translucent ground for letters that lie on the landscape, with a hairline around it. */
export function paintPanel({ context, ink, unit }: Brush, { left, top, width, height }: Box): void {
  const line = Math.max(1, Math.round(unit * 0.75));
  context.beginPath();
  context.roundRect(left + line / 2, top + line / 2, width - line, height - line, RADIUS * unit);
  context.fillStyle = ink.panel;
  context.fill();
  context.lineWidth = line;
  context.strokeStyle = ink.hairline;
  context.stroke();
}

/** How wide a text is in the letters of a font, in pixels. */
export function widthOf(context: OffscreenCanvasRenderingContext2D, font: string, text: string): number {
  context.font = font;
  return context.measureText(text).width;
}

/** The text, or as much of it as there is room for, with a mark where something is missing. */
export function shortened(
  context: OffscreenCanvasRenderingContext2D,
  font: string,
  text: string,
  most: number,
): string {
  if (widthOf(context, font, text) <= most) return text;
  let kept = text;
  while (kept !== "" && widthOf(context, font, `${kept}…`) > most) kept = kept.slice(0, -1);
  return `${kept.trimEnd()}…`;
}
