import type { Domain } from "../surfaces/surface.ts";
import { completeMap, type Mapped } from "./complete-map.ts";
import { defaultWindow, domainOf } from "./default-axes.ts";
import { ensemblePlace } from "./ensemble-place.ts";
import type { Experiment, SurfaceChoice } from "./experiment.ts";
import { ExperimentError } from "./experiment-error.ts";
import { axisTarget, isFieldKind, type MapAxis, type MapChoice, type MapKind } from "./map.ts";
import { numberPath } from "./map-axis-target.ts";
import type { UncheckedMap } from "./map-schema.ts";

/** The map where the experiment takes it; undefined where it does not. */
function accepted(experiment: Mapped, map: UncheckedMap): MapChoice | undefined {
  try {
    return completeMap(experiment, map);
  } catch (error) {
    if (error instanceof ExperimentError) return undefined;
    throw error;
  }
}

/**
 * The same map of another kind. Its axes stay where that kind takes them and are as telling there; else they are that
 * kind's own, as the steps and the number of cells are between steady states and trajectories.
 * @throws ExperimentError where no map of this kind can be shown, with the reason: a steady state without noise.
 */
export function mapOfKind(experiment: Mapped, map: MapChoice, kind: MapKind): MapChoice {
  const { x, y, steps, width, height, ...rest } = { ...map, kind };
  const usual = completeMap(experiment, rest);
  const isOverStarts = (axis: MapAxis): boolean => axisTarget(axis.path)?.kind !== "hyperparameter";
  const keepsAxes = isOverStarts(usual.x) === isOverStarts(x) && isOverStarts(usual.y) === isOverStarts(y);
  return completeMap(experiment, {
    ...rest,
    ...(keepsAxes ? { x, y } : {}),
    ...(isFieldKind(kind) === isFieldKind(map.kind) ? { steps, width, height } : {}),
  });
}

/** An axis as it is for another ensemble number, and, of the start, on another surface. */
function movedAxis(axis: MapAxis, now: Mapped, ensemble: number, isElsewhere: boolean): MapAxis {
  const target = axisTarget(axis.path);
  if (target?.kind === "hyperparameter") return { ...axis, path: numberPath(ensemble, target.name) };
  if (target === undefined || !isElsewhere) return axis;
  return { path: axis.path, ...defaultWindow(now, target) };
}

/** The domain of a surface that may not have been checked; undefined where there is no such surface. */
function domainIfAny(surface: SurfaceChoice): Domain | undefined {
  try {
    return domainOf(surface);
  } catch {
    return undefined;
  }
}

/**
 * The experiment with a map that it takes: its own where that still fits, which follows the mapped ensemble to another
 * place and, over starts, the surface to another domain; else the default one of its kind; else none. What else is
 * wrong with the experiment stays for `parseExperiment` to say.
 * @param before the experiment that the map belonged to.
 */
export function fittingMap(experiment: Experiment, before: Experiment = experiment): Experiment {
  const { map, ...rest } = experiment;
  const domain = domainIfAny(rest.surface);
  if (map === undefined || domain === undefined) return experiment;
  const isElsewhere = JSON.stringify(domain) !== JSON.stringify(domainOf(before.surface));
  const ensemble = ensemblePlace(map.ensemble, rest.ensembles, before.ensembles);
  const { x, y, ensemble: _ensemble, ...bare } = map;
  const axes = (index: number) => ({
    x: movedAxis(x, rest, index, isElsewhere),
    y: movedAxis(y, rest, index, isElsewhere),
  });
  const kept = ensemble === undefined ? undefined : accepted(rest, { ...bare, ensemble, ...axes(ensemble) });
  const fitting = kept ?? accepted(rest, ensemble === undefined ? bare : { ...bare, ensemble });
  return fitting === undefined ? rest : { ...rest, map: fitting };
}
