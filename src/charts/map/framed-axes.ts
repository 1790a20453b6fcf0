import { symbolText } from "../symbol-text.ts";
import type { AxisName } from "./axis-name.ts";
import { axisTicks, tickCount } from "./axis-ticks.ts";
import { type FrameInk, LETTERS } from "./framed-ink.ts";
import type { MapWindow } from "./window.ts";
import { writeTick } from "./write-tick.ts";

/** The axes of a map. */
export interface FramedAxes {
  readonly window: MapWindow;
  readonly x: AxisName;
  readonly y: AxisName;
  /** Of the field, in the picture's units. */
  readonly field: { readonly width: number; readonly height: number };
}

/** Draws the frame of a field that begins at the origin, the numbers at its left and under it, and the names. */
export function drawAxes(context: OffscreenCanvasRenderingContext2D, map: FramedAxes, ink: FrameInk): void {
  const { width, height } = map.field;
  context.strokeStyle = ink.faint;
  context.fillStyle = ink.ink;
  context.lineWidth = 1;
  context.strokeRect(-0.5, -0.5, width + 1, height + 1);
  for (const tick of axisTicks(map.window.x, tickCount("across", width))) {
    const x = tick.share * width;
    line(context, x, height + 1, x, height + 6);
    writeTick(context, tick, x, height + 17, 0.5, ink);
  }
  for (const tick of axisTicks(map.window.y, tickCount("up", height))) {
    const y = (1 - tick.share) * height;
    line(context, -1, y, -6, y);
    writeTick(context, tick, -10, y, 1, ink);
  }
  writeName(context, map.x, width, height + 35, ink);
  writeName(context, map.y, -24, -16, ink);
}

function line(context: OffscreenCanvasRenderingContext2D, x1: number, y1: number, x2: number, y2: number): void {
  context.beginPath();
  context.moveTo(x1, y1);
  context.lineTo(x2, y2);
  context.stroke();
}

/** The symbol of an axis, then what it stands for; ends at x. */
function writeName(
  context: OffscreenCanvasRenderingContext2D,
  { symbol, label }: AxisName,
  x: number,
  y: number,
  ink: FrameInk,
): void {
  const { base, below, above } = symbolText(symbol);
  context.textAlign = "right";
  context.font = `italic ${LETTERS + 3}px ${ink.mathFamily}`;
  const text = `${base}${below}${above}`;
  context.fillText(text, x, y);
  if (x <= 0) return;
  const taken = context.measureText(text).width;
  context.font = `${LETTERS}px ${ink.family}`;
  // "start x" ends with its own symbol, which is there already.
  const words = label.endsWith(` ${symbol}`) ? label.slice(0, -symbol.length - 1) : label;
  context.fillText(`${words} `, x - taken - 4, y);
}
