import { applyChanges } from "../../src/experiment/changes.ts";
import type { Experiment, Point } from "../../src/experiment/experiment.ts";
import { axisTarget, type MapAxis } from "../../src/experiment/map.ts";
import { surfaceOf } from "../../src/experiment/surface-of.ts";
import type { Vector } from "../../src/math/vector.ts";
import { findOptimizer } from "../../src/optimizers/index.ts";
import { diagonal } from "../../src/reference/arrival.ts";
import { stepHyperparameters } from "../../src/reference/hyperparameters.ts";
import { Trajectory } from "../../src/reference/trajectory.ts";

/** One cell of a map, for the CPU: the numbers that the axes vary are put in. */
export interface CellWitness {
  readonly start: Point;
  /** A trajectory of the cell in f64, from a place. */
  from(place: Readonly<Vector>): Trajectory;
}

/** A cell of a map of an experiment with one start and without noise, at the values of its axes. */
export function cellWitness(experiment: Experiment, u: number, v: number): CellWitness {
  const { map, ensembles, starts, surface, ...rest } = applyChanges(experiment, 0);
  const [ensemble] = ensembles;
  const optimizer = findOptimizer(ensemble?.optimizer ?? "");
  if (map === undefined || ensemble === undefined || optimizer === undefined || starts.kind !== "points") {
    throw new Error("A witness needs a map of one ensemble from given points.");
  }
  const [x, y] = starts.points[0] ?? [0, 0];
  const start: [number, number] = [x, y];
  const hyperparameters = { ...ensemble.hyperparameters };
  const put = ({ path }: MapAxis, value: number): void => {
    const target = axisTarget(path);
    if (target?.kind === "position") start[target.component === "x" ? 0 : 1] = value;
    if (target?.kind === "hyperparameter") hyperparameters[target.name] = value;
  };
  put(map.x, u);
  put(map.y, v);
  const conditions = {
    surface: surfaceOf(surface).evaluator(surface.parameters, "f64"),
    hyperparameters: stepHyperparameters(optimizer, { ...ensemble, hyperparameters }, 0, (value) => value),
    noise: undefined,
  };
  const halted = { ...rest, stopping: { ...rest.stopping, gradientTolerance: -1, stepTolerance: -1 } };
  return {
    start,
    from: (place) => new Trajectory(optimizer, halted, 0, "f64", place, { x: 0, y: 0 }, conditions),
  };
}

/** The length of the diagonal of the surface's domain. */
export function domainDiagonal(experiment: Experiment): number {
  return diagonal(surfaceOf(experiment.surface).domain);
}
