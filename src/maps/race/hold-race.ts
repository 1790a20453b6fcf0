import { applyChanges } from "../../experiment/changes.ts";
import type { Ensemble, Experiment } from "../../experiment/experiment.ts";
import type { RaceChoice } from "../../experiment/race.ts";
import { startCount } from "../../experiment/trajectory-count.ts";
import { findOptimizer } from "../../optimizers/index.ts";
import type { Optimizer } from "../../optimizers/optimizer.ts";
import { medianInterval, shareInterval, type Uncertain } from "../intervals.ts";
import { measuredFrom } from "../measured-from.ts";
import { ensembleBudget } from "./budget.ts";
import type { RaceEngine, RaceTask, StartOutcomes } from "./engine.ts";
import { objectiveOf } from "./objective.ts";
import type { RaceOptions, RaceProgress, RaceResult } from "./race-result.ts";
import { rankStandings, type Unranked } from "./rank-standings.ts";
import type { Sweep } from "./sweep.ts";
import { settingsOf, sweepPlan } from "./sweep-plan.ts";
import { tunableNumbers } from "./tunable.ts";
import { type Tuned, tune } from "./tune.ts";

/** Starts that the tuned optimizers are raced on, where the experiment has more: their medians are known well enough. */
const MOST_RACED = 2 ** 14;

/** One of the ensembles in a race. */
interface Entrant {
  readonly optimizer: Optimizer;
  readonly task: RaceTask;
  /** Steps of all trajectories that tuning takes, and the race. */
  readonly tuning: number;
  readonly racing: number;
}

/**
 * Tunes every ensemble and races the tuned ones, whatever runs them.
 *
 * Tuning draws what is random from the experiment's seed, the race from the next: where starts or noise are random, what
 * was tuned is tried on others.
 * @throws Error where the experiment has no race, where its budget does not pay for a step, or where its objective is the
 * share arrived and no minimum is listed; the signal's reason.
 */
export async function holdRace(
  engine: RaceEngine,
  experiment: Experiment,
  { onSweep, onProgress, signal }: RaceOptions = {},
): Promise<RaceResult> {
  const { race: choice, ...current } = applyChanges(experiment, 0);
  if (choice === undefined) throw new Error("There is no race to hold.");
  const hasMinima = measuredFrom(current).minima.length > 0;
  if (choice.objective === "share" && !hasMinima) throw new Error("The surface lists no minimum to arrive at.");
  const bare = { ...current, changes: [], ensembles: current.ensembles.map(withoutAxes) };
  const entrants = bare.ensembles.map((_, index) => entrant(bare, index, choice));
  const all = entrants.reduce((sum, { tuning, racing }) => sum + tuning + racing, 0);
  let done = 0;
  const report = (part: Omit<RaceProgress, "progress">, work: number): void => {
    signal?.throwIfAborted();
    onProgress?.({ ...part, progress: Math.min(1, (done + work) / all) });
  };

  const sweeps: Sweep[] = [];
  const tuned: Tuned[] = [];
  for (const { optimizer, task, tuning } of entrants) {
    const result = await tune(engine, task, optimizer, {
      onSweep: (sweep) => {
        sweeps.push(sweep);
        onSweep?.(sweep);
      },
      onProgress: (round, rounds, share) =>
        report({ phase: "tuning", ensemble: task.ensemble, round, rounds }, share * tuning),
    });
    tuned.push(result);
    done += tuning;
  }

  const raced = racedExperiment(bare, entrants, tuned);
  const unranked: Unranked[] = [];
  for (const [ensemble, { task, racing }] of entrants.entries()) {
    const part = { phase: "racing", ensemble, round: 0, rounds: 0 } as const;
    report(part, 0);
    const raceTask = { ...task, experiment: raced, starts: MOST_RACED };
    const outcomes = await engine.runStarts(raceTask, (share) => report(part, share * racing));
    done += racing;
    const { hyperparameters = {}, tried = 0 } = tuned[ensemble] ?? {};
    unranked.push({ ensemble, hyperparameters, tried, ...measured(choice, outcomes, hasMinima) });
  }
  signal?.throwIfAborted();
  return { choice, experiment: { ...raced, race: choice }, sweeps, standings: rankStandings(choice, unranked) };
}

function withoutAxes({ axes: _, ...ensemble }: Ensemble): Ensemble {
  return ensemble;
}

function entrant(experiment: Experiment, ensemble: number, choice: RaceChoice): Entrant {
  const optimizer = findOptimizer(experiment.ensembles[ensemble]?.optimizer ?? "");
  if (optimizer === undefined) throw new Error(`There is no optimizer ${ensemble} to race.`);
  const budget = ensembleBudget(choice.budget, optimizer);
  const count = startCount(experiment.starts);
  const settings = settingsOf(sweepPlan(tunableNumbers(optimizer)));
  return {
    optimizer,
    task: { experiment, ensemble, choice, budget, starts: choice.starts },
    tuning: settings * Math.min(count, choice.starts) * budget.steps,
    racing: Math.min(count, MOST_RACED) * budget.steps,
  };
}

function racedExperiment(experiment: Experiment, entrants: readonly Entrant[], tuned: readonly Tuned[]): Experiment {
  const ensembles = experiment.ensembles.map(
    (ensemble, index): Ensemble => ({
      ...ensemble,
      hyperparameters: tuned[index]?.hyperparameters ?? ensemble.hyperparameters,
    }),
  );
  const steps = Math.max(...entrants.map(({ task }) => task.budget.steps));
  return { ...experiment, ensembles, steps, seed: (experiment.seed + 1) % 2 ** 32 };
}

function measured(choice: RaceChoice, outcomes: StartOutcomes, hasMinima: boolean) {
  const { loss, share, gradientEvaluations, diverged } = outcomes;
  const unknown: Uncertain = { value: Number.NaN, low: Number.NaN, high: Number.NaN };
  const arrived = hasMinima ? shareInterval(sumOf(share), share.length) : unknown;
  return {
    objective: choice.objective === "share" ? arrived : medianInterval(objectiveOf(choice, outcomes)),
    share: arrived,
    evaluations: sumOf(gradientEvaluations) / gradientEvaluations.length,
    diverged: sumOf(diverged),
    medianLoss: medianInterval(loss).value,
  };
}

function sumOf(values: Float32Array): number {
  return values.reduce((sum, value) => sum + value, 0);
}
