import type { Experiment } from "../../experiment/experiment.ts";
import { axisTarget, type MapAxis, type MapChoice } from "../../experiment/map.ts";
import { shareOfValue } from "./axis-scale.ts";

/**
 * Where the settings that run lie on a map, as shares of its axes, 0 … 1. The share along an axis that no single setting
 * belongs to (a start, or a number that the ensemble itself varies) is absent: the settings are a line then.
 */
export interface SettingsPlace {
  readonly x?: number;
  readonly y?: number;
}

/** Undefined where neither axis is of a setting, or the settings are out of sight. */
export function settingsPlace(experiment: Experiment, map: Pick<MapChoice, "x" | "y">): SettingsPlace | undefined {
  const [x, y] = [shareOfSetting(experiment, map.x), shareOfSetting(experiment, map.y)];
  if (x === undefined && y === undefined) return undefined;
  if (!isSeen(x) || !isSeen(y)) return undefined;
  return { ...(x === undefined ? {} : { x }), ...(y === undefined ? {} : { y }) };
}

function isSeen(share: number | undefined): boolean {
  return share === undefined || (share >= 0 && share <= 1);
}

function shareOfSetting(experiment: Experiment, axis: MapAxis): number | undefined {
  const target = axisTarget(axis.path);
  if (target?.kind !== "hyperparameter") return undefined;
  const ensemble = experiment.ensembles[target.ensemble];
  const value = ensemble?.hyperparameters[target.name];
  const isVaried = ensemble?.axes?.some(({ hyperparameter }) => hyperparameter === target.name) === true;
  return typeof value === "number" && !isVaried ? shareOfValue(axis, value) : undefined;
}
