/**
 * How the values of a sweep are spaced: evenly, in equal ratios, or so that 1 − value is in equal ratios, as suits a
 * decay rate: from .9 to .99 a memory grows as much as from .99 to .999.
 */
export type SweepScale = "linear" | "log" | "log-complement";

/** One direction of a sweep: the values that a hyperparameter is tried at, ascending. */
export interface SweepAxis {
  /** The hyperparameter's name in the optimizer's declaration. */
  readonly name: string;
  readonly values: Float64Array;
  readonly scale: SweepScale;
}

/** One step of tuning: one or two hyperparameters tried at all values, the others held. */
export interface Sweep {
  /** Index into the experiment's ensembles. */
  readonly ensemble: number;
  /** 0, 1, …: the how-manieth sweep of this ensemble. */
  readonly round: number;
  /** One or two. */
  readonly axes: readonly SweepAxis[];
  /**
   * The objective of every setting, row by row; the first axis varies fastest. Of the objective `loss`, the median loss
   * above the lowest listed minimum; of `steps`, the median step, or gradient evaluation, at which the loss came within
   * ε; of `share`, the share arrived, from 0 to 1. +Infinity: diverged, or never.
   */
  readonly objective: Float32Array;
  /** The chosen setting: its index along each axis. */
  readonly chosen: readonly number[];
  /** What the objective is there. */
  readonly chosenValue: number;
}
