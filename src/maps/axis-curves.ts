import type { MapAxis } from "../experiment/map.ts";

/** A point of a map, in values of its axes. */
export type AxisPoint = readonly [x: number, y: number];

/** A curve over 0 ≤ t ≤ 1 along which either coordinate rises, falls or stays, never turns. */
export type MonotoneCurve = (t: number) => AxisPoint;

type Frame = Readonly<Record<"x" | "y", Pick<MapAxis, "from" | "to" | "scale">>>;

/** Chords leave the curve by at most this share of the window's width or height. */
const FLATNESS = 1e-4;

/**
 * The part of a curve within a map's window, as points close enough together to look smooth on the map's own scales
 * (chords stay within 1e-4 of its width and height), whatever it is zoomed to. Every point is one of the curve's own,
 * and the part ends where the curve leaves the window, found in t by bisection to the last bit. Undefined where none
 * of it is within, or only what runs along an edge.
 */
export function visibleCurve(curve: MonotoneCurve, frame: Frame): readonly AxisPoint[] | undefined {
  const alongX = insideOf((t) => curve(t)[0], frame.x);
  const alongY = insideOf((t) => curve(t)[1], frame.y);
  if (alongX === undefined || alongY === undefined) return undefined;
  const from = Math.max(alongX.from, alongY.from);
  const to = Math.min(alongX.to, alongY.to);
  if (from >= to) return undefined;
  const points: AxisPoint[] = [curve(from)];
  const first = 8;
  for (let i = 0; i < first; i++) {
    const share = (k: number) => (k === first ? to : from + ((to - from) * k) / first);
    append(points, curve, share(i), share(i + 1), frame, 0);
  }
  return points;
}

/** The t at which a monotone coordinate is on the axis; undefined where it is nowhere, or stays on an edge. */
function insideOf(
  coordinate: (t: number) => number,
  { from, to }: Pick<MapAxis, "from" | "to">,
): { readonly from: number; readonly to: number } | undefined {
  const [low, high] = from <= to ? [from, to] : [to, from];
  const [start, end] = [coordinate(0), coordinate(1)];
  if (start === end) return start > low && start < high ? { from: 0, to: 1 } : undefined;
  if (Math.max(start, end) < low || Math.min(start, end) > high) return undefined;
  const rises = start < end;
  const isPastLow = (t: number) => coordinate(t) >= low;
  const isWithinHigh = (t: number) => coordinate(t) <= high;
  return rises
    ? { from: firstThat(isPastLow), to: lastThat(isWithinHigh) }
    : { from: firstThat(isWithinHigh), to: lastThat(isPastLow) };
}

/** The smallest t in [0, 1] at which a test, once passed, is passed for good. */
function firstThat(test: (t: number) => boolean): number {
  if (test(0)) return 0;
  let [before, after] = [0, 1];
  for (;;) {
    const middle = (before + after) / 2;
    if (middle <= before || middle >= after) return after;
    if (test(middle)) after = middle;
    else before = middle;
  }
}

/** The largest t in [0, 1] at which a test, once failed, is failed for good. */
function lastThat(test: (t: number) => boolean): number {
  if (test(1)) return 1;
  let [before, after] = [0, 1];
  for (;;) {
    const middle = (before + after) / 2;
    if (middle <= before || middle >= after) return before;
    if (test(middle)) before = middle;
    else after = middle;
  }
}

/** Appends the points after `from` up to `to`, halving until chords are flat. */
function append(
  points: AxisPoint[],
  curve: MonotoneCurve,
  from: number,
  to: number,
  frame: Frame,
  depth: number,
): void {
  const middle = (from + to) / 2;
  if (depth < 10 && offChord(curve(from), curve(middle), curve(to), frame) > FLATNESS) {
    append(points, curve, from, middle, frame, depth + 1);
    append(points, curve, middle, to, frame, depth + 1);
    return;
  }
  points.push(curve(to));
}

/** How far a point lies off the line through two others, in shares of its sides. */
function offChord(a: AxisPoint, point: AxisPoint, b: AxisPoint, frame: Frame): number {
  const place = ([x, y]: AxisPoint) => [axisShare(frame.x, x), axisShare(frame.y, y)] as const;
  const [ax, ay] = place(a);
  const [bx, by] = place(b);
  const [px, py] = place(point);
  const length = Math.hypot(bx - ax, by - ay);
  if (length === 0) return Math.hypot(px - ax, py - ay);
  return Math.abs((px - ax) * (by - ay) - (py - ay) * (bx - ax)) / length;
}

/** Where a value lies on an axis: 0 at `from`, 1 at `to`, in the axis's scale. */
function axisShare({ from, to, scale }: Pick<MapAxis, "from" | "to" | "scale">, value: number): number {
  return scale === "log" ? Math.log(value / from) / Math.log(to / from) : (value - from) / (to - from);
}
