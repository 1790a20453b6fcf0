import type { RaceChoice } from "../../../experiment/race.ts";
import type { Sweep } from "../../../maps/race/race.ts";

/** The objective over one hyperparameter, as a line to be drawn. */
export interface SweepCurve {
  /** Runs of neighbouring settings that did not diverge; x and y from 0 to 1, y = 0 at `low`. */
  readonly lines: readonly (readonly (readonly [x: number, y: number])[])[];
  /** The objective's values at the lower and the upper edge; NaN where all diverged. */
  readonly low: number;
  readonly high: number;
}

/** A loss of exactly 0 has no logarithm: it is drawn this many decades below the smallest other. */
const BELOW = 1;

/** Losses by their logarithm, times and shares evenly. */
export function sweepCurve({ objective }: Pick<Sweep, "objective">, goal: RaceChoice["objective"]): SweepCurve {
  const values = [...objective];
  const finite = values.filter(Number.isFinite);
  const [low, high] = [Math.min(...finite), Math.max(...finite)];
  if (finite.length === 0) return { lines: [], low: Number.NaN, high: Number.NaN };
  const smallest = Math.min(...finite.filter((value) => value > 0));
  const height = (value: number): number => {
    if (goal !== "loss" || low < 0 || high === 0) return value;
    return value === 0 ? Math.log10(smallest) - BELOW : Math.log10(value);
  };
  const [bottom, top] = [height(low), height(high)];
  const lines: (readonly [number, number])[][] = [[]];
  for (const [index, value] of values.entries()) {
    const y = top > bottom ? (height(value) - bottom) / (top - bottom) : 0.5;
    if (Number.isFinite(value)) lines.at(-1)?.push([(index + 0.5) / values.length, y]);
    else lines.push([]);
  }
  return { lines: lines.filter((line) => line.length > 0), low, high };
}
