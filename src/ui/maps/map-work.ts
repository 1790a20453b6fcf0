import type { Experiment } from "../../experiment/experiment.ts";
import { axisTarget, isFieldKind, type MapKind } from "../../experiment/map.ts";
import { startsOfMap } from "../../maps/starts-of-map.ts";
import { findOptimizer } from "../../optimizers/index.ts";

/**
 * The experiment that a map is of, from what shows: with nothing in it that changes while it runs.
 * Undefined where it has no map.
 */
export function mapExperiment(shown: Experiment): Experiment | undefined {
  return shown.map === undefined ? undefined : { ...shown, changes: [] };
}

/** Kinds that show different numbers of the same runs; steps to ε are counted only where they are asked for. */
const OF_ONE_RUN: ReadonlySet<MapKind> = new Set(["stability", "rate", "loss"]);

/** What computes a kind of map: kinds that share it are views of the same cells. */
export function readoutOf(kind: MapKind): string {
  return OF_ONE_RUN.has(kind) ? "convergence" : kind;
}

/**
 * Whether two experiments have the same map to compute: what only looks different, what other optimizers do, and what the
 * axes replace do not count.
 */
export function isSameWork(a: Experiment, b: Experiment): boolean {
  return isSameSurface(a, b) && workKey(a) === workKey(b);
}

function isSameSurface({ surface: a }: Experiment, { surface: b }: Experiment): boolean {
  // The values of a landscape are many; the object stays the same as long as they do.
  return a === b || (!("grid" in a) && !("grid" in b) && JSON.stringify(a) === JSON.stringify(b));
}

function workKey(experiment: Experiment): string {
  const { map, noise, seed, stopping, ensembles } = experiment;
  const targets = [map?.x, map?.y].flatMap((axis) => (axis === undefined ? [] : [axisTarget(axis.path)]));
  const ensemble = ensembles[map?.ensemble ?? 0];
  const replaced = new Set(targets.map((target) => (target?.kind === "hyperparameter" ? target.name : undefined)));
  const kept = Object.entries(ensemble?.hyperparameters ?? {}).filter(([name]) => !replaced.has(name));
  return JSON.stringify([
    map === undefined ? null : { ...map, kind: readoutOf(map.kind) },
    startsKey(experiment),
    noise,
    seed,
    stopping.radius ?? null,
    ensemble?.optimizer,
    kept,
    ensemble?.schedule ?? null,
  ]);
}

/** What a map takes of the starts: all of them, those that its cells run, or only the displacement they arrive with. */
function startsKey(experiment: Experiment): unknown {
  const { map, starts, noise } = experiment;
  if (map === undefined || isFieldKind(map.kind)) return starts;
  const isAnywhere = [map.x, map.y].every(({ path }) => axisTarget(path)?.kind === "position");
  if (isAnywhere) return starts.velocity ?? null;
  const { points, numbers } = startsOfMap(experiment, map);
  // Whose random draws they make matters only where there are any.
  return [points, starts.velocity ?? null, noise.kind === "none" && !draws(experiment) ? null : numbers];
}

/** Whether the mapped optimizer draws random numbers of its own. */
function draws({ ensembles, map }: Experiment): boolean {
  return findOptimizer(ensembles[map?.ensemble ?? 0]?.optimizer ?? "")?.group === "stochastic";
}
