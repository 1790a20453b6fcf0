/** How values lie along an axis: evenly, or by their decimal logarithm. */
export type Scaling = "linear" | "log";

/** Where a value lies on its axis: itself, or log₁₀ of it, which is −∞ for 0 and NaN below. */
export function toAxis(value: number, scaling: Scaling): number {
  return scaling === "log" ? Math.log10(value) : value;
}

/** The value at a place of an axis. */
export function fromAxis(place: number, scaling: Scaling): number {
  return scaling === "log" ? 10 ** place : place;
}
