import { ALLOWED_SIDES, ALLOWED_VALUES, isSide, isValue } from "./landscape.ts";
import { LandscapeFileError } from "./landscape-file-error.ts";

/**
 * @param place where the size stands in the file.
 * @throws LandscapeFileError
 */
export function checkSides(columns: number, rows: number, place: string): void {
  if (isSide(columns) && isSide(rows)) return;
  throw new LandscapeFileError(`${place}: ${rows} rows of ${columns}; allowed ${ALLOWED_SIDES} of each`);
}

/** @throws LandscapeFileError naming the first row and column, counted from 1, whose number cannot be a height. */
export function checkValues(values: readonly number[], columns: number): void {
  const index = values.findIndex((value) => !isValue(value));
  if (index >= 0) checkValue(values[index], Math.floor(index / columns), index % columns);
}

/** @throws LandscapeFileError naming the row and column, given from 0 and counted from 1. */
export function checkValue(value: number | undefined, row: number, column: number): void {
  if (isValue(value)) return;
  throw new LandscapeFileError(`row ${row + 1}, column ${column + 1}: ${value}; allowed are ${ALLOWED_VALUES}`);
}
