import type { Box } from "./box.ts";

/** A canvas in memory on which letters are drawn in software, alike everywhere. */
export function contextOf(width: number, height: number): OffscreenCanvasRenderingContext2D {
  const canvas = new OffscreenCanvas(Math.max(1, Math.ceil(width)), Math.max(1, Math.ceil(height)));
  const context = canvas.getContext("2d", { willReadFrequently: true });
  if (context === null) throw new Error("The browser has no canvas left to draw on.");
  // Letters as large as they are meant to be at every size, not rounded to whole pixels.
  context.textRendering = "geometricPrecision";
  return context;
}

/** What is painted once and shown in many frames. */
export interface Picture extends Box {
  readonly canvas: OffscreenCanvas;
}

/** Paints what lies within a box of the film; `paint` has the film's own places. */
export function pictureOf(box: Box, paint: (context: OffscreenCanvasRenderingContext2D) => void): Picture {
  const [left, top] = [Math.floor(box.left), Math.floor(box.top)];
  const [width, height] = [Math.ceil(box.left + box.width) - left, Math.ceil(box.top + box.height) - top];
  const context = contextOf(width, height);
  context.translate(-left, -top);
  paint(context);
  return { left, top, width, height, canvas: context.canvas };
}

/** Shows a picture where it belongs. */
export function show(
  context: OffscreenCanvasRenderingContext2D,
  { canvas, left, top }: Picture,
  opacity: number,
): void {
  context.globalAlpha = opacity;
  context.drawImage(canvas, left, top);
  context.globalAlpha = 1;
}
