import type { Experiment } from "../../experiment/experiment.ts";
import type { RaceChoice } from "../../experiment/race.ts";
import type { Standing } from "./standing.ts";
import type { Sweep } from "./sweep.ts";

/** How far a race has come. */
export interface RaceProgress {
  readonly phase: "tuning" | "racing";
  /** Index of the ensemble that is tuned, or raced. */
  readonly ensemble: number;
  /** Of this ensemble: sweeps done, and sweeps in all. 0 of 0 while racing. */
  readonly round: number;
  readonly rounds: number;
  /** Of all work, from 0 to 1. */
  readonly progress: number;
}

/** What a race came to. */
export interface RaceResult {
  readonly choice: RaceChoice;
  /**
   * The experiment with the tuned hyperparameters, as they were raced: without axes and changes, its steps those of the
   * budget (the most that an ensemble has), its seed the next one after that of the tuning.
   */
  readonly experiment: Experiment;
  /** In the order in which they were made. */
  readonly sweeps: readonly Sweep[];
  /** Best first; those of one rank by their objective's value. */
  readonly standings: readonly Standing[];
}

export interface RaceOptions {
  /** Called after every sweep. */
  readonly onSweep?: (sweep: Sweep) => void;
  readonly onProgress?: (progress: RaceProgress) => void;
  /** Ends the race, which then throws the signal's reason. */
  readonly signal?: AbortSignal;
}
