import { CELL_NUMBERS, type MapPicture } from "./map-picture.ts";

/** Some of the numbers of every cell: `count` in a row, the first of them at `first`. */
export function pickedValues({ cells }: MapPicture, first: number, count = 1): Float32Array {
  const values = new Float32Array((cells.length / CELL_NUMBERS) * count);
  for (let index = 0; index < count; index++) {
    let from = first + index;
    for (let to = index; to < values.length; to += count) {
      values[to] = cells[from] ?? Number.NaN;
      from += CELL_NUMBERS;
    }
  }
  return values;
}
