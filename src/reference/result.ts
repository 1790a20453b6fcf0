import type { Point } from "../experiment/experiment.ts";
import type { Precision } from "../math/precision.ts";

/** What a trajectory is doing; the numbers under which the GPU keeps it are the positions in this list. */
export const STATUSES = ["running", "converged", "stationary", "diverged"] as const;
export type Status = (typeof STATUSES)[number];

/** How often an optimizer asked for each kind of value. */
export interface Evaluations {
  loss: number;
  gradient: number;
  hessian: number;
}

/** One trajectory as the command line prints it. `losses` are the full, noiseless loss at `points`. */
export interface TrajectoryResult {
  start: Point;
  status: Status;
  /** The step that would have left the representable plane; the trajectory stays where it was before it. */
  divergedAt: number | null;
  /** Index of the minimum that it has arrived at, in the surface's order. */
  basin: number | null;
  evaluations: Evaluations;
  steps: number[];
  points: Point[];
  losses: number[];
  /** By slot, one entry a listed step: [value] of a scalar, [x, y] of a vector. */
  state?: Record<string, number[][]>;
}

export interface SimulationResult {
  engine: "cpu" | "gpu";
  precision: Precision;
  ensembles: { optimizer: string; trajectories: TrajectoryResult[] }[];
}

/** The steps at which a run is listed: 0, every, 2·every, …, and always the last. */
export function listedSteps(steps: number, every: number): number[] {
  const listed: number[] = [];
  for (let step = 0; step < steps; step += every) listed.push(step);
  listed.push(steps);
  return listed;
}
