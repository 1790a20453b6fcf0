import type { Experiment } from "../../experiment/experiment.ts";
import type { AxisTarget } from "../../experiment/map.ts";
import type { PictureState } from "../submissions.ts";
import type { ChosenStarts } from "./chosen-starts.ts";
import type { ReadoutId } from "./readout.ts";

/** A number that differs from cell to cell, and its values in f64: those of the columns, or of the rows. */
export interface CellAxis {
  readonly target: AxisTarget;
  readonly values: Float64Array;
}

export interface SweepOptions {
  /** Its values at the start hold; its ensembles' own axes, its stopping and its number of steps do not. */
  readonly experiment: Experiment;
  /** The ensemble that runs. */
  readonly ensemble: number;
  /** What the columns vary, and what the rows. */
  readonly axes: readonly [CellAxis, CellAxis];
  /** Where the trajectories of each cell start; what an axis varies is put in its place. */
  readonly starts: ChosenStarts;
  /** Whether cell i runs start i alone; not when absent: every cell runs all of them. */
  readonly hasStartPerCell?: boolean;
  readonly steps: number;
  readonly readout: ReadoutId;
  /** A loss within this of the lowest listed minimum's is there; 0 when absent. */
  readonly epsilon?: number;
  /** Whether the steps until it is there are counted; not when absent: it takes an evaluation of the loss a step. */
  readonly countsArrival?: boolean;
  /** Whether rate and class of `convergence` are measured, which takes twice the time; they are when absent. */
  readonly fitsRate?: boolean;
  /** The gradient evaluations of a trajectory that count for its loss, its place and its way to ε; all when absent. */
  readonly gradientBudget?: number;
  /** The stride of the first level, a power of two; 1 when absent: all cells in one level. */
  readonly coarsest?: number;
}

/** What is known of the cells by now. */
export interface SweepPart {
  /** CELL_NUMBERS a cell, row by row; NaN where nothing is known yet. Written to as it goes on. */
  readonly cells: Float32Array<ArrayBuffer>;
  /** The cells whose column and row are multiples of this are known; undefined while none are. */
  readonly stride: number | undefined;
  /** Of all work, from 0 to 1. */
  readonly progress: number;
}

export interface SweepRunOptions {
  readonly onPart?: (part: SweepPart) => void;
  /** Ends the run, which then throws the signal's reason. */
  readonly signal?: AbortSignal;
  /** Asked before every submission what the picture does meanwhile: submissions are then short. Absent where there is none. */
  readonly pace?: () => PictureState;
}
