import { shareOfValue } from "./axis-scale.ts";
import type { MapWindow, Place } from "./zoom.ts";

/** A point in the values of both axes. */
export type AxisPoint = readonly [number, number];

/** Where a point lies in a window. */
export function placeOf(window: MapWindow, [x, y]: AxisPoint): Place {
  return { x: shareOfValue(window.x, x), y: shareOfValue(window.y, y) };
}

/** Whether a place is in sight. */
export function isWithin({ x, y }: Place): boolean {
  return x >= 0 && x <= 1 && y >= 0 && y <= 1;
}

/** The path of a line, for an SVG whose field is the unit square with y down; points without a place end a stretch. */
export function pathOf(window: MapWindow, points: Iterable<AxisPoint>): string {
  let path = "";
  let isPenDown = false;
  for (const point of points) {
    const { x, y } = placeOf(window, point);
    const isThere = Number.isFinite(x) && Number.isFinite(y);
    if (isThere) path += `${isPenDown ? "L" : "M"}${x.toFixed(5)} ${(1 - y).toFixed(5)}`;
    isPenDown = isThere;
  }
  return path;
}

/** The point of a line that is the best place for its label: the one in sight nearest to the middle of the line. */
export function labelPlace(window: MapWindow, points: readonly AxisPoint[]): Place | undefined {
  const middle = (points.length - 1) / 2;
  let best: Place | undefined;
  let least = Number.POSITIVE_INFINITY;
  for (const [index, point] of points.entries()) {
    const place = placeOf(window, point);
    const away = Math.abs(index - middle);
    // A label at the edge would be cut.
    const isInside = place.x > 0.06 && place.x < 0.94 && place.y > 0.04 && place.y < 0.96;
    if (isInside && away < least) {
      best = place;
      least = away;
    }
  }
  return best;
}
