import type { MapLegend } from "../../maps/legend.ts";
import { type FrameInk, LETTERS } from "./framed-ink.ts";
import { spacedTicks } from "./spaced-ticks.ts";
import { writeTick } from "./write-tick.ts";

const LEGEND = { height: 62, row: 20, bar: 10, width: 300 } as const;

/** The bar of the numbers, then what has a name, two in a row. */
export function drawLegend(
  context: OffscreenCanvasRenderingContext2D,
  { bar, swatches }: MapLegend,
  width: number,
  ink: FrameInk,
): void {
  context.textAlign = "left";
  let y = 0;
  if (bar !== undefined) {
    const long = Math.min(LEGEND.width, width);
    context.fillStyle = ink.ink;
    context.font = `${LETTERS}px ${ink.family}`;
    context.fillText(bar.quantity, 0, y + 8);
    const gradient = context.createLinearGradient(0, 0, long, 0);
    for (const { at, color } of bar.stops) gradient.addColorStop(at, color);
    context.fillStyle = gradient;
    context.fillRect(0, y + 20, long, LEGEND.bar);
    context.fillStyle = ink.ink;
    for (const tick of spacedTicks(bar.ticks)) {
      writeTick(context, tick, tick.at * long, y + 20 + LEGEND.bar + 12, 0.5, ink);
    }
    y += LEGEND.height;
  }
  context.font = `${LETTERS}px ${ink.family}`;
  for (const [index, { label, color }] of swatches.entries()) {
    const [left, top] = [(index % 2) * (width / 2), y + Math.floor(index / 2) * LEGEND.row + 8];
    context.fillStyle = color;
    context.fillRect(left, top - 5, 10, 10);
    context.fillStyle = ink.ink;
    context.fillText(label, left + 18, top, width / 2 - 24);
  }
}

/** How high the legend of a map is. */
export function legendHeight({ bar, swatches }: MapLegend): number {
  return (bar === undefined ? 0 : LEGEND.height) + Math.ceil(swatches.length / 2) * LEGEND.row + 10;
}
