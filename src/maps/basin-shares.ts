import { BASIN_ENDS, BASINS } from "./cell-numbers.ts";
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

/** The known cells of a map of basins, as a smaller grid. */
interface KnownEnds {
  readonly columns: number;
  readonly rows: number;
  readonly ends: readonly BasinEnd[];
}

const ELSEWHERE = ["saddle", "unlisted", "underWay", "diverged"] as const;

/** The shares of all listed minima, in their order, then of what else there is. They sum up to 1. */
export function basinShares(picture: MapPicture): readonly BasinShare[] {
  const known = knownEnds(picture);
  const minima = measuredFrom(picture.experiment).minima.map((_, index) => index);
  const shares = [...minima, ...ELSEWHERE].map((end) => shareOf(end, known));
  return shares.filter(({ end, cells }) => typeof end === "number" || cells > 0);
}

/** Where the trajectory of a cell ended; `at` is the place of its first number. */
export function basinEnd(cells: Float32Array, at: number): BasinEnd {
  const minimum = cells[at + BASINS.minimum] ?? Number.NaN;
  if (minimum >= 0) return minimum;
  const end = cells[at + BASINS.end];
  return ELSEWHERE.find((name) => BASIN_ENDS[name] === end) ?? "underWay";
}

function knownEnds({ choice, cells, stride }: MapPicture): KnownEnds {
  const ends: BasinEnd[] = [];
  for (let row = 0; row < choice.height; row += stride) {
    for (let column = 0; column < choice.width; column += stride) {
      ends.push(basinEnd(cells, (row * choice.width + column) * CELL_NUMBERS));
    }
  }
  return { columns: Math.ceil(choice.width / stride), rows: Math.ceil(choice.height / stride), ends };
}

function shareOf(end: BasinEnd, { columns, rows, ends }: KnownEnds): BasinShare {
  let cells = 0;
  let pairs = 0;
  for (let row = 0; row < rows; row += 1) {
    for (let column = 0; column < columns; column += 1) {
      const at = row * columns + column;
      const isIn = ends[at] === end;
      if (isIn) cells += 1;
      if (column + 1 < columns && (ends[at + 1] === end) !== isIn) pairs += 1;
      if (row + 1 < rows && (ends[at + columns] === end) !== isIn) pairs += 1;
    }
  }
  const share = cells / ends.length;
  // A share of as many independent cells would have the variance of `pairs` tosses.
  const independent = pairs === 0 ? ends.length : (4 * cells * (ends.length - cells)) / pairs;
  return { end, cells, share, interval: wilson(share, independent) };
}

/** The quantile of the normal distribution that leaves 2.5 % beyond. */
const Z = 1.959964;

/** E. B. Wilson's interval for a share of `count` independent cells, 1927: within [0, 1], and of use at 0 and 1 too. */
function wilson(share: number, count: number): readonly [number, number] {
  const weight = Z ** 2 / count;
  const centre = (share + weight / 2) / (1 + weight);
  const half = (Z / (1 + weight)) * Math.sqrt((share * (1 - share)) / count + weight / (4 * count));
  return [Math.max(0, centre - half), Math.min(1, centre + half)];
}
