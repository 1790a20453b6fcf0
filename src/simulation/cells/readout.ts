import type { FieldType, StructLayout } from "../../gpu/struct-layout.ts";
import { structLayout } from "../../gpu/struct-layout.ts";

export type ReadoutId = "convergence" | "basins" | "sensitivity" | "trainability";

/** Numbers that a read-out makes of a cell. */
export const CELL_NUMBERS = 8;

/** What is measured of the trajectories of a map's cells while they run, and what becomes of it. */
export interface Readout {
  readonly id: ReadoutId;
  /** What is kept of each trajectory between dispatches, zero at first; read as `readouts[index].name`. */
  readonly fields: readonly (readonly [string, FieldType])[];
  /**
   * WGSL that defines what measure-none.wgsl does: `load_measure`, `measure_step` (every step), `measure_block` (every
   * 8th step), `store_measure`, and `is_measured` (nothing is left to do for this trajectory). A branch that neighbours
   * take differently costs a software adapter as much as ten steps: select() instead.
   */
  readonly measure: string;
  /**
   * WGSL that defines `fn cell_value(first: u32, count: u32) -> CellValue` of the trajectories `first` … `first + count − 1`,
   * which are the cell's.
   */
  readonly finish: string;
  /** How often the cells are run from their starts; the constant `ROUND` tells which time it is, from 0. */
  readonly rounds: number;
  /** Trajectories from each start: 2 where each has a twin, next to it. */
  readonly twins: 1 | 2;
  /** A kernel that is run over all trajectories after every so many steps: entry point `between_steps`. */
  readonly between?: { readonly every: number; readonly code: (state: StructLayout) => string };
}

/** What is kept of a trajectory: which cell it belongs to, where it began, whose random numbers it draws, and the rest. */
export function readoutLayout(readout: Readout): StructLayout {
  return structLayout("Readout", [["start", "vec2f"], ["cell", "u32"], ["stream", "u32"], ...readout.fields]);
}
