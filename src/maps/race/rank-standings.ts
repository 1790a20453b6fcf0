import type { RaceChoice } from "../../experiment/race.ts";
import type { Uncertain } from "../intervals.ts";
import type { Standing } from "./standing.ts";

/** A standing that has no place yet, and what decides between equal ones: the median loss. */
export interface Unranked extends Omit<Standing, "rank"> {
  readonly medianLoss: number;
}

/**
 * Puts standings in order, best first: by the objective; of equal ones by the median loss, then as the experiment lists
 * them. Those whose interval overlaps that of the best of their rank share it, and the next rank counts them: 1, 1, 3.
 */
export function rankStandings({ objective }: Pick<RaceChoice, "objective">, unranked: readonly Unranked[]): Standing[] {
  const sign = objective === "share" ? -1 : 1;
  const ordered = unranked.toSorted(
    (a, b) =>
      sign * compare(a.objective.value, b.objective.value) ||
      compare(a.medianLoss, b.medianLoss) ||
      a.ensemble - b.ensemble,
  );
  let leader = 0;
  return ordered.map(({ medianLoss: _, ...standing }, index) => {
    const best = ordered[leader];
    if (best !== undefined && !isTie(best.objective, standing.objective)) leader = index;
    return { ...standing, rank: leader + 1 };
  });
}

/** Infinite numbers too; what is not a number comes last. */
function compare(a: number, b: number): number {
  if (Number.isNaN(a) || Number.isNaN(b)) return Number(Number.isNaN(a)) - Number(Number.isNaN(b));
  return a < b ? -1 : a > b ? 1 : 0;
}

/** Whether two intervals overlap; without intervals, whether the values are equal. */
function isTie(a: Uncertain, b: Uncertain): boolean {
  return a.value === b.value || (a.low <= b.high && b.low <= a.high);
}
