import type { MapAxis } from "../../experiment/map.ts";

/** What an axis spans, whatever varies along it. */
export type AxisSpan = Pick<MapAxis, "from" | "to" | "scale">;

/** The value at a share of the way from the lower end to the upper; beyond 0 … 1 the axis goes on as it is. */
export function valueAtShare({ from, to, scale }: AxisSpan, share: number): number {
  // The ends are exact, so that a window that is zoomed at its edge keeps it.
  if (share === 0) return from;
  if (share === 1) return to;
  return scale === "log" ? from * (to / from) ** share : from + (to - from) * share;
}

/** Where a value lies between the ends, 0 … 1, or beyond; NaN where a logarithmic axis has no place for it. */
export function shareOfValue({ from, to, scale }: AxisSpan, value: number): number {
  return scale === "log" ? Math.log(value / from) / Math.log(to / from) : (value - from) / (to - from);
}

/** The cell of `count` that holds a share of the way; those beyond the ends belong to the outermost. */
export function cellAtShare(share: number, count: number): number {
  return Math.min(count - 1, Math.max(0, Math.floor(share * count)));
}
