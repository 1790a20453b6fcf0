import type { Ensemble } from "../../experiment/experiment.ts";
import type { HyperparameterValues, Optimizer } from "../../optimizers/optimizer.ts";
import { chooseSetting } from "./choose-setting.ts";
import type { RaceEngine, RaceTask } from "./engine.ts";
import { objectiveOf, scoreOf } from "./objective.ts";
import type { Sweep, SweepAxis } from "./sweep.ts";
import { type PlannedSweep, settingsOf, sweepPlan } from "./sweep-plan.ts";
import { nextRange, rangeValues, type SweepRange, wholeRange } from "./sweep-range.ts";
import { coordinateOf } from "./sweep-scale.ts";
import { type TunableNumber, tunableNumbers } from "./tunable.ts";

export interface Tuned {
  /** Complete. */
  readonly hyperparameters: HyperparameterValues;
  /** Settings that were tried. */
  readonly tried: number;
}

export interface TuneOptions {
  readonly onSweep: (sweep: Sweep) => void;
  /** Called with sweeps done, sweeps in all, and the share of all settings that is done. */
  readonly onProgress: (round: number, rounds: number, share: number) => void;
}

/** One direction of a sweep that is under way. */
interface Direction {
  readonly number: TunableNumber;
  readonly range: SweepRange;
  readonly axis: SweepAxis;
  /** Where the ensemble stands, as an index that need not be whole. */
  readonly present: number;
}

/** Tunes the numbers of one ensemble by successive sweeps, each around what the ones before have found. */
export async function tune(
  engine: RaceEngine,
  task: RaceTask,
  optimizer: Optimizer,
  { onSweep, onProgress }: TuneOptions,
): Promise<Tuned> {
  const plan = sweepPlan(tunableNumbers(optimizer));
  const total = settingsOf(plan);
  const ranges = new Map<string, SweepRange>();
  let current = task;
  let tried = 0;
  for (const [round, planned] of plan.entries()) {
    const settings = settingsOf([planned]);
    const report = (part: number): void => onProgress(round, plan.length, (tried + part * settings) / total);
    report(0);
    const directions = directionsOf(planned, hyperparametersOf(current), ranges);
    const axes = directions.map(({ axis }) => axis);
    const outcomes = await engine.trySettings(current, axes, report);
    const objective = objectiveOf(task.choice, outcomes);
    const [first, second] = directions;
    const grid = {
      columns: first?.axis.values.length ?? 1,
      rows: second?.axis.values.length ?? 1,
      score: scoreOf(task.choice, outcomes),
      second: outcomes.loss,
    };
    const [column, row] = chooseSetting(grid, [first?.present ?? 0, second?.present ?? 0]);
    const chosen = [column, row].slice(0, directions.length);
    const values: Record<string, number> = {};
    for (const [index, { number, range, axis }] of directions.entries()) {
      const place = chosen[index] ?? 0;
      const value = axis.values[place] ?? Number.NaN;
      values[number.name] = value;
      ranges.set(number.name, nextRange(number, range, place, axis.values.length));
    }
    current = withHyperparameters(current, values);
    tried += settings;
    const chosenValue = objective[row * grid.columns + column] ?? Number.NaN;
    onSweep({ ensemble: task.ensemble, round, axes, objective, chosen, chosenValue });
  }
  return { hyperparameters: hyperparametersOf(current), tried };
}

function directionsOf(
  planned: PlannedSweep,
  hyperparameters: HyperparameterValues,
  ranges: ReadonlyMap<string, SweepRange>,
): readonly Direction[] {
  return planned.map(({ number, values: count, isWhole }) => {
    const { name, scale } = number;
    const whole = wholeRange(number);
    const range = isWhole ? whole : (ranges.get(name) ?? whole);
    const present = coordinateOf(scale, Number(hyperparameters[name]));
    const place = ((present - range.low) / (range.high - range.low)) * (count - 1);
    const values = rangeValues(number, range, count);
    // An experiment may stand where a scale has no place: at a rate of 0 or below.
    return { number, range, axis: { name, values, scale }, present: Number.isFinite(place) ? place : 0 };
  });
}

function hyperparametersOf({ experiment, ensemble }: RaceTask): HyperparameterValues {
  return experiment.ensembles[ensemble]?.hyperparameters ?? {};
}

function withHyperparameters(task: RaceTask, values: Readonly<Record<string, number>>): RaceTask {
  const ensembles = task.experiment.ensembles.map(
    (ensemble, index): Ensemble =>
      index === task.ensemble ? { ...ensemble, hyperparameters: { ...ensemble.hyperparameters, ...values } } : ensemble,
  );
  return { ...task, experiment: { ...task.experiment, ensembles } };
}
