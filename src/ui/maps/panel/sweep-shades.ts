import type { RaceChoice } from "../../../experiment/race.ts";
import type { Sweep } from "../../../maps/race/race.ts";

/**
 * How good each setting of a sweep is among the others: from 0, the worst, to 1, the best, by rank, so that a sweep
 * whose losses span thirty decades shows as much as one that spans a hundredth. Equal values share the mean of their
 * ranks; NaN where the setting diverged or never got there.
 */
export function sweepShades({ objective }: Pick<Sweep, "objective">, goal: RaceChoice["objective"]): Float32Array {
  const shades = new Float32Array(objective.length).fill(Number.NaN);
  const order = [...objective.keys()].filter((index) => Number.isFinite(objective[index]));
  const value = (place: number): number => objective[order[place] ?? 0] ?? 0;
  // Ascending goodness: a loss, or a time, falls towards the best.
  order.sort((a, b) => ((objective[b] ?? 0) - (objective[a] ?? 0)) * (goal === "share" ? -1 : 1));
  for (let first = 0; first < order.length; ) {
    let end = first + 1;
    while (end < order.length && value(end) === value(first)) end += 1;
    const rank = (first + end - 1) / 2;
    const shade = order.length === 1 ? 1 : rank / (order.length - 1);
    for (const index of order.slice(first, end)) shades[index] = shade;
    first = end;
  }
  return shades;
}
