import type { AxisTick } from "./axis-ticks.ts";
import { type FrameInk, LETTERS } from "./framed-ink.ts";

/** Writes a number, its power of ten raised. @param anchor the share of the text that lies left of x. */
export function writeTick(
  context: OffscreenCanvasRenderingContext2D,
  { text, exponent = "" }: Pick<AxisTick, "text" | "exponent">,
  x: number,
  y: number,
  anchor: number,
  ink: FrameInk,
): void {
  const [large, small] = [`${LETTERS}px ${ink.family}`, `${LETTERS * 0.75}px ${ink.family}`];
  context.textAlign = "left";
  context.font = small;
  const raised = exponent === "" ? 0 : context.measureText(exponent).width;
  context.font = large;
  const base = context.measureText(text).width;
  const left = x - anchor * (base + raised);
  context.fillText(text, left, y);
  context.font = small;
  context.fillText(exponent, left + base, y - LETTERS * 0.36);
}
