import { combinations } from "../experiment/axis-values.ts";
import type { Experiment } from "../experiment/experiment.ts";
import { startCount } from "../experiment/trajectory-count.ts";
import type { Precision } from "../math/precision.ts";
import { type BegunTrajectory, beginTrajectory } from "./begin-trajectory.ts";
import { conditionsByStep, optimizerOf } from "./conditions.ts";
import { STATUSES } from "./result.ts";
import type { Crowd } from "./statistics.ts";
import type { Conditions } from "./trajectory.ts";

/** All trajectories of an ensemble on the CPU, step by step together. */
export class ReferenceCrowd {
  readonly #members: readonly BegunTrajectory[];
  readonly #conditions: ReadonlyMap<number, (combination: number) => Conditions>;
  #step = 0;

  constructor(experiment: Experiment, ensemble: number, precision: Precision) {
    const described = experiment.ensembles[ensemble];
    if (described === undefined) throw new Error(`There is no ensemble ${ensemble}.`);
    this.#conditions = conditionsByStep(experiment, ensemble, precision);
    const initial = this.#conditions.get(0);
    if (initial === undefined) throw new Error("A run has no conditions at step 0.");
    const optimizer = optimizerOf(described.optimizer);
    const perStart = combinations(described);
    this.#members = Array.from({ length: startCount(experiment.starts) * perStart }, (_, index) =>
      beginTrajectory(experiment, optimizer, index, perStart, precision, initial),
    );
  }

  /** Goes on to a step, which is not before the present one. */
  advanceTo(step: number): void {
    for (; this.#step < step; this.#step += 1) {
      const changed = this.#conditions.get(this.#step);
      for (const { trajectory, combination } of this.#members) {
        if (changed !== undefined) trajectory.conditions = changed(combination);
        trajectory.advance(this.#step + 1);
      }
    }
  }

  /** Its numbers, one entry a trajectory, as statistics are made of them. */
  snapshot(): Crowd {
    const all = this.#members.map(({ trajectory }) => trajectory);
    return {
      positions: all.flatMap(({ position }) => [position.x, position.y]),
      losses: all.map((trajectory) => trajectory.loss()),
      statuses: all.map(({ status }) => STATUSES.indexOf(status)),
      evaluations: {
        loss: all.map(({ evaluations }) => evaluations.loss),
        gradient: all.map(({ evaluations }) => evaluations.gradient),
        hessian: all.map(({ evaluations }) => evaluations.hessian),
      },
    };
  }
}
