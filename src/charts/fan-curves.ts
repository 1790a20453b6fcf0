import { toAxis } from "../math/scaling.ts";
import { QUANTILES } from "../reference/statistics.ts";
import { abscissaOf, distributionOf, type FanChoices, placeOf, type Range, type Row } from "./fan-axes.ts";

/**
 * The five quantile lines of one ensemble in axis units, in memory that is kept from one drawing to the next. A
 * quantile that has diverged is +∞; one below the axis (0 on a logarithmic one) lies at its foot.
 */
export class FanCurves {
  #length = 0;
  /** What was taken last: rows are added at the end, and those before need no second look. */
  #taken: { readonly rows: readonly Row[]; readonly key: string } = { rows: [], key: "" };
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
    const { quantity, abscissa, xScaling, yScaling } = choices;
    const key = [ensemble, quantity, abscissa, xScaling, yScaling, vertical[0]].join(" ");
    const known = this.#taken.rows;
    const isLonger = key === this.#taken.key && rows.length >= known.length && rows[known.length - 1] === known.at(-1);
    const first = isLonger ? known.length : 0;
    if (!isLonger) this.#length = 0;
    if (this.#x.length < rows.length) this.#grow(rows.length);
    this.#taken = { rows, key };
    for (let index = first; index < rows.length; index += 1) {
      const row = rows[index];
      if (row === undefined) break;
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
    const longer = (line: Float64Array): Float64Array<ArrayBuffer> => {
      const copy = new Float64Array(capacity);
      copy.set(line);
      return copy;
    };
    this.#x = longer(this.#x);
    this.#quantiles = this.#quantiles.map(longer);
  }
}
