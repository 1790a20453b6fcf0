import type { Brush } from "./brush.ts";

/** Of the halo on either side of a letter's outline, in units. */
const HALO = [5, 2.5] as const;

/** Writes letters that have no panel, set off from whatever lies under them by a soft edge in the ground's colour. */
export function haloed(
  { context, ink, unit }: Brush,
  font: string,
  text: string,
  x: number,
  y: number,
  color: string,
): void {
  context.font = font;
  context.lineJoin = "round";
  context.strokeStyle = ink.halo;
  const strength = context.globalAlpha;
  context.globalAlpha = strength * 0.5;
  for (const width of HALO) {
    context.lineWidth = width * unit;
    context.strokeText(text, x, y);
  }
  context.globalAlpha = strength;
  context.fillStyle = color;
  context.fillText(text, x, y);
}
