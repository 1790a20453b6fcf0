/** Some of a map's cells, run together: those that make it known at a stride. */
export interface CellLevel {
  /** The cells whose column and row are multiples of this are known once the level is done. */
  readonly stride: number;
  /** Where the level ends in the order. */
  readonly end: number;
}

/** The order in which the cells of a map are run, coarse first, each once: cell = row · columns + column. */
export interface CellOrder {
  readonly cells: Uint32Array<ArrayBuffer>;
  readonly levels: readonly CellLevel[];
}

/**
 * @param coarsest the stride of the first level, a power of two; 1 for all cells at once, row by row.
 */
export function cellOrder(columns: number, rows: number, coarsest: number): CellOrder {
  const cells = new Uint32Array(columns * rows);
  const levels: CellLevel[] = [];
  let end = 0;
  for (let stride = coarsest; stride >= 1; stride /= 2) {
    for (let row = 0; row < rows; row += stride) {
      for (let column = 0; column < columns; column += stride) {
        const isKnown = stride < coarsest && row % (2 * stride) === 0 && column % (2 * stride) === 0;
        if (!isKnown) cells[end++] = row * columns + column;
      }
    }
    levels.push({ stride, end });
  }
  return { cells, levels };
}
