import { type Abscissa, abscissaOf, type Row } from "./fan-axes.ts";

/**
 * The index of the row whose horizontal value, for an ensemble, is nearest to `value`; the earlier of two that are as
 * near, −1 where there are none.
 */
export function nearestRow(rows: readonly Row[], ensemble: number, abscissa: Abscissa, value: number): number {
  const at = (index: number) => {
    const statistics = rows[index]?.[ensemble];
    return statistics === undefined ? Number.NaN : abscissaOf(statistics, abscissa);
  };
  let low = 0;
  let high = rows.length - 1;
  if (high < 0) return -1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (at(middle) < value) low = middle + 1;
    else high = middle;
  }
  return low > 0 && value - at(low - 1) <= at(low) - value ? low - 1 : low;
}

/** The horizontal value that an ensemble had reached at a step, between rows by proportion. */
export function abscissaAtStep(rows: readonly Row[], ensemble: number, abscissa: Abscissa, step: number): number {
  if (abscissa === "steps") return step;
  let low = 0;
  let high = rows.length - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((rows[middle]?.[ensemble]?.step ?? 0) < step) low = middle + 1;
    else high = middle;
  }
  const [before, after] = [rows[low - 1]?.[ensemble], rows[low]?.[ensemble]];
  if (after === undefined) return 0;
  if (before === undefined || after.step <= step) return after.evaluations.gradient;
  const share = (step - before.step) / (after.step - before.step);
  return before.evaluations.gradient + share * (after.evaluations.gradient - before.evaluations.gradient);
}
