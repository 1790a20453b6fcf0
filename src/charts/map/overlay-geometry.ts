import { shareOfValue } from "./axis-scale.ts";
import type { MapWindow, Place } from "./window.ts";

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

/** Labels this far from each other, as a share of the field, need be no farther. */
const FAR = 0.3;
/** A label nearer to the border than this would be cut. */
const EDGE = { x: 0.06, y: 0.04 } as const;

/**
 * The point of some lines that is the best place for their label: as far as need be from the labels that are there
 * already, and then near the middle of its line. Undefined where none is well in sight.
 */
export function labelPlace(
  window: MapWindow,
  lines: readonly (readonly AxisPoint[])[],
  others: readonly Place[],
): Place | undefined {
  let best: Place | undefined;
  let most = Number.NEGATIVE_INFINITY;
  for (const points of lines) {
    for (const [index, point] of points.entries()) {
      const place = placeOf(window, point);
      const isInside = place.x > EDGE.x && place.x < 1 - EDGE.x && place.y > EDGE.y && place.y < 1 - EDGE.y;
      if (!isInside) continue;
      const free = Math.min(FAR, ...others.map((other) => Math.hypot(other.x - place.x, other.y - place.y)));
      const offMiddle = Math.abs(index / (points.length - 1 || 1) - 0.5);
      const worth = free - 0.1 * offMiddle;
      if (worth <= most) continue;
      most = worth;
      best = place;
    }
  }
  return best;
}
