import type { Point } from "./formula-surface.ts";

/** Every pair of the coordinates: the critical points of f(x, y) = g(x) + g(y). */
export function pairs(coordinates: readonly number[]): Point[] {
  return coordinates.flatMap((x) => coordinates.map((y): Point => [x, y]));
}

/** The points of a quadrant together with their mirror images about `center`, each once. */
export function mirrored([cx, cy]: Point, quadrant: readonly Point[]): Point[] {
  return quadrant.flatMap(([x, y]) => {
    const columns = x === cx ? [x] : [x, 2 * cx - x];
    const rows = y === cy ? [y] : [y, 2 * cy - y];
    return columns.flatMap((column) => rows.map((row): Point => [column, row]));
  });
}

/** The integers from −limit to limit. */
export function integers(limit: number): number[] {
  return Array.from({ length: 2 * limit + 1 }, (_, i) => i - limit);
}
