import { applyChanges } from "../experiment/changes.ts";
import type { Ensemble, Experiment } from "../experiment/experiment.ts";
import { axisTarget, type MapAxis, type MapChoice } from "../experiment/map.ts";
import { surfaceOf } from "../experiment/surface-of.ts";
import { findOptimizer } from "../optimizers/index.ts";
import { type QuadraticMethod, quadraticMethod } from "../theory/quadratic-method.ts";
import { constantHessian } from "./constant-hessian.ts";

/** A map over hyperparameters that theory solves. */
export interface QuadraticMap {
  readonly choice: MapChoice;
  readonly method: QuadraticMethod;
  /** The eigenvalues of the Hessian, the smaller first; one where both are the same. */
  readonly lambdas: readonly number[];
  /** Which axis is the learning rate. */
  readonly alpha: "x" | "y";
  /** Which axis is the momentum, or its value where neither is; 0 where the method has none. */
  readonly beta: "x" | "y" | number;
}

/**
 * The method, the eigenvalues and the roles of the axes of an experiment's map; undefined where theory does not hold:
 * it asks for a map of stability, rate, steps or loss, a quadratic (see {@link constantHessian}), no noise, gradient
 * descent, heavy ball or Nesterov with a constant learning rate and nothing else at work, and an axis of the learning
 * rate. The other axis is the momentum, or of the start, which does not matter to rates.
 */
export function quadraticMap(experiment: Experiment): QuadraticMap | undefined {
  const { surface, noise, ensembles, map: choice } = applyChanges(experiment, 0);
  if (choice === undefined || !["stability", "rate", "steps", "loss"].includes(choice.kind)) return undefined;
  const ensemble = ensembles[choice.ensemble];
  const method = ensemble === undefined ? undefined : quadraticMethod(ensemble.optimizer);
  if (ensemble === undefined || method === undefined || noise.kind !== "none") return undefined;
  const roles = rolesOf(choice, ensemble, method);
  if (roles === undefined || !isPlain(ensemble)) return undefined;
  const eigen = constantHessian(surfaceOf(surface), surface.parameters);
  if (eigen === undefined) return undefined;
  const { small, large } = eigen;
  // Equal up to the rounding of their computation.
  const lambdas = large - small <= 1e-12 * large ? [large] : [small, large];
  return { choice, method, lambdas, ...roles };
}

/** Whether the learning rate stays, and every term but the momentum's does nothing. */
function isPlain({ optimizer, hyperparameters, schedule }: Ensemble): boolean {
  if (schedule !== undefined && schedule.kind !== "constant") return false;
  return Object.entries(findOptimizer(optimizer)?.hyperparameters ?? {}).every(
    ([name, declared]) =>
      name === "learningRate" ||
      name === "beta" ||
      (declared.kind === "number" && declared.neutral === hyperparameters[name]),
  );
}

function rolesOf(
  choice: MapChoice,
  ensemble: Ensemble,
  method: QuadraticMethod,
): Pick<QuadraticMap, "alpha" | "beta"> | undefined {
  const x = roleOf(choice.x, choice.ensemble);
  const y = roleOf(choice.y, choice.ensemble);
  const alpha = x === "learningRate" ? "x" : y === "learningRate" ? "y" : undefined;
  const across = alpha === "x" ? y : x;
  if (alpha === undefined || across === undefined || across === "learningRate") return undefined;
  const fixed = method.hasMomentum ? Number(ensemble.hyperparameters.beta) : 0;
  return { alpha, beta: across === "start" ? fixed : alpha === "x" ? "y" : "x" };
}

/** What an axis varies; undefined where theory knows nothing of it. */
function roleOf(axis: MapAxis, ensemble: number): "learningRate" | "beta" | "start" | undefined {
  const target = axisTarget(axis.path);
  if (target === undefined) return undefined;
  if (target.kind !== "hyperparameter") return "start";
  if (target.ensemble !== ensemble) return undefined;
  return target.name === "learningRate" || target.name === "beta" ? target.name : undefined;
}
