/** Where a segment enters and leaves a square, as shares of it; undefined where it passes by. */
export type Passage = readonly [from: number, to: number];

/**
 * The part of the segment from (x₀, y₀) to (x₁, y₁) that lies within [low, high] in both coordinates. All finite.
 * Source: Y.-D. Liang and B. A. Barsky, A new concept and method for line clipping, 1984.
 */
export function clipSegment(
  x0: number,
  y0: number,
  x1: number,
  y1: number,
  low: number,
  high: number,
): Passage | undefined {
  let from = 0;
  let to = 1;
  for (const [start, end] of [
    [x0, x1],
    [y0, y1],
  ] as const) {
    const way = end - start;
    if (way === 0) {
      if (start < low || start > high) return undefined;
      continue;
    }
    const atLow = (low - start) / way;
    const atHigh = (high - start) / way;
    from = Math.max(from, Math.min(atLow, atHigh));
    to = Math.min(to, Math.max(atLow, atHigh));
  }
  return from <= to ? [from, to] : undefined;
}
