import type { Experiment } from "../experiment/experiment.ts";
import { surfaceOf } from "../experiment/surface-of.ts";
import { type Targets, targetsOf } from "../reference/arrival.ts";

/** What losses and distances are measured from. */
export interface MeasuredFrom extends Targets {
  /** The lowest listed minimum's loss, as an f32; 0 where none is listed. */
  readonly lossFloor: number;
}

/** A slider that is dragged to and fro, and a run that is replayed, meet the same surfaces again. */
const MOST_KEPT = 32;

/**
 * What the statistics of an experiment's present values are measured from, computed once a surface: the minima of a
 * typed formula are searched for, which takes tens of milliseconds.
 */
export class StatisticsTargets {
  readonly #kept = new Map<string, MeasuredFrom>();
  #surface: Experiment["surface"] | undefined;
  #latest: MeasuredFrom = { minima: [], radius: 0, lossFloor: 0 };

  /** The radius is taken to be the same whenever the surface is: it cannot change while an experiment runs. */
  of(experiment: Experiment): MeasuredFrom {
    if (this.#surface === experiment.surface) return this.#latest;
    this.#surface = experiment.surface;
    const key = JSON.stringify(experiment.surface);
    const targets = this.#kept.get(key) ?? measureFrom(experiment);
    this.#kept.delete(key);
    this.#kept.set(key, targets);
    const [oldest] = this.#kept.keys();
    if (this.#kept.size > MOST_KEPT && oldest !== undefined) this.#kept.delete(oldest);
    this.#latest = targets;
    return targets;
  }
}

function measureFrom(experiment: Experiment): MeasuredFrom {
  const { surface } = experiment;
  const targets = targetsOf(experiment);
  const evaluator = surfaceOf(surface).evaluator(surface.parameters, "f64");
  const losses = targets.minima.map(({ x, y }) => evaluator.loss(x, y)).filter(Number.isFinite);
  return { ...targets, lossFloor: losses.length === 0 ? 0 : Math.fround(Math.min(...losses)) };
}
