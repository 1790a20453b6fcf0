import { applyChanges } from "../experiment/changes.ts";
import type { Ensemble, Experiment, Noise } from "../experiment/experiment.ts";
import { scheduleFactor } from "../experiment/schedule.ts";
import { surfaceOf } from "../experiment/surface-of.ts";
import { type Precision, type Round, rounding } from "../math/precision.ts";
import { findOptimizer, optimizers } from "../optimizers/index.ts";
import type { Optimizer } from "../optimizers/optimizer.ts";
import type { LinearSystem, ParameterValues, Surface } from "../surfaces/surface.ts";
import { stepHyperparameters } from "./hyperparameters.ts";
import { type NoiseFactor, noiseFactor } from "./noise.ts";
import type { Conditions } from "./trajectory.ts";

/**
 * The optimizer that an ensemble names.
 * @throws Error for an id that is not in the catalogue: a validated experiment has none.
 */
export function optimizerOf(id: string): Optimizer {
  const optimizer = findOptimizer(id);
  if (optimizer === undefined) {
    throw new Error(`There is no optimizer "${id}"; there are ${optimizers.map((known) => known.id).join(", ")}.`);
  }
  return optimizer;
}

/** The conditions of an ensemble's trajectories: from step 0, and from each step that a change was made at. */
export function conditionsByStep(
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
