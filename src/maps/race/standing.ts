import type { HyperparameterValues } from "../../optimizers/optimizer.ts";
import type { Uncertain } from "../intervals.ts";

/** How an ensemble did in the race. */
export interface Standing {
  /** Index into the experiment's ensembles. */
  readonly ensemble: number;
  /** Complete, tuned. */
  readonly hyperparameters: HyperparameterValues;
  /** The race's objective. */
  readonly objective: Uncertain;
  /** Of the starts, those at a listed minimum at the end, from 0 to 1; NaN where the surface lists none. */
  readonly share: Uncertain;
  /** Mean gradient evaluations of a trajectory. */
  readonly evaluations: number;
  /** Trajectories that diverged. */
  readonly diverged: number;
  /** Settings that were tried to tune it. */
  readonly tried: number;
  /** From 1; ensembles whose intervals overlap the best one's of their rank share it. */
  readonly rank: number;
}
