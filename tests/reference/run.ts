import { parseExperiment } from "../../src/experiment/parse-experiment.ts";
import type { Precision } from "../../src/math/precision.ts";
import type { TrajectoryResult } from "../../src/reference/result.ts";
import { simulateReference } from "../../src/reference/simulate.ts";

/** Runs an experiment, given as a file would give it, and returns each ensemble's trajectories, every step listed. */
export function runReference(
  experiment: Readonly<Record<string, unknown>>,
  precision: Precision = "f64",
): TrajectoryResult[][] {
  const complete = parseExperiment({ version: 1, ...experiment });
  return simulateReference(complete, { precision, every: 1, state: true }).ensembles.map((e) => e.trajectories);
}

/** The only trajectory of the only ensemble. */
export function runOne(experiment: Readonly<Record<string, unknown>>, precision: Precision = "f64"): TrajectoryResult {
  const trajectory = runReference(experiment, precision)[0]?.[0];
  if (trajectory === undefined) throw new Error("The run has no trajectory.");
  return trajectory;
}
