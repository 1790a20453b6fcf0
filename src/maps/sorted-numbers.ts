/** The value below which a share of an ascending list lies, from 0 for its first to 1 for its last; NaN of none. */
export function quantile(sorted: Float32Array, share: number): number {
  return sorted[Math.round(share * (sorted.length - 1))] ?? Number.NaN;
}

/** How many of an ascending list are at a bound or below it, if they are no fewer than `low` and no more than `high`. */
export function countUpTo(sorted: Float32Array, bound: number, low = 0, high = sorted.length): number {
  let [least, most] = [low, high];
  while (least < most) {
    const middle = (least + most) >> 1;
    if ((sorted[middle] ?? 0) > bound) most = middle;
    else least = middle + 1;
  }
  return least;
}

/** How many of an ascending list are below a bound, if they are no fewer than `low` and no more than `high`. */
export function countBelow(sorted: Float32Array, bound: number, low = 0, high = sorted.length): number {
  let [least, most] = [low, high];
  while (least < most) {
    const middle = (least + most) >> 1;
    if ((sorted[middle] ?? 0) < bound) least = middle + 1;
    else most = middle;
  }
  return least;
}

const scratch = new Float32Array(1);
const bits = new Uint32Array(scratch.buffer);
/** Of a number's 32 bits, the sign, the exponent and four bits of the fraction: they grow as positive numbers do. */
const SHIFT = 19;
const PARTS = 1 << (31 - SHIFT);

function partOf(magnitude: number): number {
  scratch[0] = magnitude;
  return (bits[0] ?? 0) >>> SHIFT;
}

/**
 * Counts in an ascending list of magnitudes, for very many numbers: the list is cut at powers of two and sixteenths of
 * them, so that each search is short.
 */
export class RankSearch {
  readonly #sorted: Float32Array;
  /** How many lie in lower parts; one more than there are parts. */
  readonly #lower = new Uint32Array(PARTS + 1);

  /** @param sorted ascending, none below 0. */
  constructor(sorted: Float32Array) {
    this.#sorted = sorted;
    for (const magnitude of sorted) {
      const part = partOf(magnitude) + 1;
      this.#lower[part] = (this.#lower[part] ?? 0) + 1;
    }
    for (let part = 1; part <= PARTS; part++) {
      this.#lower[part] = (this.#lower[part] ?? 0) + (this.#lower[part - 1] ?? 0);
    }
  }

  /** The share of the list that is at a magnitude or below it; one half of none. */
  share(magnitude: number): number {
    const { length } = this.#sorted;
    const part = partOf(magnitude);
    if (length === 0) return 0.5;
    return countUpTo(this.#sorted, magnitude, this.#lower[part], this.#lower[part + 1]) / length;
  }

  /** The share of the others that are below a magnitude: 0 for the least, however many there are of it. */
  shareBelow(magnitude: number): number {
    const part = partOf(magnitude);
    const below = countBelow(this.#sorted, magnitude, this.#lower[part], this.#lower[part + 1]);
    return Math.min(1, below / Math.max(1, this.#sorted.length - 1));
  }
}
