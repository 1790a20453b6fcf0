import type { Vector } from "../math/vector.ts";
import type { CriticalPoint, SurfaceEvaluator } from "./surface.ts";

const KINDS: readonly CriticalPoint["kind"][] = ["minimum", "saddle", "maximum", "degenerate"];

/**
 * Orders points by kind (minima, saddles, maxima, degenerate points), then by loss, lowest first. Losses within 1e-9 of their largest
 * magnitude are equal, and keep the order they came in.
 */
export function sortCriticalPoints(evaluator: SurfaceEvaluator, points: readonly CriticalPoint[]): CriticalPoint[] {
  const ranked = points.map((point) => ({ point, loss: evaluator.loss(point.x, point.y) }));
  const quantum = 1e-9 * Math.max(1, ...ranked.map(({ loss }) => Math.abs(loss)));
  return ranked
    .sort(
      (a, b) =>
        KINDS.indexOf(a.point.kind) - KINDS.indexOf(b.point.kind) ||
        Math.round(a.loss / quantum) - Math.round(b.loss / quantum),
    )
    .map(({ point }) => point);
}

/** Whether a point of the list lies within `distance`. */
export function isNearAny(points: readonly Readonly<Vector>[], { x, y }: Readonly<Vector>, distance: number): boolean {
  return points.some((other) => Math.hypot(other.x - x, other.y - y) <= distance);
}
