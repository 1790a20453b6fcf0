import { QUANTILES } from "../reference/statistics.ts";
import { abscissaOf, distributionOf, type FanChoices, placeOf, type Range, type Row } from "./fan-axes.ts";
import { toAxis } from "./scaling.ts";

/**
 * The five quantile lines of one ensemble in axis units, in memory that is kept from one drawing to the next. A
 * quantile that has diverged is +∞; one below the axis (0 on a logarithmic one) lies at its foot.
 */
export class FanCurves {
  #length = 0;
  #x = new Float64Array(0);
  #quantiles: readonly Float64Array[] = QUANTILES.map(() => new Float64Array(0));

  /** Points that each line has. */
  get length(): number {
    return this.#length;
  }

  /** Horizontal places, ascending; the first {@link length} hold. */
  get x(): Float64Array {
    return this.#x;
  }

  /** Vertical places of the quantile at `index` of QUANTILES; the first {@link length} hold. */
  quantile(index: number): Float64Array {
    return this.#quantiles[index] ?? this.#x;
  }

  /** Takes an ensemble's part of the rows; rows that a logarithmic axis cannot show (step 0) are left out. */
  fill(rows: readonly Row[], ensemble: number, choices: FanChoices, vertical: Range): void {
    if (this.#x.length < rows.length) this.#grow(rows.length);
    this.#length = 0;
    for (const row of rows) {
      const statistics = row[ensemble];
      const distribution = statistics && distributionOf(statistics, choices.quantity);
      if (statistics === undefined || distribution === undefined) continue;
      const x = toAxis(abscissaOf(statistics, choices.abscissa), choices.xScaling);
      if (!Number.isFinite(x)) continue;
      this.#x[this.#length] = x;
      for (const [k, line] of this.#quantiles.entries())
        line[this.#length] = placeOf(distribution.quantiles[k] ?? Number.NaN, choices.yScaling, vertical);
      this.#length += 1;
    }
  }

  #grow(least: number): void {
    const capacity = Math.max(64, 2 ** Math.ceil(Math.log2(least)));
    this.#x = new Float64Array(capacity);
    this.#quantiles = QUANTILES.map(() => new Float64Array(capacity));
  }
}
