import { getHeapStatistics } from "node:v8";
import type { Experiment } from "../experiment/experiment.ts";
import { ExperimentError } from "../experiment/experiment-error.ts";
import { trajectoryCount } from "../experiment/trajectory-count.ts";
import { findOptimizer } from "../optimizers/index.ts";

/** What V8 keeps, in bytes, rounded up from its object layout: a pair of numbers with its place in a list, … */
const PAIR = 80;
/** … and the step and the loss beside it. */
const STEP_AND_LOSS = 24;
const TRAJECTORY = 1000;
/** The rest is for the text that is being written and for the garbage. */
const USABLE_SHARE = 0.6;

/**
 * Refuses an experiment whose listed steps would not fit in memory, before it runs: each result is held whole.
 * @throws ExperimentError that says how many listed steps fit.
 */
export function checkMemory(experiment: Experiment, options: { every: number; state: boolean }): void {
  const listed = Math.ceil(experiment.steps / options.every) + 1;
  const usable = getHeapStatistics().heap_size_limit * USABLE_SHARE;
  let bytes = 0;
  let total = 0;
  for (const [index, ensemble] of experiment.ensembles.entries()) {
    const slots = options.state ? Object.keys(findOptimizer(ensemble.optimizer)?.state ?? {}).length : 0;
    const count = trajectoryCount(experiment, index);
    total += count * listed;
    bytes += count * (TRAJECTORY + listed * (STEP_AND_LOSS + PAIR * (1 + slots)));
  }
  if (bytes <= usable) return;
  const fitting = Math.floor((total * usable) / bytes);
  const allowed = `about ${fitting} in this much memory: list fewer steps (--every), start fewer trajectories, or split it`;
  throw new ExperimentError([], `${total} listed steps over all trajectories`, allowed);
}
