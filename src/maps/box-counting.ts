import type { MapPicture } from "./map-picture.ts";
import { CELL_NUMBERS } from "./map-picture.ts";

/** How the boxes that a boundary touches grow in number as they shrink. */
export interface BoxCounting {
  /** N ∝ s^−dimension, by least squares of ln N on ln s. */
  readonly dimension: number;
  /** Of that slope, from how far the points lie off the line: it knows nothing of what is finer than a cell. */
  readonly standardError: number;
  /** Sides of the boxes, in cells: 1, 2, 4, … */
  readonly sizes: readonly number[];
  /** Boxes that the boundary touches, as many as the whole picture would hold. */
  readonly counts: readonly number[];
}

/** A slope and its error take at least as many sizes. */
const LEAST_SIZES = 3;

/**
 * The box-counting dimension of the boundary between two kinds of cells. The boundary runs between the centres of
 * cells; a box of side s touches it where not all of the (s + 1)² centres in and on it are of one kind. Boxes are
 * powers of two, up to an eighth of the shorter side; each size is laid out at several offsets, and boxes that would
 * stick out are left out, so that the picture's border does not count.
 * @param isInside one number a cell, row by row: zero or not.
 * @returns undefined where there is no boundary, or the picture is too small for three sizes (below 32 cells).
 */
export function boxCounting(isInside: ArrayLike<number>, width: number, height: number): BoxCounting | undefined {
  const sizes: number[] = [];
  for (let size = 1; 8 * size <= Math.min(width, height); size *= 2) sizes.push(size);
  if (sizes.length < LEAST_SIZES) return undefined;
  const sums = summedTable(isInside, width, height);
  const counts = sizes.map((size) => touchedBoxes(sums, width, height, size));
  // With no box mixed at one size, none is at a smaller one.
  if (counts.some((count) => count === 0)) return undefined;
  const { slope, standardError } = leastSquares(sizes.map(Math.log), counts.map(Math.log));
  return { dimension: -slope, standardError, sizes, counts };
}

/** The dimension of the boundary between converged and not of a finished map of trainability. */
export function trainabilityBoundary({ choice, cells }: MapPicture): BoxCounting | undefined {
  const { width, height } = choice;
  const isConverged = Uint8Array.from({ length: width * height }, (_, cell) =>
    cells[cell * CELL_NUMBERS + 1] === 1 ? 1 : 0,
  );
  return boxCounting(isConverged, width, height);
}

/** Cells inside, of all those below and to the left; one column and one row more than the picture. */
function summedTable(isInside: ArrayLike<number>, width: number, height: number): Uint32Array {
  const stride = width + 1;
  const sums = new Uint32Array(stride * (height + 1));
  for (let row = 0; row < height; row += 1) {
    let along = 0;
    for (let column = 0; column < width; column += 1) {
      along += isInside[row * width + column] === 0 ? 0 : 1;
      sums[(row + 1) * stride + column + 1] = along + (sums[row * stride + column + 1] ?? 0);
    }
  }
  return sums;
}

/** Offsets of the boxes along each direction; more would cost time and tell little. */
const MOST_OFFSETS = 8;

/** The boxes of a size that touch the boundary, on average over the offsets. */
function touchedBoxes(sums: Uint32Array, width: number, height: number, size: number): number {
  const stride = width + 1;
  const between = Math.max(1, size / MOST_OFFSETS);
  const offsets = Math.ceil(size / between) ** 2;
  let area = 0;
  for (let below = between - size; below <= 0; below += between) {
    for (let before = between - size; before <= 0; before += between) {
      for (let row = below; row < height - 1; row += size) {
        const low = Math.max(0, row);
        const high = Math.min(height - 1, row + size);
        for (let column = before; column < width - 1; column += size) {
          const left = Math.max(0, column);
          const right = Math.min(width - 1, column + size);
          const under = low * stride;
          const over = (high + 1) * stride;
          const inside =
            (sums[over + right + 1] ?? 0) -
            (sums[over + left] ?? 0) -
            (sums[under + right + 1] ?? 0) +
            (sums[under + left] ?? 0);
          if (inside > 0 && inside < (high - low + 1) * (right - left + 1)) area += (high - low) * (right - left);
        }
      }
    }
  }
  return area / (offsets * size ** 2);
}

function leastSquares(x: readonly number[], y: readonly number[]): { slope: number; standardError: number } {
  const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;
  const [centreX, centreY] = [mean(x), mean(y)];
  let spread = 0;
  let product = 0;
  for (const [index, value] of x.entries()) {
    spread += (value - centreX) ** 2;
    product += (value - centreX) * ((y[index] ?? Number.NaN) - centreY);
  }
  const slope = product / spread;
  let residual = 0;
  for (const [index, value] of x.entries()) {
    residual += ((y[index] ?? Number.NaN) - centreY - slope * (value - centreX)) ** 2;
  }
  return { slope, standardError: Math.sqrt(residual / (x.length - 2) / spread) };
}
