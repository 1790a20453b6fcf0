import { findOptimizer } from "../optimizers/index.ts";
import type { NumberHyperparameter } from "../optimizers/optimizer.ts";
import { closestName, oneOf } from "./closest-name.ts";
import type { Experiment } from "./experiment.ts";
import { describeValue, ExperimentError } from "./experiment-error.ts";
import { type AxisTarget, axisTarget } from "./map.ts";

type Keys = readonly (string | number)[];

const OF_THE_START = ["/starts/x", "/starts/y", "/velocity/x", "/velocity/y"] as const;

/** What of an experiment says which numbers an axis may vary. */
export type Numbers = Pick<Experiment, "ensembles">;

/** The names of an ensemble's numbers, in the order of their declaration; none for an index without an ensemble. */
export function numberNames({ ensembles }: Numbers, index: number): readonly string[] {
  const declared = findOptimizer(ensembles[index]?.optimizer ?? "")?.hyperparameters ?? {};
  return Object.keys(declared).filter((name) => declared[name]?.kind === "number");
}

/** The declaration of an ensemble's number; undefined where it has none of that name. */
export function numberDeclaration({ ensembles }: Numbers, index: number, name: string) {
  const declared = findOptimizer(ensembles[index]?.optimizer ?? "")?.hyperparameters ?? {};
  const found = Object.hasOwn(declared, name) ? declared[name] : undefined;
  return found?.kind === "number" ? (found satisfies NumberHyperparameter) : undefined;
}

/** The path of an ensemble's number, as axes of maps name it. */
export function numberPath(ensemble: number, name: string): string {
  return `/ensembles/${ensemble}/hyperparameters/${name}`;
}

/** Every path that an axis of a map may have. */
export function axisPaths(experiment: Numbers): readonly string[] {
  const ofNumbers = experiment.ensembles.flatMap((_, index) =>
    numberNames(experiment, index).map((name) => numberPath(index, name)),
  );
  return [...OF_THE_START, ...ofNumbers];
}

function pathError(experiment: Numbers, path: string, keys: Keys): ExperimentError {
  const meant = closestName(path, axisPaths(experiment));
  const allowed = `${OF_THE_START.join(", ")}, or /ensembles/<index>/hyperparameters/<name of a number>`;
  const hint = meant === undefined ? "" : ` (did you mean ${meant}?)`;
  return new ExperimentError(keys, describeValue(path), `${allowed}${hint}`);
}

/**
 * What the path of an axis varies.
 * @throws ExperimentError at `keys` where it means nothing in this experiment.
 */
export function checkAxisPath(experiment: Numbers, path: string, keys: Keys): AxisTarget {
  const target = axisTarget(path);
  if (target === undefined) throw pathError(experiment, path, keys);
  if (target.kind !== "hyperparameter") return target;
  const { ensemble, name } = target;
  const optimizer = experiment.ensembles[ensemble]?.optimizer;
  if (optimizer === undefined) {
    const last = experiment.ensembles.length - 1;
    const allowed = last === 0 ? "/ensembles/0/…, the only one" : `/ensembles/0/… to /ensembles/${last}/…`;
    throw new ExperimentError(keys, describeValue(path), allowed);
  }
  if (numberDeclaration(experiment, ensemble, name) === undefined) {
    const names = numberNames(experiment, ensemble);
    const allowed = names.length === 0 ? `no number of ${optimizer}, which has none` : oneOf(names, name);
    throw new ExperimentError(keys, describeValue(path), names.length === 0 ? allowed : `of ${optimizer}: ${allowed}`);
  }
  return target;
}
