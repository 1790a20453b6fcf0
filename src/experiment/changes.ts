import { findOptimizer } from "../optimizers/index.ts";
import { isBatchSize, MOST_BATCH } from "./batch-size.ts";
import { checkHyperparameter } from "./complete-ensemble.ts";
import { checkParameter } from "./complete-surface.ts";
import type { Change, Experiment } from "./experiment.ts";
import { describeValue, ExperimentError } from "./experiment-error.ts";
import { lastNotAfter } from "./last-not-after.ts";
import { parsePointer, setAtPointer } from "./pointer.ts";
import { surfaceOf } from "./surface-of.ts";

/** What {@link checkOf} has a check for, in words. */
export const CHANGEABLE =
  "the path of a number that may change while running: /ensembles/<index>/hyperparameters/<number not on an axis>, " +
  "/surface/parameters/<name not of its data>, /noise/sigma of gaussian noise, or /noise/size of minibatches";

/** Throws ExperimentError at `keys` for a value that is not allowed. */
export type Check = (value: unknown, keys: readonly (string | number)[]) => void;

function checkNumber(value: unknown, keys: readonly (string | number)[], least: number, allowed: string): void {
  if (typeof value !== "number" || !Number.isFinite(value) || value < least) {
    throw new ExperimentError(keys, describeValue(value), allowed);
  }
}

const checkNotNegative: Check = (value, keys) => checkNumber(value, keys, 0, "a finite number ≥ 0");

const checkBatchSize: Check = (value, keys) => {
  if (isBatchSize(value)) return;
  throw new ExperimentError(keys, describeValue(value), `an integer from 1 to ${MOST_BATCH}`);
};

/** The check of a hyperparameter that is a number and the same for all trajectories of its ensemble. */
function hyperparameterCheck(experiment: Experiment, index: string, name: string): Check | undefined {
  const ensemble = /^(0|[1-9][0-9]*)$/.test(index) ? experiment.ensembles[Number(index)] : undefined;
  if (ensemble === undefined || !Object.hasOwn(ensemble.hyperparameters, name)) return undefined;
  const declaration = findOptimizer(ensemble.optimizer)?.hyperparameters[name];
  if (declaration?.kind !== "number" || ensemble.axes?.some((axis) => axis.hyperparameter === name)) return undefined;
  return (value, keys) => checkHyperparameter(declaration, value, keys);
}

/** What checks a value for a path, if the number there may change while running. */
export function checkOf(experiment: Experiment, path: string): Check | undefined {
  const [head, first, second, third, ...rest] = parsePointer(path) ?? [];
  if (rest.length > 0 || first === undefined) return undefined;
  if (head === "ensembles" && second === "hyperparameters" && third !== undefined) {
    return hyperparameterCheck(experiment, first, third);
  }
  if (head === "surface" && first === "parameters" && second !== undefined && third === undefined) {
    const declared = surfaceOf(experiment.surface).parameters.find(({ name }) => name === second);
    return declared === undefined || declared.isStructural
      ? undefined
      : (value, keys) => checkParameter(declared, value, keys);
  }
  if (head === "noise" && first === "sigma" && second === undefined) {
    return "sigma" in experiment.noise ? checkNotNegative : undefined;
  }
  if (head === "noise" && first === "size" && second === undefined) {
    return experiment.noise.kind === "minibatch" ? checkBatchSize : undefined;
  }
  return undefined;
}

/** Whether the number at a path may change while the experiment runs. */
export function isChangeable(experiment: Experiment, path: string): boolean {
  return checkOf(experiment, path) !== undefined;
}

/**
 * Checks that a change is one that a running experiment can take.
 * @param index its place in `changes`, for the error's path.
 * @throws ExperimentError at `/changes/<index>/path` or `/changes/<index>/value`.
 */
export function checkChange(experiment: Experiment, change: Change, index: number): void {
  const check = checkOf(experiment, change.path);
  if (check === undefined) {
    throw new ExperimentError(["changes", index, "path"], describeValue(change.path), CHANGEABLE);
  }
  check(change.value, ["changes", index, "value"]);
}

/** The changes by step; those of one step keep their order, so that the last one holds. */
export function sortChanges(changes: readonly Change[]): readonly Change[] {
  return changes.toSorted((a, b) => a.step - b.step);
}

/** A list of changes in the order of their steps, and of each path the places of its changes in that. */
interface Timetable {
  readonly changes: readonly Change[];
  readonly steps: readonly number[];
  readonly places: ReadonlyMap<string, readonly number[]>;
}

/** A run asks for the values of every step of a list that stays the same. */
const timetables = new WeakMap<readonly Change[], Timetable>();

function timetableOf(changes: readonly Change[]): Timetable {
  const known = timetables.get(changes);
  if (known !== undefined) return known;
  const sorted = sortChanges(changes);
  const places = new Map<string, number[]>();
  for (const [place, { path }] of sorted.entries()) {
    const ofPath = places.get(path);
    if (ofPath === undefined) places.set(path, [place]);
    else ofPath.push(place);
  }
  const timetable = { changes: sorted, steps: sorted.map(({ step }) => step), places };
  timetables.set(changes, timetable);
  return timetable;
}

/**
 * The experiment whose values hold for the step after `step`: every change made at `step` or before is in its
 * fields, and `changes` keeps only the later ones. The experiment itself when there is nothing to fold.
 */
export function applyChanges(experiment: Experiment, step: number): Experiment {
  const { changes, steps, places } = timetableOf(experiment.changes);
  const due = lastNotAfter(steps, step);
  if (due < 0) return experiment;
  let changed: Experiment = { ...experiment, changes: changes.slice(due + 1) };
  for (const [path, ofPath] of places) {
    const last = changes[ofPath[lastNotAfter(ofPath, due)] ?? -1];
    if (last !== undefined) changed = setAtPointer(changed, path, last.value);
  }
  return changed;
}

/** The experiment with all changes in its fields: a new run with the values that hold at the end of this one. */
export function foldChanges(experiment: Experiment): Experiment {
  return applyChanges(experiment, Number.POSITIVE_INFINITY);
}

/**
 * Records a change made at its step. Later changes are dropped, since the run was replayed only up to there; an
 * earlier change of the same step and path is replaced.
 * @throws ExperimentError when the path or the value is not allowed.
 */
export function appendChange(experiment: Experiment, change: Change): Experiment {
  checkChange(experiment, change, experiment.changes.length);
  const kept = experiment.changes.filter(
    ({ step, path }) => step < change.step || (step === change.step && path !== change.path),
  );
  return { ...experiment, changes: [...kept, change] };
}
