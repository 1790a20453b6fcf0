import { combinations } from "./axis-values.ts";
import type { Experiment, Starts } from "./experiment.ts";

/** How many points a choice of starts has. */
export function startCount(starts: Starts): number {
  switch (starts.kind) {
    case "points":
      return starts.points.length;
    case "grid":
      return starts.columns * starts.rows;
    default:
      return starts.count;
  }
}

/** How many trajectories an ensemble has: every start at every combination of its axes. 0 for an unknown index. */
export function trajectoryCount(experiment: Pick<Experiment, "starts" | "ensembles">, ensembleIndex: number): number {
  const ensemble = experiment.ensembles[ensembleIndex];
  if (ensemble === undefined) return 0;
  return startCount(experiment.starts) * combinations(ensemble);
}
