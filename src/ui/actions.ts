import { appendChange, applyChanges } from "../experiment/changes.ts";
import { chosenRecording } from "../experiment/chosen-recording.ts";
import { completeMap } from "../experiment/complete-map.ts";
import { completeRecording } from "../experiment/complete-recording.ts";
import { ensemblePlace } from "../experiment/ensemble-place.ts";
import type { Ensemble, Experiment, Noise, Point, Starts, View } from "../experiment/experiment.ts";
import { fittingMap } from "../experiment/fitting-map.ts";
import { type EnsemblePlace, fittingRecording } from "../experiment/fitting-recording.ts";
import type { MapAxis, MapChoice } from "../experiment/map.ts";
import { mapSchema } from "../experiment/map-schema.ts";
import { parseShape } from "../experiment/parse-shape.ts";
import { setAtPointer } from "../experiment/pointer.ts";
import type { Recording } from "../experiment/recording.ts";
import type { Schedule, ScheduleKind } from "../experiment/schedule.ts";
import type { HyperparameterValue } from "../optimizers/optimizer.ts";
import { recordInLink } from "./location.ts";
import { cloudAt } from "./starts-edit.ts";
import * as store from "./store.ts";
import { checked, fieldMessage } from "./validation.ts";

/** The values that show now as an experiment of its own, from its first step. */
function fresh(): Experiment {
  return { ...store.shown.peek(), changes: [] };
}

/**
 * Starts over with something else: another surface, other starts, other optimizers.
 * @returns what is wrong with it, if anything; the running experiment then stays.
 */
export function startOver(candidate: Experiment): string | undefined {
  const before = store.shown.peek();
  const { recording, ...fitting } = fittingMap({ ...candidate, changes: [] }, before);
  const result = checked(fitting);
  if ("error" in result) return fieldMessage(result.error);
  store.countError.value = undefined;
  const { experiment, loss } = withFilm(result.experiment, recording, (index) =>
    ensemblePlace(index, candidate.ensembles, before.ensembles),
  );
  const isMapGone = candidate.map !== undefined && fitting.map === undefined;
  tellLosses(isMapGone ? "The map that was shown is not possible with this, and is gone." : undefined, loss);
  const playground = store.playground.peek();
  if (playground === undefined) store.experiment.value = experiment;
  else playground.open(experiment, { play: true });
  recordInLink("structural");
  return undefined;
}

/** An experiment with its storyboard, and in a sentence what of that is lost. */
interface Filmed {
  readonly experiment: Experiment;
  readonly loss?: string;
}

/** The experiment with its storyboard, as far as that is possible with it. */
function withFilm(experiment: Experiment, recording: Recording | undefined, place?: EnsemblePlace): Filmed {
  if (recording === undefined) return { experiment };
  const fitting = fittingRecording(experiment, recording, place);
  if (fitting === undefined)
    return { experiment, loss: "The film’s storyboard is not possible with this, and is gone." };
  const filmed = { ...experiment, recording: fitting };
  return partCount(fitting) < partCount(recording)
    ? { experiment: filmed, loss: "Parts of the film’s storyboard are not possible with this, and are gone." }
    : { experiment: filmed };
}

/** How many things of a storyboard depend on its experiment: tracks, what switches switch, and what the camera follows. */
function partCount({ parameters, switches, camera }: Recording): number {
  const switched = switches.reduce(
    (sum, { at: _at, dissolve: _dissolve, ...look }) => sum + Object.keys(look).length,
    0,
  );
  return parameters.length + switched + camera.filter(({ follow }) => follow !== undefined).length;
}

function tellLosses(...losses: readonly (string | undefined)[]): void {
  const text = losses.filter((loss) => loss !== undefined).join(" ");
  if (text !== "") store.notice.value = { kind: "info", text };
}

/** Sets a number while it runs: the crowd under way goes on with it. @returns what is wrong with it, if anything. */
export function changeNumber(path: string, value: number): string | undefined {
  try {
    // Checked on a run without later changes, so that the message is about this value alone.
    appendChange(fresh(), { step: 0, path, value });
  } catch (error) {
    return fieldMessage(error);
  }
  const playground = store.playground.peek();
  if (playground === undefined) store.experiment.value = setAtPointer(store.experiment.peek(), path, value);
  else playground.change(path, value);
  recordInLink("small");
  return undefined;
}

