import { type Scaling, toAxis } from "../math/scaling.ts";
import { type Abscissa, abscissaOf, type Row } from "./fan-axes.ts";

/** An interval of an arrival histogram. */
export interface ArrivalBin {
  /** Horizontal values, from < to; arrivals in (from, to], and of the first bin those at its beginning too. */
  readonly from: number;
  readonly to: number;
  /** Share of the ensemble that arrived for the first time in it, for each unit of its width. */
  readonly density: number;
}

/**
 * When the trajectories of an ensemble first came within reach of a minimum: shares by interval, over its width.
 * Rows are gathered until a bin is at least `narrowest` axis units wide, so that single steps do not flicker.
 */
export function arrivalBins(
  rows: readonly Row[],
  ensemble: number,
  abscissa: Abscissa,
  scaling: Scaling,
  narrowest: number,
): readonly ArrivalBin[] {
  const bins: ArrivalBin[] = [];
  let from: number | undefined;
  let arrived = 0;
  for (const [index, row] of rows.entries()) {
    const statistics = row[ensemble];
    if (statistics === undefined) continue;
    const to = abscissaOf(statistics, abscissa);
    arrived += statistics.newlyArrived;
    from ??= to;
    const isLast = index === rows.length - 1;
    const width = toAxis(to, scaling) - toAxis(Math.max(from, scaling === "log" ? 1 : from), scaling);
    if (to <= from || (width < narrowest && !isLast)) continue;
    bins.push({ from, to, density: arrived / statistics.total / (to - from) });
    from = to;
    arrived = 0;
  }
  return bins;
}
