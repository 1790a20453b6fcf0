import { SAMPLE_BYTES } from "../../simulation/history-layout.ts";
import type { Amount } from "./contender.ts";
import { LONGEST_RUN } from "./workload.ts";

/** The engine records every so many steps: whole strides only. */
const STRIDE = 8;
/** The histories of the engine's runs in one round take no more than this, at 64 samples of 16 bytes a trajectory. */
const HISTORY_BYTES = 2 ** 28;
const SAMPLES = 64;
const MOST_RUNS = 256;
/** Runs of a huge crowd last as long, so that loading and storing its states weighs as much as with a smaller one. */
const SHORTEST_RUN = 256;

/** A whole crowd's runs that make about so many trajectory-steps: longer ones first, then more of them. */
export function crowdAmount(trajectories: number, total: number): Amount {
  const wanted = STRIDE * Math.round(total / trajectories / STRIDE);
  const steps = Math.min(Math.max(wanted, SHORTEST_RUN), LONGEST_RUN);
  const fitting = Math.floor(HISTORY_BYTES / (trajectories * SAMPLES * SAMPLE_BYTES));
  const runs = Math.round(total / (trajectories * steps));
  return { trajectories, steps, runs: Math.max(1, Math.min(runs, fitting, MOST_RUNS)) };
}
