import { applyChanges } from "../experiment/changes.ts";
import type { Experiment } from "../experiment/experiment.ts";
import type { Precision } from "../math/precision.ts";
import type { Targets } from "./arrival.ts";
import { ReferenceCrowd } from "./reference-crowd.ts";
import { type Crowd, type EnsembleStatistics, statisticsOf } from "./statistics.ts";

/** What losses and distances are measured from; the floor is the lowest listed minimum's loss, 0 without one. */
export interface SeriesTargets extends Targets {
  readonly lossFloor: number;
}

/**
 * The statistics of an experiment on the CPU at given steps, [row][ensemble]: each under the values that its last step
 * was made with, as on the GPU.
 * @param steps ascending.
 * @param measuredFrom what they are measured from, by the experiment with the values of the moment.
 */
export function referenceSeries(
  experiment: Experiment,
  steps: readonly number[],
  precision: Precision,
  measuredFrom: (current: Experiment) => SeriesTargets,
): EnsembleStatistics[][] {
  const columns = experiment.ensembles.map((_, index) => {
    const crowd = new ReferenceCrowd(experiment, index, precision);
    let arrivedBefore: Uint8Array | undefined;
    return steps.map((step) => {
      crowd.advanceTo(step);
      const targets = measuredFrom(applyChanges(experiment, Math.max(0, step - 1)));
      const numbers = crowd.snapshot();
      const row = statisticsOf(
        arrivedBefore === undefined ? numbers : { ...numbers, arrivedBefore },
        targets,
        targets.lossFloor,
        step,
      );
      arrivedBefore = arrivals(numbers, targets, arrivedBefore);
      return row;
    });
  });
  return steps.map((_, row) => columns.flatMap((column) => column[row] ?? []));
}

/** Who is within reach of a minimum, or was before: 1, else 0. In f32, as the statistics have it. */
function arrivals({ positions, statuses }: Crowd, { minima, radius }: Targets, before: Uint8Array | undefined) {
  const places = minima.map(({ x, y }) => [Math.fround(x), Math.fround(y)] as const);
  const reach = Math.fround(radius);
  return Uint8Array.from({ length: statuses.length }, (_, index) => {
    const [x, y] = [Math.fround(positions[2 * index] ?? 0), Math.fround(positions[2 * index + 1] ?? 0)];
    const hasArrived = before?.[index] === 1 || places.some(([px, py]) => Math.hypot(x - px, y - py) <= reach);
    return hasArrived ? 1 : 0;
  });
}
