import { combinations } from "../experiment/axis-values.ts";
import { applyChanges } from "../experiment/changes.ts";
import type { Ensemble, Experiment, Noise } from "../experiment/experiment.ts";
import { scheduleFactor } from "../experiment/schedule.ts";
import { surfaceOf } from "../experiment/surface-of.ts";
import { startCount } from "../experiment/trajectory-count.ts";
import { type Precision, type Round, rounding } from "../math/precision.ts";
import type { Vector } from "../math/vector.ts";
import { findOptimizer, optimizers } from "../optimizers/index.ts";
import type { Optimizer } from "../optimizers/optimizer.ts";
import type { LinearSystem, ParameterValues, Surface } from "../surfaces/surface.ts";
import { basinOf, targetsOf } from "./arrival.ts";
import { stepHyperparameters } from "./hyperparameters.ts";
import { type NoiseFactor, noiseFactor } from "./noise.ts";
import { listedSteps, type SimulationResult, type TrajectoryResult } from "./result.ts";
import { startPosition } from "./starts.ts";
import { type Conditions, Trajectory } from "./trajectory.ts";

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

function optimizerOf(id: string): Optimizer {
  const optimizer = findOptimizer(id);
  if (optimizer === undefined) {
    throw new Error(`There is no optimizer "${id}"; there are ${optimizers.map((known) => known.id).join(", ")}.`);
  }
  return optimizer;
}

/** The conditions of an ensemble's trajectories: from step 0, and from each step that a change was made at. */
function conditionsByStep(
  experiment: Experiment,
  index: number,
  precision: Precision,
): Map<number, (combination: number) => Conditions> {
  const byStep = new Map<number, (combination: number) => Conditions>();
  for (const step of [0, ...experiment.changes.map((change) => change.step)]) {
    const current = applyChanges(experiment, step);
    const ensemble = current.ensembles[index];
    if (byStep.has(step) || ensemble === undefined) continue;
    const round = rounding(precision);
    const declared = surfaceOf(current.surface);
    const { parameters } = current.surface;
    const fixed = {
      surface: declared.evaluator(parameters, precision),
      noise: roundedFactor(current.noise, round),
      batchSize: current.noise.kind === "minibatch" ? current.noise.size : undefined,
      schedule: scheduleOf(ensemble, experiment.steps, round),
      linearSystem: roundedSystem(declared, parameters, round),
    };
    const cache = new Map<number, Conditions>();
    byStep.set(step, (combination) => {
      const known = cache.get(combination);
      if (known !== undefined) return known;
      const hyperparameters = stepHyperparameters(optimizerOf(ensemble.optimizer), ensemble, combination, round);
      const fresh = { ...fixed, hyperparameters };
      cache.set(combination, fresh);
      return fresh;
    });
  }
  return byStep;
}

function roundedFactor(noise: Noise, round: Round): NoiseFactor | undefined {
  if (noise.kind !== "gaussian") return undefined;
  const { xx, yx, yy } = noiseFactor(noise);
  return { xx: round(xx), yx: round(yx), yy: round(yy) };
}

function scheduleOf({ schedule }: Ensemble, total: number, round: Round): ((t: number) => number) | undefined {
  if (schedule === undefined || schedule.kind === "constant") return undefined;
  return (t) => round(scheduleFactor(schedule, t, total));
}

function roundedSystem(surface: Surface, parameters: ParameterValues, round: Round): LinearSystem | undefined {
  const system = surface.linearSystem?.(parameters);
  if (system === undefined) return undefined;
  const [xx, xy, yx, yy] = system.matrix;
  const [x, y] = system.rightSide;
  return { matrix: [round(xx), round(xy), round(yx), round(yy)], rightSide: [round(x), round(y)] };
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
  const round = rounding(options.precision);
  const combination = index % perStart;
  const { domain } = surfaceOf(experiment.surface);
  const start = startPosition(experiment.starts, Math.floor(index / perStart), domain, experiment.seed, round);
  const [vx, vy] = experiment.starts.velocity ?? [0, 0];
  const velocity = { x: vx, y: vy };
  const trajectory = new Trajectory(
    optimizer,
    experiment,
    index,
    options.precision,
    start,
    velocity,
    initial(combination),
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
