import type { Experiment, Point } from "../../experiment/experiment.ts";
import { surfaceOf } from "../../experiment/surface-of.ts";
import { startCount } from "../../experiment/trajectory-count.ts";
import { startPosition } from "../../reference/starts.ts";

/** Some of an experiment's starts: where they are, as f32, and their numbers, whose random draws they make. */
export interface ChosenStarts {
  readonly points: readonly Point[];
  readonly numbers: readonly number[];
}

/** The golden ratio's fractional part: its multiples spread evenly, however many there are. */
const GOLDEN = (Math.sqrt(5) - 1) / 2;

/**
 * All starts of an experiment in their order, where there are no more than `most`; else that many, spread over them:
 * number ⌊frac((k + 1) · golden ratio) · count⌋ for k = 0, 1, … , without repetition. More starts begin with those that
 * fewer would be.
 */
export function chosenStarts(experiment: Experiment, most: number): ChosenStarts {
  const count = startCount(experiment.starts);
  const chosen = new Set<number>();
  if (count <= most) for (let index = 0; index < count; index += 1) chosen.add(index);
  else for (let k = 1; chosen.size < most; k += 1) chosen.add(Math.floor(((k * GOLDEN) % 1) * count));
  const { domain } = surfaceOf(experiment.surface);
  const numbers = [...chosen];
  const points = numbers.map((index): Point => {
    const { x, y } = startPosition(experiment.starts, index, domain, experiment.seed, Math.fround);
    return [x, y];
  });
  return { points, numbers };
}
