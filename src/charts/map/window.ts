import type { MapAxis } from "../../experiment/map.ts";
import { type AxisSpan, valueAtShare } from "./axis-scale.ts";

/** Windows that differ by less than this share of their width are as wide as each other. */
const ROUNDING = 1e-9;

/** Both axes of a map. */
export interface MapWindow {
  readonly x: MapAxis;
  readonly y: MapAxis;
}

/** Where something is, as a share of both axes, from the lower left corner. */
export interface Place {
  readonly x: number;
  readonly y: number;
}

/**
 * The window that is `factor` times as wide and high in the scales of the axes, while what is at the place stays where it
 * is seen.
 */
export function zoomedAt({ x, y }: MapWindow, place: Place, factor: number): MapWindow {
  return { x: zoomedAxis(x, place.x, factor), y: zoomedAxis(y, place.y, factor) };
}

function zoomedAxis(axis: MapAxis, at: number, factor: number): MapAxis {
  return between(axis, at - at * factor, at + (1 - at) * factor);
}

/** The window between two of its corners, in either order. */
export function zoomedInto({ x, y }: MapWindow, a: Place, b: Place): MapWindow {
  return {
    x: between(x, Math.min(a.x, b.x), Math.max(a.x, b.x)),
    y: between(y, Math.min(a.y, b.y), Math.max(a.y, b.y)),
  };
}

/** The values between two shares of an axis. */
export function valuesBetween(axis: AxisSpan, a: number, b: number): readonly [number, number] {
  return [valueAtShare(axis, Math.min(a, b)), valueAtShare(axis, Math.max(a, b))];
}

function between(axis: MapAxis, a: number, b: number): MapAxis {
  const [from, to] = valuesBetween(axis, a, b);
  return { ...axis, from, to };
}

/**
 * The window, with every end that is refused left where it was: beyond it the update is not defined.
 * @param accepts whether an axis may reach a value.
 */
export function allowedWindow(
  wanted: MapWindow,
  present: MapWindow,
  accepts: (path: string, value: number) => boolean,
): MapWindow {
  const allowed = (axis: MapAxis, before: MapAxis): MapAxis => ({
    ...axis,
    from: Number.isFinite(axis.from) && accepts(axis.path, axis.from) ? axis.from : before.from,
    to: Number.isFinite(axis.to) && accepts(axis.path, axis.to) ? axis.to : before.to,
  });
  return { x: allowed(wanted.x, present.x), y: allowed(wanted.y, present.y) };
}

/** Whether two windows show the same numbers in the same scales, so that one can be drawn within the other. */
export function isComparable(a: MapWindow, b: MapWindow): boolean {
  return (["x", "y"] as const).every((side) => a[side].path === b[side].path && a[side].scale === b[side].scale);
}

/** Whether two windows are one and the same. */
export function isSameWindow(a: MapWindow, b: MapWindow): boolean {
  return (
    isComparable(a, b) &&
    (["x", "y"] as const).every((side) => a[side].from === b[side].from && a[side].to === b[side].to)
  );
}

/** Whether the first of two comparable windows shows more in at least one direction, and less in none. */
export function isWider(a: MapWindow, b: MapWindow): boolean {
  const more = (["x", "y"] as const).map((side) => extent(a[side]) / extent(b[side]));
  return more.every((ratio) => ratio >= 1 - ROUNDING) && more.some((ratio) => ratio > 1 + ROUNDING);
}

/** How much of its scale an axis shows. */
function extent({ from, to, scale }: AxisSpan): number {
  return scale === "log" ? Math.log(to / from) : to - from;
}