/** Sets a flag or a choice of an optimizer; these choose code, so the run starts over. */
export function chooseHyperparameter(index: number, name: string, value: HyperparameterValue): string | undefined {
  return editEnsemble(index, (ensemble) => ({
    ...ensemble,
    hyperparameters: { ...ensemble.hyperparameters, [name]: value },
  }));
}

export function setStarts(starts: Starts): string | undefined {
  return startOver({ ...fresh(), starts });
}

export function setSeed(seed: number): string | undefined {
  return startOver({ ...fresh(), seed });
}

/** Sets the noise of the gradient, by its standard deviation. */
export function setNoise(sigma: number): string | undefined {
  if ("sigma" in store.shown.peek().noise) return changeNumber("/noise/sigma", sigma);
  return beginNoise({ kind: "gaussian", sigma: 0 }, "/noise/sigma", sigma);
}

/**
 * Sets the size of the minibatches.
 * @param all how many data there are
 */
export function setBatchSize(size: number, all: number): string | undefined {
  if (store.shown.peek().noise.kind === "minibatch") return changeNumber("/noise/size", size);
  return beginNoise({ kind: "minibatch", size: all }, "/noise/size", size);
}

/** Starts over without noise. */
export function removeNoise(): string | undefined {
  return startOver({ ...fresh(), noise: { kind: "none" } });
}

/**
 * Begins with a kind of noise. Where there was none, the run is replayed to the present step with a noise of that kind
 * that moves nothing, and goes on with this one; where there was another, it starts over.
 */
function beginNoise(silent: Noise, path: string, value: number): string | undefined {
  const step = store.shown.peek().noise.kind === "none" ? store.step.peek() : 0;
  const { recording, ...run } = step === 0 ? fresh() : store.experiment.peek();
  const before = { ...run, noise: silent };
  const result = checked(step === 0 ? setAtPointer(before, path, value) : before);
  if ("error" in result) return fieldMessage(result.error);
  try {
    const begun = step === 0 ? result.experiment : appendChange(result.experiment, { step, path, value });
    const { experiment, loss } = withFilm(begun, recording);
    replay(experiment, step);
    tellLosses(loss);
  } catch (error) {
    return fieldMessage(error);
  }
  recordInLink("small");
  return undefined;
}

/** Sets how many steps a run has; the run under way stays where it is, or goes back to its new end. */
export function setSteps(steps: number): string | undefined {
  const current = store.experiment.peek();
  const { recording, ...rest } = current;
  const result = checked({ ...rest, steps, changes: rest.changes.filter((change) => change.step <= steps) });
  if ("error" in result) return fieldMessage(result.error);
  // A film whose pace nobody has chosen shows all of the longer run.
  const film = recording && completeRecording(result.experiment, chosenRecording(current, recording));
  const { experiment, loss } = withFilm(result.experiment, film);
  replay(experiment, Math.min(store.step.peek(), steps));
  tellLosses(loss);
  recordInLink("small");
  return undefined;
}

function replay(experiment: Experiment, step: number): void {
  const playground = store.playground.peek();
  if (playground === undefined) store.experiment.value = experiment;
  else playground.open(experiment, { step, play: store.state.peek() === "running" });
}

/** Goes to a step of the run, forwards or back, and rests there. */
export function seek(step: number): void {
  store.playground.peek()?.seek(step, false);
}

/** Goes this many steps on, or back where negative, and rests. */
export function stepBy(steps: number): void {
  store.playground.peek()?.stepBy(steps);
}

/** Whether a run that has ended plays again. */
export function toggleLoop(): void {
  store.looping.value = !store.looping.peek();
}

/** Runs what shows now from its first step. */
export function restart(): void {
  const playground = store.playground.peek();
  if (playground === undefined) return;
  playground.open(fresh(), { play: true });
  recordInLink("small");
}

/** A click on the surface: a new cloud there. */
export function dropCloud(point: Point): string | undefined {
  return setStarts(cloudAt(store.shown.peek().starts, store.surface.peek().domain, point));
}

/** Changes how the run is looked at. */
export function setView(view: Partial<View>): void {
  const current = store.experiment.peek();
  store.experiment.value = { ...current, view: { ...current.view, ...view } };
  recordInLink("small");
}

