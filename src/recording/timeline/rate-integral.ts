import { lastNotAfter } from "../../experiment/last-not-after.ts";

/** Something a second, from `at` seconds on. */
export interface RateKey {
  readonly at: number;
  readonly rate: number;
}

/** How much has come together since second 0 of what comes at a rate: straight between two keys, as it is after the last. */
export class RateIntegral {
  readonly #times: readonly number[];
  readonly #rates: readonly number[];
  /** What has come together at each key. */
  readonly #sums: readonly number[];
  readonly #before: number;

  /**
   * @param keys at least one, ascending in time.
   * @param before the rate before the first key.
   */
  constructor(keys: readonly RateKey[], before: number) {
    this.#times = keys.map(({ at }) => at);
    this.#rates = keys.map(({ rate }) => rate);
    this.#before = before;
    const sums: number[] = [];
    let sum = before * (this.#times[0] ?? 0);
    for (const [index, { at, rate }] of keys.entries()) {
      const last = keys[index - 1];
      if (last !== undefined) sum += ((at - last.at) * (last.rate + rate)) / 2;
      sums.push(sum);
    }
    this.#sums = sums;
  }

  /** What comes together in the end: Infinity where it never ends. */
  get total(): number {
    return (this.#rates.at(-1) ?? 0) > 0 ? Number.POSITIVE_INFINITY : (this.#sums.at(-1) ?? 0);
  }

  /** What has come together until a time: the closed form, whatever was asked before. */
  until(time: number): number {
    const index = lastNotAfter(this.#times, time);
    if (index < 0) return this.#before * time;
    const since = time - (this.#times[index] ?? 0);
    return (this.#sums[index] ?? 0) + since * ((this.#rates[index] ?? 0) + (this.#growth(index) * since) / 2);
  }

  /**
   * The first time at which an amount has come together; Infinity where it never has. As {@link leaves}, of rates that are
   * nowhere negative, and 0 before the first key.
   * @param slack how much less counts as the same.
   */
  reaches(amount: number, slack: number): number {
    const index = this.#sums.findIndex((sum) => sum >= amount - slack);
    if (index < 0) return this.#within(this.#sums.length - 1, amount);
    return Math.min(this.#within(index - 1, amount), this.#times[index] ?? 0);
  }

  /**
   * The last time at which no more than an amount has come together; Infinity where it never becomes more.
   * @param slack how much more counts as the same.
   */
  leaves(amount: number, slack: number): number {
    if (amount + slack >= this.total) return Number.POSITIVE_INFINITY;
    return this.#within(lastNotAfter(this.#sums, amount + slack), amount);
  }

  /** When an amount has come together by what comes from a key on, or at the key where it has already. */
  #within(index: number, amount: number): number {
    const rate = this.#rates[index] ?? 0;
    const missing = Math.max(amount - (this.#sums[index] ?? 0), 0);
    // The root of rate·s + growth·s²/2 = missing, in the form in which nothing cancels.
    const speed = Math.sqrt(Math.max(rate * rate + 2 * this.#growth(index) * missing, 0));
    return (this.#times[index] ?? 0) + (missing === 0 ? 0 : (2 * missing) / (rate + speed));
  }

  /** How the rate grows from a key on, a second. */
  #growth(index: number): number {
    const [at, next] = [this.#times[index], this.#times[index + 1]];
    if (at === undefined || next === undefined || next === at) return 0;
    return ((this.#rates[index + 1] ?? 0) - (this.#rates[index] ?? 0)) / (next - at);
  }
}
