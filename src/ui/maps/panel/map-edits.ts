import { completeMap } from "../../../experiment/complete-map.ts";
import type { Experiment } from "../../../experiment/experiment.ts";
import { ExperimentError } from "../../../experiment/experiment-error.ts";
import { axisTarget, isFieldKind, type MapAxis, type MapChoice } from "../../../experiment/map.ts";
import { numberPath } from "../../../experiment/map-axis-target.ts";
import type { UncheckedMap } from "../../../experiment/map-schema.ts";
import type { MapRequest } from "../../actions.ts";

type Mapped = Pick<Experiment, "surface" | "ensembles" | "noise">;
export type Side = "x" | "y";

/**
 * The map with another number on an axis, over that number's usual range. A number that the other axis has already is
 * exchanged with it.
 */
export function withPath(map: MapChoice, side: Side, path: string): MapRequest {
  const other = side === "x" ? "y" : "x";
  return map[other].path === path ? swapped(map) : { ...map, [side]: { path } };
}

/** The map with its axes exchanged. */
export function swapped(map: MapChoice): MapChoice {
  const { x, y, width, height } = map;
  return { ...map, x: y, y: x, width: height, height: width };
}

/**
 * The same map of another ensemble. An axis keeps its range, so that two optimizers can be compared, where the other has
 * a number of that name that takes it; else it has that number's usual range, or is the usual axis.
 */
export function mapOfEnsemble(experiment: Mapped, map: MapChoice, ensemble: number): MapRequest {
  const { x, y, ...rest } = { ...map, ensemble };
  const usually = ({ path }: MapAxis) => ({ path });
  const candidates = [
    { ...rest, x: movedAxis(x, ensemble), y: movedAxis(y, ensemble) },
    { ...rest, x: movedAxis(usually(x), ensemble), y: movedAxis(usually(y), ensemble) },
  ];
  return candidates.find((candidate) => isAccepted(experiment, candidate)) ?? rest;
}

function movedAxis<Axis extends Pick<MapAxis, "path">>(axis: Axis, ensemble: number): Axis {
  const target = axisTarget(axis.path);
  return target?.kind === "hyperparameter" ? { ...axis, path: numberPath(ensemble, target.name) } : axis;
}

function isAccepted(experiment: Mapped, map: UncheckedMap): boolean {
  try {
    completeMap(experiment, map);
    return true;
  } catch (error) {
    if (error instanceof ExperimentError) return false;
    throw error;
  }
}

/** Whether the starts of a cell differ from what its axes say. */
export function hasStartsOfItsOwn({ kind, x, y }: MapChoice): boolean {
  if (isFieldKind(kind) || kind === "basins") return false;
  return [x, y].some(({ path }) => axisTarget(path)?.kind === "hyperparameter");
}
