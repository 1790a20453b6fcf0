import type { Vector } from "../math/vector.ts";
import type { Domain } from "../surfaces/surface.ts";

/** What a start of critical-search.wgsl ended at. */
const MINIMUM = 1;
const OTHER_ZERO = 2;
const STALLED = 3;

/** How many of each are worth refining, and how finely a side of the domain is divided to tell them apart. */
const KEPT = [
  { end: MINIMUM, most: 512, places: 1024 },
  { end: OTHER_ZERO, most: 256, places: 512 },
  // Along a crease every start stalls, and one search follows it: a few are enough.
  { end: STALLED, most: 64, places: 32 },
] as const;

/**
 * Thins out where the starts of a search ended: of those in one place, the lowest.
 *
 * @param ends four numbers a start, as critical-search.wgsl writes them: x, y, loss, what is there
 * @returns minima, then other zeros of the gradient, then where searches downhill stalled, each by rising loss
 */
export function thinCandidates(ends: Float32Array, { x, y }: Domain): Vector[] {
  const sorted = KEPT.map((): number[] => []);
  for (let i = 0; i < ends.length; i += 4) {
    const group = KEPT.findIndex(({ end }) => end === ends[i + 3]);
    if (Number.isFinite(ends[i + 2])) sorted[group]?.push(i);
  }
  return KEPT.flatMap(({ most, places }, group) => {
    const taken = new Set<number>();
    const kept: Vector[] = [];
    const byLoss = (sorted[group] ?? []).sort((a, b) => (ends[a + 2] ?? 0) - (ends[b + 2] ?? 0) || a - b);
    for (const i of byLoss) {
      const point = { x: ends[i] ?? 0, y: ends[i + 1] ?? 0 };
      const column = Math.floor(((point.x - x[0]) / (x[1] - x[0])) * places);
      const row = Math.floor(((point.y - y[0]) / (y[1] - y[0])) * places);
      const place = row * 4 * places + column;
      if (taken.has(place)) continue;
      taken.add(place);
      kept.push(point);
      if (kept.length === most) break;
    }
    return kept;
  });
}
