import type { Vector } from "../math/vector.ts";
import { classifyCriticalPoint, isNearAny, sortCriticalPoints } from "./critical-points.ts";
import { descendToMinimum, polishCriticalPoint } from "./newton-search.ts";
import type { CriticalPoint, Domain, SurfaceEvaluator } from "./surface.ts";

/** Newton is started at the centres of this many columns and rows of cells. */
const CELLS = 24;

/** More points than this are no longer helpful in the picture. */
const MAXIMUM_COUNT = 64;

/**
 * Searches a domain for the zeros of the gradient by damped Newton from 24 × 24 starts in fixed order, so that the
 * same formula gives the same list. Like the squares of a chess board, every other start goes downhill, since minima
 * matter most; the rest go to whatever is near. Points between the starts may be missed, and minima at kinks are, as
 * the gradient does not vanish towards them.
 *
 * @returns at most 64 points: minima, saddles, maxima, each by rising loss, then by x and y
 */
export function findCriticalPoints(evaluator: SurfaceEvaluator, { x, y }: Domain): CriticalPoint[] {
  const width = x[1] - x[0];
  const height = y[1] - y[0];
  const diagonal = Math.hypot(width, height);
  const rough = { iterations: 24, longestStep: diagonal / CELLS, tolerance: 1e-3 * diagonal };
  const fine = { iterations: 120, longestStep: diagonal / 100, tolerance: 1e-11 * diagonal };
  const margin = 1e-9 * diagonal;
  const found: CriticalPoint[] = [];
  const seen: Vector[] = [];
  /** Newton creeps up on these, so that starts end at some distance from each other. */
  const degenerate: Vector[] = [];
  for (let cell = 0; cell < CELLS * CELLS; cell++) {
    const column = cell % CELLS;
    const row = Math.floor(cell / CELLS);
    const point = { x: x[0] + ((column + 0.5) / CELLS) * width, y: y[0] + ((row + 0.5) / CELLS) * height };
    const approach = (column + row) % 2 === 0 ? descendToMinimum : polishCriticalPoint;
    if (
      !approach(evaluator, point, rough) ||
      isNearAny(seen, point, 1e-4 * diagonal) ||
      isNearAny(degenerate, point, 5e-3 * diagonal)
    ) {
      continue;
    }
    const isInside =
      polishCriticalPoint(evaluator, point, fine) &&
      point.x >= x[0] - margin &&
      point.x <= x[1] + margin &&
      point.y >= y[0] - margin &&
      point.y <= y[1] + margin;
    if (isNearAny(seen, point, 1e-6 * diagonal)) {
      continue;
    }
    seen.push(point);
    if (isInside) {
      const { kind, isDegenerate } = classifyCriticalPoint(evaluator, point, 1e-3 * diagonal);
      if (isDegenerate) {
        degenerate.push(point);
      }
      if (kind !== undefined) {
        found.push({ ...point, kind });
      }
    }
  }
  found.sort((a, b) => a.x - b.x || a.y - b.y);
  return sortCriticalPoints(evaluator, found).slice(0, MAXIMUM_COUNT);
}
