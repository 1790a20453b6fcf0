import { nearestRank } from "../reference/statistics.ts";

/** A number with its 95 % confidence interval. */
export interface Uncertain {
  readonly value: number;
  readonly low: number;
  readonly high: number;
}

/** Standard deviations on either side that hold 95 % of a normal distribution. */
const Z = 1.959963984540054;

/** What lies beyond either end of a 95 % interval. */
const TAIL = 0.025;

/**
 * The median by nearest rank, and the interval between two of the values that holds the median of what they are a sample
 * of with at least 95 % probability, whatever their distribution: values number l and n + 1 − l in order, with the
 * largest l for which a fair coin shows fewer than l heads in n throws with probability ≤ 2.5 %. H. A. David and
 * H. N. Nagaraja, Order Statistics, 3rd ed. 2003, §7.1. Below six values there is none: NaN.
 */
export function medianInterval(values: ArrayLike<number>): Uncertain {
  const sorted = Float64Array.from(values).sort();
  const count = sorted.length;
  const at = (rank: number): number => sorted[rank - 1] ?? Number.NaN;
  const rank = lowerRank(count);
  const value = at(nearestRank(0.5, count));
  if (rank === 0) return { value, low: Number.NaN, high: Number.NaN };
  return { value, low: at(rank), high: at(count + 1 - rank) };
}

/** The largest l with P(fewer than l heads in n throws) ≤ 2.5 %; 0 where there is none. */
function lowerRank(count: number): number {
  // Binomial probabilities by their ratios, from the logarithm of the first: 2^−n alone would vanish from n = 1075 on.
  let logarithm = -count * Math.LN2;
  let below = 0;
  for (let heads = 0; heads < count; heads += 1) {
    below += Math.exp(logarithm);
    if (below > TAIL) return heads;
    logarithm += Math.log((count - heads) / (heads + 1));
  }
  return 0;
}

/**
 * A share of `count` and its 95 % interval. E. B. Wilson, Probable inference, the law of succession, and statistical
 * inference, JASA 22, 1927.
 */
export function shareInterval(hits: number, count: number): Uncertain {
  const value = hits / count;
  const scale = 1 + (Z * Z) / count;
  const center = (value + (Z * Z) / (2 * count)) / scale;
  const half = (Z / scale) * Math.sqrt((value * (1 - value)) / count + (Z * Z) / (4 * count * count));
  // At either end the interval ends there: rounding may miss it.
  return { value, low: hits === 0 ? 0 : center - half, high: hits === count ? 1 : center + half };
}
