import { STATUSES, type Status } from "../reference/result.ts";
import type { EnsembleStatistics } from "../reference/statistics.ts";
import { formatNumber, formatShare } from "./number-text.ts";

/** One part of a bar that shows what an ensemble is divided into. */
export interface Segment {
  readonly key: string;
  /** 0 … 1 of the whole ensemble. */
  readonly share: number;
  /** What it is, and how much: "minimum 2 (3, 2): 24 %". */
  readonly title: string;
}

/** The statuses of an ensemble that any trajectory has. */
export function statusSegments(statistics: EnsembleStatistics): readonly (Segment & { readonly key: Status })[] {
  const { total } = statistics;
  return STATUSES.filter((status) => statistics[status] > 0).map((key) => ({
    key,
    share: statistics[key] / total,
    title: `${key}: ${formatShare(statistics[key], total)}`,
  }));
}

/**
 * The minima that any trajectory of an ensemble is at, keyed by their number from 1 on.
 * @param minima in the order of `statistics.basins`; counts beyond them are of minima that are not named.
 */
export function basinSegments(
  statistics: EnsembleStatistics,
  minima: readonly { readonly x: number; readonly y: number }[],
): readonly Segment[] {
  const { basins, total } = statistics;
  return basins.flatMap((count, index) => {
    if (count === 0) return [];
    const minimum = minima[index];
    const name = minimum === undefined ? "other minima" : minimumName(index, minimum);
    return [{ key: String(index + 1), share: count / total, title: `${name}: ${formatShare(count, total)}` }];
  });
}

/** A minimum by number and place: minimum 2 (3, 2). */
export function minimumName(index: number, { x, y }: { readonly x: number; readonly y: number }): string {
  return `minimum ${index + 1} ${place(x, y)}`;
}

/** (3, −2.81) */
export function place(x: number, y: number): string {
  return `(${short(x)}, ${short(y)})`;
}

function short(value: number): string {
  // A minimum at the origin may be listed as 1e-17.
  const rounded = Math.abs(value) < 1e-9 ? 0 : Number(value.toPrecision(3));
  return formatNumber(rounded).replace("-", "−");
}
