import { basinEnd } from "./basin-shares.ts";
import { CELL_NUMBERS, type MapPicture } from "./map-picture.ts";

/** Cells of two maps of basins, of the same size, that end in different places. */
export interface BasinDisagreement {
  readonly cells: number;
  /** Cells that both know. */
  readonly known: number;
  readonly share: number;
}

/** @throws Error where the maps have different numbers of cells. */
export function basinDisagreement(one: MapPicture, other: MapPicture): BasinDisagreement {
  const { width, height } = one.choice;
  if (other.choice.width !== width || other.choice.height !== height) throw new Error("The maps differ in size.");
  const stride = Math.max(one.stride, other.stride);
  let cells = 0;
  let known = 0;
  for (let row = 0; row < height; row += stride) {
    for (let column = 0; column < width; column += stride) {
      const at = (row * width + column) * CELL_NUMBERS;
      known += 1;
      if (basinEnd(one.cells, at) !== basinEnd(other.cells, at)) cells += 1;
    }
  }
  return { cells, known, share: cells / known };
}
