import type { Experiment } from "../experiment/experiment.ts";
import { type MeasuredFrom, StatisticsTargets } from "../simulation/statistics-targets.ts";

const targets = new StatisticsTargets();

/** The listed minima of an experiment's surface, and the lowest one's loss; computed once a surface. */
export function measuredFrom(experiment: Experiment): MeasuredFrom {
  return targets.of(experiment);
}
