import { surfaceOf } from "../../../src/experiment/surface-of.ts";
import type { Outcomes, RaceEngine, RaceTask, StartOutcomes } from "../../../src/maps/race/engine.ts";
import type { SweepAxis } from "../../../src/maps/race/sweep.ts";
import type { Precision } from "../../../src/math/precision.ts";
import { basinOf, targetsOf } from "../../../src/reference/arrival.ts";
import { conditionsByStep, optimizerOf } from "../../../src/reference/conditions.ts";
import { nearestRank } from "../../../src/reference/statistics.ts";
import { Trajectory } from "../../../src/reference/trajectory.ts";
import { chosenStarts } from "../../../src/simulation/cells/chosen-starts.ts";

/** Runs a race by the CPU reference: slow, and independent of the cells of the GPU. */
export class ReferenceRaceEngine implements RaceEngine {
  /** Every task of a sweep, in the order in which they were asked for. */
  readonly asked: { readonly task: RaceTask; readonly axes: readonly SweepAxis[] }[] = [];

  constructor(private readonly precision: Precision) {}

  async trySettings(task: RaceTask, axes: readonly SweepAxis[], onPart: (share: number) => void): Promise<Outcomes> {
    this.asked.push({ task, axes });
    const [first, second] = axes;
    const settings = [...(second?.values ?? [Number.NaN])].flatMap((row) =>
      [...(first?.values ?? [])].map((column) => ({
        ...(first === undefined ? {} : { [first.name]: column }),
        ...(second === undefined ? {} : { [second.name]: row }),
      })),
    );
    const outcomes = settings.map((values) => this.#each(task, values));
    onPart(1);
    const medians = (of: (outcome: StartOutcomes) => Float32Array): Float32Array =>
      Float32Array.from(outcomes, (outcome) => median(of(outcome)));
    return {
      loss: medians(({ loss }) => loss),
      reached: medians(({ reached }) => reached),
      share: Float32Array.from(outcomes, ({ share }) => share.reduce((sum, value) => sum + value, 0) / share.length),
    };
  }

  async runStarts(task: RaceTask, onPart: (share: number) => void): Promise<StartOutcomes> {
    onPart(1);
    return this.#each(task, {});
  }

  #each({ experiment, ensemble, choice, budget, starts }: RaceTask, values: Record<string, number>): StartOutcomes {
    const declared = experiment.ensembles[ensemble];
    if (declared === undefined) throw new Error(`There is no ensemble ${ensemble}.`);
    const optimizer = optimizerOf(declared.optimizer);
    const set = { ...declared, hyperparameters: { ...declared.hyperparameters, ...values } };
    const ensembles = experiment.ensembles.with(ensemble, set);
    const run = { ...experiment, ensembles, steps: budget.steps };
    const conditions = conditionsByStep(run, ensemble, this.precision).get(0)?.(0);
    if (conditions === undefined) throw new Error("A run has no conditions at step 0.");
    const targets = targetsOf(run);
    const exact = surfaceOf(run.surface).evaluator(run.surface.parameters, "f64");
    const floor =
      targets.minima.length === 0 ? 0 : Math.fround(Math.min(...targets.minima.map(({ x, y }) => exact.loss(x, y))));
    const { points, numbers } = chosenStarts(run, starts);
    const [vx, vy] = run.starts.velocity ?? [0, 0];
    const outcomes = points.map(([x, y], index) => {
      const stream = numbers[index] ?? 0;
      const velocity = { x: vx, y: vy };
      const trajectory = new Trajectory(optimizer, run, stream, this.precision, { x, y }, velocity, conditions);
      const most = budget.gradients ?? Number.POSITIVE_INFINITY;
      let place = { ...trajectory.position };
      let reached = trajectory.loss() - floor <= choice.epsilon ? 0 : Number.POSITIVE_INFINITY;
      for (let step = 1; step <= budget.steps && trajectory.divergedAt === null; step += 1) {
        trajectory.advance(step);
        const { gradient } = trajectory.evaluations;
        if (trajectory.divergedAt !== null || gradient > most) continue;
        place = { ...trajectory.position };
        if (reached === Number.POSITIVE_INFINITY && trajectory.loss() - floor <= choice.epsilon) {
          reached = choice.budget.kind === "gradients" ? gradient : step;
        }
      }
      const hasDiverged = trajectory.divergedAt !== null;
      const loss = conditions.surface.loss(place.x, place.y) - floor;
      return {
        loss: hasDiverged ? Number.POSITIVE_INFINITY : loss,
        reached: hasDiverged ? Number.POSITIVE_INFINITY : reached,
        share: Number(!hasDiverged && basinOf(place, targets) !== null),
        gradientEvaluations: Math.min(trajectory.evaluations.gradient, most),
        diverged: Number(hasDiverged || !Number.isFinite(Math.fround(loss))),
      };
    });
    return {
      loss: Float32Array.from(outcomes, ({ loss }) => loss),
      reached: Float32Array.from(outcomes, ({ reached }) => reached),
      share: Float32Array.from(outcomes, ({ share }) => share),
      gradientEvaluations: Float32Array.from(outcomes, ({ gradientEvaluations }) => gradientEvaluations),
      diverged: Float32Array.from(outcomes, ({ diverged }) => diverged),
    };
  }
}

function median(values: Float32Array): number {
  return values.toSorted()[nearestRank(0.5, values.length) - 1] ?? Number.NaN;
}
