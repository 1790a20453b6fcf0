import { findOptimizer } from "../optimizers/index.ts";
import { completeMap } from "./complete-map.ts";
import type { Experiment } from "./experiment.ts";
import type { MapChoice } from "./map.ts";
import { mapSchema } from "./map-schema.ts";
import { parseShape } from "./parse-shape.ts";
import { parsePointer, setAtPointer } from "./pointer.ts";
import type { ParameterTrack } from "./recording.ts";
import { type Curve, curveThrough } from "./recording-curve.ts";
import { surfaceOf } from "./surface-of.ts";

/** The numbers of a map that may go on in a film: its kind, its axes and its cells stay. */
export const MAP_PATHS = [
  "/map/steps",
  "/map/epsilon",
  "/map/x/from",
  "/map/x/to",
  "/map/y/from",
  "/map/y/to",
] as const;

/** Whether a track is of the map, not of the run. */
export function isMapPath(path: string): boolean {
  return (MAP_PATHS as readonly string[]).includes(path);
}

/** Whether the number at a path is an integer, so that what lies between two keys is rounded. */
function isWhole({ surface, ensembles }: Pick<Experiment, "surface" | "ensembles">, path: string): boolean {
  if (path === "/noise/size" || path === "/map/steps") return true;
  const [head, parameters, name, hyperparameter = ""] = parsePointer(path) ?? [];
  if (head === "ensembles") {
    const declared = findOptimizer(ensembles[Number(parameters)]?.optimizer ?? "")?.hyperparameters[hyperparameter];
    return declared?.kind === "number" && declared.isInteger === true;
  }
  if (head !== "surface" || parameters !== "parameters") return false;
  return surfaceOf(surface).parameters.some((parameter) => parameter.name === name && parameter.isInteger);
}

/** A number that goes on in a film. */
export interface TrackedPath {
  readonly path: string;
  /** The time of its first key, before which the number is the experiment's, and of its last, after which it stays. */
  readonly from: number;
  readonly to: number;
  /** Its value at a time from there on; rounded where only integers are allowed. */
  readonly at: Curve;
}

/** A number as it is at a time. */
export interface NumberAt {
  readonly path: string;
  readonly value: number;
}

export function trackedPath(
  experiment: Pick<Experiment, "surface" | "ensembles">,
  { path, keys, scale }: ParameterTrack,
): TrackedPath {
  const curve = curveThrough(keys, scale);
  const at: Curve = isWhole(experiment, path) ? (time) => Math.round(curve(time)) : curve;
  return { path, from: keys[0]?.at ?? 0, to: keys.at(-1)?.at ?? 0, at };
}

/** The numbers whose tracks have begun at a time. */
export function numbersAt(tracked: readonly TrackedPath[], time: number): readonly NumberAt[] {
  return tracked.flatMap(({ path, from, at }) => (time < from ? [] : [{ path, value: at(time) }]));
}

/**
 * The map with other numbers, checked as one that a file holds.
 * @throws ExperimentError at `/map/…`.
 */
export function mapWith(experiment: Experiment, map: MapChoice, numbers: readonly NumberAt[]): MapChoice {
  const changed = numbers.reduce((all, { path, value }) => setAtPointer(all, path, value), { map });
  return completeMap(experiment, parseShape(mapSchema, changed.map, ["map"]));
}
