import type { Experiment } from "../../experiment/experiment.ts";
import type { RaceChoice } from "../../experiment/race.ts";
import type { EnsembleBudget } from "./budget.ts";
import type { SweepAxis } from "./sweep.ts";

/** What is run of an experiment: one ensemble, without its axes and later changes, under its part of the budget. */
export interface RaceTask {
  readonly experiment: Experiment;
  readonly ensemble: number;
  readonly choice: RaceChoice;
  readonly budget: EnsembleBudget;
  /** Starts that are run, spread over the experiment's; all where there are no more. */
  readonly starts: number;
}

/** How each setting did, row by row, the first axis varying fastest, or each start. */
export interface Outcomes {
  /** Loss at the end of the budget above the lowest listed minimum; its median. +Infinity: diverged. */
  readonly loss: Float32Array;
  /**
   * The step at which the loss came within ε for the first time, or the gradient evaluations spent by then where these
   * are the budget; the median. +Infinity: never, or it diverged later.
   */
  readonly reached: Float32Array;
  /** Share at a listed minimum at the end: of one start, 0 or 1. */
  readonly share: Float32Array;
}

/** How each start did. */
export interface StartOutcomes extends Outcomes {
  readonly gradientEvaluations: Float32Array;
  /** 1 where it diverged, or its loss is beyond f32; else 0. */
  readonly diverged: Float32Array;
}

/** What runs the settings and the starts of a race. */
export interface RaceEngine {
  /** @param onPart called with the share done, from 0 to 1. */
  trySettings(task: RaceTask, axes: readonly SweepAxis[], onPart: (share: number) => void): Promise<Outcomes>;
  runStarts(task: RaceTask, onPart: (share: number) => void): Promise<StartOutcomes>;
}
