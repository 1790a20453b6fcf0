import { BASIN_ENDS, BASINS } from "./cell-numbers.ts";
import { shareInterval } from "./intervals.ts";
import { CELL_NUMBERS, type MapPicture } from "./map-picture.ts";
import { measuredFrom } from "./measured-from.ts";

/** Where trajectories end: at a listed minimum, by its index, or in one of these ways. */
export type BasinEnd = number | "saddle" | "unlisted" | "underWay" | "diverged";

/** How much of a map of basins ends somewhere. */
export interface BasinShare {
  readonly end: BasinEnd;
  readonly cells: number;
  /** Of all known cells. */
  readonly share: number;
  /**
   * Of the map's area, with 95 % confidence. Cells are no random sample: inside a basin their neighbours tell nothing
   * new, at its border they may fall either way. So every pair of neighbours of which just one belongs to it counts as
   * one cell whose label was the toss of a coin. Where basins are riddled, that is as if all cells were independent;
   * where borders are smooth, it is wider than need be: twice as wide as what a grid of points is known to be good to
   * (G. Matheron, "The Theory of Regionalized Variables and Its Applications", 1971). What is smaller than a cell and
   * seen nowhere, no interval knows of.
   */
  readonly interval: readonly [number, number];
}

const ELSEWHERE = ["saddle", "unlisted", "underWay", "diverged"] as const;

/** The shares of all listed minima, in their order, then of what else there is. They sum up to 1. */
export function basinShares(picture: MapPicture): readonly BasinShare[] {
  const minima = measuredFrom(picture.experiment).minima.map((_, index) => index);
  const ends: readonly BasinEnd[] = [...minima, ...ELSEWHERE];
  const { cells, pairs, known } = countEnds(picture, ends);
  const shares = ends.map((end, place) => shareOf(end, cells[place] ?? 0, pairs[place] ?? 0, known));
  return shares.filter(({ end, cells: own }) => typeof end === "number" || own > 0);
}

/** Where the trajectory of a cell ended; `at` is the place of its first number. */
export function basinEnd(cells: Float32Array, at: number): BasinEnd {
  const minimum = cells[at + BASINS.minimum] ?? Number.NaN;
  if (minimum >= 0) return minimum;
  const end = cells[at + BASINS.end];
  return ELSEWHERE.find((name) => BASIN_ENDS[name] === end) ?? "underWay";
}

/**
 * Counts, for each end, the known cells that have it and the pairs of neighbours of which just one has it: in one go
 * through all cells, since a map has hundreds of thousands.
 */
function countEnds({ choice, cells: numbers, stride }: MapPicture, ends: readonly BasinEnd[]) {
  const [cells, pairs] = [new Float64Array(ends.length), new Float64Array(ends.length)];
  const places = new Map(ends.map((end, place) => [end, place]));
  const columns = Math.ceil(choice.width / stride);
  // The row before, from which the present one takes over cell by cell.
  const below = new Int32Array(columns);
  let known = 0;
  for (let row = 0; row < choice.height; row += stride) {
    let left = -1;
    for (let column = 0; column < columns; column += 1) {
      const end = basinEnd(numbers, (row * choice.width + column * stride) * CELL_NUMBERS);
      const place = places.get(end) ?? -1;
      known += 1;
      count(cells, place);
      if (column > 0 && left !== place) countBoth(pairs, left, place);
      if (row > 0 && below[column] !== place) countBoth(pairs, below[column] ?? -1, place);
      left = place;
      below[column] = place;
    }
  }
  return { cells, pairs, known };
}

function count(counts: Float64Array, place: number): void {
  if (place >= 0) counts[place] = (counts[place] ?? 0) + 1;
}

function countBoth(counts: Float64Array, one: number, other: number): void {
  count(counts, one);
  count(counts, other);
}

function shareOf(end: BasinEnd, cells: number, pairs: number, known: number): BasinShare {
  const share = cells / known;
  // A share of as many independent cells would have the variance of `pairs` tosses.
  const independent = pairs === 0 ? known : (4 * cells * (known - cells)) / pairs;
  const { low, high } = shareInterval(share * independent, independent);
  return { end, cells, share, interval: [low, high] };
}
