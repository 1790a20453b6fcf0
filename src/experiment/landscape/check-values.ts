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
export function checkValues(values: readonly number[], columns: number, rowOf = (row: number): number => row): void {
  const index = values.findIndex((value) => !isValue(value));
  if (index < 0) return;
  const row = rowOf(Math.floor(index / columns)) + 1;
  const column = (index % columns) + 1;
  throw new LandscapeFileError(`row ${row}, column ${column}: ${values[index]}; allowed are ${ALLOWED_VALUES}`);
}
