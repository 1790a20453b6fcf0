import type { Experiment } from "../experiment/experiment.ts";
import { surfaceOf } from "../experiment/surface-of.ts";
import { type Precision, rounding } from "../math/precision.ts";
import type { Vector } from "../math/vector.ts";
import type { Optimizer } from "../optimizers/optimizer.ts";
import { startPosition } from "./starts.ts";
import { type Conditions, Trajectory } from "./trajectory.ts";

/** A trajectory at its start, and which combination of its ensemble's axes is its own. */
export interface BegunTrajectory {
  readonly trajectory: Trajectory;
  readonly start: Readonly<Vector>;
  readonly combination: number;
}

/**
 * The trajectory of an index, before its first step.
 * @param perStart combinations of the axes: so many trajectories begin at each start.
 * @param initial the conditions of a combination at step 0.
 */
export function beginTrajectory(
  experiment: Experiment,
  optimizer: Optimizer,
  index: number,
  perStart: number,
  precision: Precision,
  initial: (combination: number) => Conditions,
): BegunTrajectory {
  const combination = index % perStart;
  const { domain } = surfaceOf(experiment.surface);
  const { starts, seed } = experiment;
  const start = startPosition(starts, Math.floor(index / perStart), domain, seed, rounding(precision));
  const [vx, vy] = starts.velocity ?? [0, 0];
  const conditions = initial(combination);
  const trajectory = new Trajectory(optimizer, experiment, index, precision, start, { x: vx, y: vy }, conditions);
  return { trajectory, start, combination };
}
