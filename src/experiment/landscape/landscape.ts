import { cellsPerUnit, GRID_SIDES, type Grid, LARGEST_VALUE } from "../../surfaces/grid-surface.ts";
import type { Domain, Interval } from "../../surfaces/surface.ts";

/** Values on a grid, with where they came from. Complete: values and domain are always there. */
export interface Landscape extends Grid {
  /** The file that a link names in place of the values; absent where the values belong to the experiment. */
  readonly file?: string;
  /** What white is worth, where the file is a picture. */
  readonly height?: number;
  /** What the values are called, where they are not named by a file. */
  readonly name?: string;
}

/** A landscape as the format's shape allows it: checked, but for what is left out. */
export interface UncheckedLandscape {
  readonly columns: number;
  readonly rows: number;
  readonly values: readonly number[];
  readonly domain?: Domain;
  readonly file?: string;
  readonly height?: number;
  readonly name?: string;
}

/** Numbers as a file holds them, and the domain where it says one. */
export interface LandscapeValues {
  readonly columns: number;
  readonly rows: number;
  /** Row by row from the smallest y, each row from the smallest x. */
  readonly values: readonly number[];
  readonly domain?: Domain;
}

/** The most characters of a name that an experiment gives its values. */
export const LONGEST_NAME = 80;

/** Landscapes that were checked: edits of other parts of an experiment do not look at millions of numbers again. */
const complete = new WeakSet<object>();

/** Whether this very object came out of {@link completeLandscape}. */
export function isComplete(value: unknown): value is Landscape {
  return typeof value === "object" && value !== null && complete.has(value);
}

/** x from −1 to 1, and y so that the cells are squares. */
export function defaultDomain(columns: number, rows: number): Domain {
  const half = (rows - 1) / (columns - 1);
  return { x: [-1, 1], y: [-half, half] };
}

/** Fills the domain, and keeps in mind that nothing here has to be checked again. */
export function completeLandscape(unchecked: UncheckedLandscape): Landscape {
  const { columns, rows, values, domain = defaultDomain(columns, rows), file, height, name } = unchecked;
  const landscape: Landscape = {
    ...(file === undefined ? {} : { file }),
    ...(name === undefined ? {} : { name }),
    columns,
    rows,
    domain,
    ...(height === undefined ? {} : { height }),
    values,
  };
  complete.add(landscape);
  return landscape;
}

/** The same values on another domain. */
export function withDomain(landscape: Landscape, domain: Domain): Landscape {
  return completeLandscape({ ...landscape, domain });
}

/** Whether there can be as many columns, or rows. */
export function isSide(count: unknown): boolean {
  return typeof count === "number" && Number.isInteger(count) && count >= GRID_SIDES[0] && count <= GRID_SIDES[1];
}

export const ALLOWED_SIDES = `${GRID_SIDES[0]} to ${GRID_SIDES[1]}`;

/** Whether a value can be a landscape's. */
export function isValue(value: unknown): value is number {
  return typeof value === "number" && Math.abs(value) <= LARGEST_VALUE;
}

export const ALLOWED_VALUES = `finite numbers of at most ${LARGEST_VALUE} in magnitude`;

/** Whether f32 can tell the cells of an axis apart at all. */
export function isResolvable(interval: Interval, count: number): boolean {
  const perUnit = Math.fround(cellsPerUnit(interval, count));
  const cell = 1 / perUnit;
  const farthest = Math.max(Math.abs(interval[0]), Math.abs(interval[1]));
  return perUnit > 0 && Number.isFinite(perUnit) && Math.fround(farthest + cell) !== Math.fround(farthest);
}
