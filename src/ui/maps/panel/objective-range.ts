import type { RaceChoice } from "../../../experiment/race.ts";
import type { Standing, Uncertain } from "../../../maps/race/race.ts";

/** Where a value and its interval lie between the least and the most of all standings, from 0 to 1. */
export interface PlacedRange {
  readonly low: number;
  readonly value: number;
  readonly high: number;
}

/** Values that differ by more than this factor are compared by their ratio. */
const WIDE = 20;

/** Where ratios are compared, a value of exactly 0 lies as far below the smallest other as this factor says. */
const BELOW = 10;

/**
 * The objectives of all standings on one axis: of losses and times that span much, by ratio. Undefined for one that has
 * no place there: it never got there, or diverged. An interval whose end is infinite goes on to the edge.
 */
export function placedRanges(
  standings: readonly Pick<Standing, "objective">[],
  goal: RaceChoice["objective"],
): readonly (PlacedRange | undefined)[] {
  const ends = standings
    .flatMap(({ objective }) => [objective.low, objective.value, objective.high])
    .filter(Number.isFinite);
  const [least, most] = [Math.min(...ends), Math.max(...ends)];
  const smallest = Math.min(...ends.filter((value) => value > 0));
  const isLog = goal !== "share" && least >= 0 && most > WIDE * smallest;
  const scaled = (value: number): number => (isLog ? Math.log(value === 0 ? smallest / BELOW : value) : value);
  const place = (value: number): number => {
    if (!Number.isFinite(value)) return value > 0 ? 1 : 0;
    return most > least ? (scaled(value) - scaled(least)) / (scaled(most) - scaled(least)) : 0.5;
  };
  return standings.map(({ objective }) => (Number.isFinite(objective.value) ? placed(objective, place) : undefined));
}

function placed({ low, value, high }: Uncertain, place: (value: number) => number): PlacedRange {
  return { low: place(low), value: place(value), high: place(high) };
}
