import type { FrameInk } from "./framed-ink.ts";
import { type AxisPoint, isWithin, placeOf } from "./overlay-geometry.ts";
import type { MapWindow, Place } from "./window.ts";

/** A line over the field, in the values of the axes. */
export interface FramedLine {
  readonly points: readonly AxisPoint[];
  readonly width: number;
  readonly dash: readonly number[];
}

/** What is drawn within the axes of a map. */
export interface FramedField {
  readonly window: MapWindow;
  /** Absent where they are drawn already. */
  readonly cells?: CanvasImageSource;
  readonly lines: readonly FramedLine[];
  readonly marks: readonly AxisPoint[];
  /** Of the field, in the picture's units. */
  readonly field: { readonly width: number; readonly height: number };
}

/** Draws the cells of a map with the lines and marks over them, from the origin on. */
export function drawField(context: OffscreenCanvasRenderingContext2D, map: FramedField, ink: FrameInk): void {
  const { width, height } = map.field;
  const at = ({ x, y }: Place) => [x * width, (1 - y) * height] as const;
  context.save();
  context.beginPath();
  context.rect(0, 0, width, height);
  context.clip();
  context.imageSmoothingEnabled = false;
  if (map.cells !== undefined) context.drawImage(map.cells, 0, 0, width, height);
  for (const { points, width: thickness, dash } of map.lines) {
    context.beginPath();
    for (const [index, point] of points.entries()) {
      const [left, top] = at(placeOf(map.window, point));
      if (index === 0) context.moveTo(left, top);
      else context.lineTo(left, top);
    }
    context.setLineDash([]);
    context.lineWidth = thickness + 2;
    context.strokeStyle = ink.halo;
    context.stroke();
    context.setLineDash([...dash]);
    context.lineWidth = thickness;
    context.strokeStyle = ink.over;
    context.stroke();
  }
  context.setLineDash([]);
  for (const mark of map.marks) {
    const place = placeOf(map.window, mark);
    if (!isWithin(place)) continue;
    const [left, top] = at(place);
    for (const [color, thickness] of [
      [ink.halo, 4],
      [ink.over, 2],
    ] as const) {
      context.beginPath();
      context.arc(left, top, 5.5, 0, 2 * Math.PI);
      context.lineWidth = thickness;
      context.strokeStyle = color;
      context.stroke();
    }
  }
  context.restore();
}
