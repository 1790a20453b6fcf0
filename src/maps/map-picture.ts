import type { Experiment } from "../experiment/experiment.ts";
import type { MapChoice } from "../experiment/map.ts";

export { CELL_NUMBERS } from "../simulation/cells/readout.ts";

/** A map as far as it is known. It is replaced, never changed, as it refines. */
export interface MapPicture {
  /** What was run, its `map` present; the cells are those of its width and height. */
  readonly experiment: Experiment;
  readonly choice: MapChoice;
  /** The values of both axes at the centres of the cells, in f64. */
  readonly x: Float64Array;
  readonly y: Float64Array;
  /**
   * `CELL_NUMBERS` numbers a cell, row by row from the smallest y; what they are, the map's read-out says. NaN
   * where nothing is known yet. The array may be shared with later pictures of the same run.
   */
  readonly cells: Float32Array;
  /** The cells whose column and row are multiples of this are known; 1: all of them. */
  readonly stride: number;
  /** Of all work, from 0 to 1. */
  readonly progress: number;
}

/** The column, or row, of the known cell that stands for another until that is known itself. */
export function knownIndex(index: number, stride: number): number {
  return index - (index % stride);
}
