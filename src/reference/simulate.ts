import { combinations } from "../experiment/axis-values.ts";
import { applyChanges } from "../experiment/changes.ts";
import type { Experiment } from "../experiment/experiment.ts";
import { startCount } from "../experiment/trajectory-count.ts";
import type { Precision } from "../math/precision.ts";
import type { Vector } from "../math/vector.ts";
import type { Optimizer } from "../optimizers/optimizer.ts";
import { basinOf, targetsOf } from "./arrival.ts";
import { beginTrajectory } from "./begin-trajectory.ts";
import { conditionsByStep, optimizerOf } from "./conditions.ts";
import { listedSteps, type SimulationResult, type TrajectoryResult } from "./result.ts";
import type { Conditions } from "./trajectory.ts";

export interface SimulateOptions {
  readonly precision: Precision;
  /** List every K-th step; 0 and the last are always listed. */
  readonly every: number;
  /** Whether the optimizer's state is listed too. */
  readonly state: boolean;
}

/** Runs a whole experiment on the CPU: the implementation that everything else is checked against. */
export function simulateReference(experiment: Experiment, options: SimulateOptions): SimulationResult {
  const ensembles = experiment.ensembles.map((ensemble, index) => {
    const optimizer = optimizerOf(ensemble.optimizer);
    const perStart = combinations(ensemble);
    const count = startCount(experiment.starts) * perStart;
    const conditions = conditionsByStep(experiment, index, options.precision);
    const trajectories = Array.from({ length: count }, (_, trajectory) =>
      run(experiment, optimizer, trajectory, perStart, conditions, options),
    );
    return { optimizer: ensemble.optimizer, trajectories };
  });
  return { engine: "cpu", precision: options.precision, ensembles };
}

function run(
  experiment: Experiment,
  optimizer: Optimizer,
  index: number,
  perStart: number,
  conditions: Map<number, (combination: number) => Conditions>,
  options: SimulateOptions,
): TrajectoryResult {
  const initial = conditions.get(0);
  if (initial === undefined) throw new Error("A run has no conditions at step 0.");
  const { precision } = options;
  const { trajectory, start, combination } = beginTrajectory(
    experiment,
    optimizer,
    index,
    perStart,
    precision,
    initial,
  );

  const result: TrajectoryResult = {
    start: [start.x, start.y],
    status: "running",
    divergedAt: null,
    basin: null,
    evaluations: trajectory.evaluations,
    steps: listedSteps(experiment.steps, options.every),
    points: [],
    losses: [],
    ...(options.state ? { state: Object.fromEntries(Object.keys(optimizer.state).map((slot) => [slot, []])) } : {}),
  };
  let step = 0;
  for (const listed of result.steps) {
    for (; step < listed; step += 1) {
      const changed = conditions.get(step);
      if (changed !== undefined) trajectory.conditions = changed(combination);
      trajectory.advance(step + 1);
    }
    result.points.push([trajectory.position.x, trajectory.position.y]);
    result.losses.push(trajectory.loss());
    for (const [slot, values] of Object.entries(result.state ?? {})) values.push(listSlot(trajectory.state[slot]));
  }
  result.status = trajectory.status;
  result.divergedAt = trajectory.divergedAt;
  result.basin = basinOf(trajectory.position, targetsOf(applyChanges(experiment, experiment.steps)));
  return result;
}

function listSlot(value: Vector | number | undefined): number[] {
  if (value === undefined) return [];
  return typeof value === "number" ? [value] : [value.x, value.y];
}
