import type { Experiment } from "../../experiment/experiment.ts";
import { trajectoryCount } from "../../experiment/trajectory-count.ts";
import { findOptimizer } from "../../optimizers/index.ts";

/** What V8 keeps, in bytes, rounded up from its object layout: a pair of numbers with its place in a list, … */
const PAIR = 80;
/** … and the step and the loss beside it. */
const STEP_AND_LOSS = 24;
const TRAJECTORY = 1000;

/** What it takes to hold every listed step of a run before it is written. */
export interface Listing {
  /** Listed steps over all trajectories. */
  readonly listed: number;
  readonly bytes: number;
}

/** How much listing the trajectories of an experiment takes, with or without their state. */
export function listingOf(experiment: Experiment, options: { every: number; state: boolean }): Listing {
  const steps = Math.ceil(experiment.steps / options.every) + 1;
  let [listed, bytes] = [0, 0];
  for (const [index, ensemble] of experiment.ensembles.entries()) {
    const slots = options.state ? Object.keys(findOptimizer(ensemble.optimizer)?.state ?? {}).length : 0;
    const count = trajectoryCount(experiment, index);
    listed += count * steps;
    bytes += count * (TRAJECTORY + steps * (STEP_AND_LOSS + PAIR * (1 + slots)));
  }
  return { listed, bytes };
}