type AxisRequest = Pick<MapAxis, "path"> & Partial<MapAxis>;

/** A map as it is asked for: all but its kind may be left out. */
export type MapRequest = Pick<MapChoice, "kind"> &
  Partial<Omit<MapChoice, "x" | "y">> & { readonly x?: AxisRequest; readonly y?: AxisRequest };

/**
 * Shows a map beside the run, which goes on; undefined takes the map away.
 * @param map what is left out takes the defaults of its kind.
 * @returns what is wrong with it, if anything; the map that shows then stays.
 */
export function setMap(map: MapRequest | undefined): string | undefined {
  const { map: _before, recording, ...rest } = store.experiment.peek();
  try {
    // The rest was checked when it came; what is not replaced here stays the same object, and nothing follows it anew.
    const mapped = map === undefined ? rest : { ...rest, map: completeMap(rest, parseShape(mapSchema, map)) };
    const { experiment, loss } = withFilm(mapped, recording);
    store.experiment.value = experiment;
    tellLosses(loss);
  } catch (error) {
    return fieldMessage(error);
  }
  recordInLink("small");
  return undefined;
}

/** Changes an ensemble's colour or name, which changes nothing that is computed. */
export function restyleEnsemble(
  index: number,
  look: { readonly color?: string; readonly label?: string },
): string | undefined {
  const current = store.experiment.peek();
  const { label: _label, color: _color, ...bare } = current.ensembles[index] ?? {};
  const before = current.ensembles[index];
  if (before === undefined) return undefined;
  const label = look.label === undefined ? before.label : look.label.trim();
  const color = look.color ?? before.color;
  const next = {
    ...(bare as Ensemble),
    ...(label === undefined || label === "" ? {} : { label }),
    ...(color === undefined ? {} : { color }),
  };
  const result = checked({ ...current, ensembles: current.ensembles.with(index, next) });
  if ("error" in result) return fieldMessage(result.error);
  store.experiment.value = result.experiment;
  recordInLink("small");
  return undefined;
}

function editEnsemble(index: number, edit: (ensemble: Ensemble) => Ensemble): string | undefined {
  const { ensembles } = fresh();
  const ensemble = ensembles[index];
  if (ensemble === undefined) return undefined;
  return startOver({ ...fresh(), ensembles: ensembles.with(index, edit(ensemble)) });
}

/**
 * Sets how an ensemble's learning rate goes on; numbers that are left out take their defaults.
 * @param schedule as a file may hold it.
 */
export function setSchedule(index: number, schedule: { readonly kind: ScheduleKind }): string | undefined {
  return editEnsemble(index, ({ schedule: _before, ...ensemble }) =>
    schedule.kind === "constant" ? ensemble : { ...ensemble, schedule: schedule as Schedule },
  );
}

/** Adds an optimizer with its declared defaults. */
export function addEnsemble(optimizer: string): string | undefined {
  const { ensembles } = fresh();
  const error = startOver({ ...fresh(), ensembles: [...ensembles, { optimizer, hyperparameters: {} }] });
  if (error === undefined) store.openEnsemble.value = ensembles.length;
  return error;
}

/** Puts a copy of an ensemble after it, so that one number of it can be varied. */
export function duplicateEnsemble(index: number): string | undefined {
  const { ensembles } = fresh();
  const ensemble = ensembles[index];
  if (ensemble === undefined) return undefined;
  const { color: _color, ...copy } = ensemble;
  const error = startOver({ ...fresh(), ensembles: ensembles.toSpliced(index + 1, 0, copy) });
  if (error === undefined) store.openEnsemble.value = index + 1;
  return error;
}

export function removeEnsemble(index: number): string | undefined {
  const { ensembles } = fresh();
  store.openEnsemble.value = undefined;
  return startOver({ ...fresh(), ensembles: ensembles.toSpliced(index, 1) });
}

/** Shows or hides an ensemble's crowd; it goes on running. */
export function toggleHidden(index: number): void {
  const next = new Set(store.hidden.peek());
  if (!next.delete(index)) next.add(index);
  store.hidden.value = next;
}

/** The experiment that a file would hold now: with the values that show, and the changes recorded. */
export function experimentToSave(): Experiment {
  return applyChanges(store.experiment.peek(), 0);
}
