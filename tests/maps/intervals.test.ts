import { describe, expect, it } from "vitest";
import { medianInterval, shareInterval } from "../../src/maps/intervals.ts";
import { randomBits, unitInterval } from "../../src/math/random.ts";

const numbersTo = (count: number): number[] => Array.from({ length: count }, (_, index) => index + 1);

/** `count` numbers of a skewed distribution whose median is ln 2. */
function exponentials(count: number, sample: number): Float64Array {
  return Float64Array.from({ length: count }, (_, index) => {
    const [bits] = randomBits(5, sample, index, 0);
    return -Math.log(1 - unitInterval(bits));
  });
}

describe("The interval of a median", () => {
  it("lies between the order statistics of the tables", () => {
    // Of 1, 2, … n the value is its rank. W. J. Conover, Practical Nonparametric Statistics: 95 % two-sided.
    const ranks = [6, 10, 20, 25, 50, 100].map((count) => {
      const { low, high } = medianInterval(numbersTo(count).reverse());
      return [count, low, high];
    });
    expect(ranks).toEqual([
      [6, 1, 6],
      [10, 2, 9],
      [20, 6, 15],
      [25, 8, 18],
      [50, 18, 33],
      [100, 40, 61],
    ]);
  });

  it("takes the lower middle value as the median, and knows no interval below six values", () => {
    expect(medianInterval([4, 1, 3, 2])).toEqual({ value: 2, low: Number.NaN, high: Number.NaN });
    expect(medianInterval(numbersTo(5)).low).toBeNaN();
  });

  it("goes on where 2 to the number of values is no number", () => {
    const { value, low, high } = medianInterval(numbersTo(16_384));
    expect(value).toBe(8192);
    // The normal approximation: half of them, less 1.96 standard deviations of 64 each.
    expect(Math.abs(low - (8192 - 1.96 * 64))).toBeLessThan(1.5);
    expect(low + high).toBe(16_385);
  });

  it("holds the median of a skewed distribution 95 times in 100 or more", () => {
    const samples = 2000;
    let held = 0;
    for (let sample = 0; sample < samples; sample += 1) {
      const { low, high } = medianInterval(exponentials(40, sample));
      if (low <= Math.LN2 && Math.LN2 <= high) held += 1;
    }
    console.info(`40 values: ${((100 * held) / samples).toFixed(2)} % of 2000 intervals hold the median.`);
    // Exactly: ranks 14 and 27 of 40 hold it with 96.2 %; three standard errors of 2,000 samples are 1.3 %.
    expect(Math.abs(held / samples - 0.962)).toBeLessThan(0.013);
  });

  it("counts what never came as infinite", () => {
    const never = Number.POSITIVE_INFINITY;
    const { value, low, high } = medianInterval([...numbersTo(6), never, never, never, never]);
    expect([value, low, high]).toEqual([5, 2, never]);
  });
});

describe("The interval of a share", () => {
  it("is Wilson's", () => {
    const { value, low, high } = shareInterval(10, 20);
    expect(value).toBe(0.5);
    // (10 + z²/2 ∓ z√(5 + z²/4))/(20 + z²), z² = 3.841459.
    expect(low).toBeCloseTo(0.2992980081982124, 12);
    expect(high).toBeCloseTo(0.7007019918017876, 12);
  });

  it("ends at 0 and at 1, and is open to the other side", () => {
    const none = shareInterval(0, 64);
    const all = shareInterval(64, 64);
    expect([none.low, all.high]).toEqual([0, 1]);
    // z²/(n + z²).
    expect(none.high).toBeCloseTo(3.841458820694124 / (64 + 3.841458820694124), 12);
    expect(all.low).toBeCloseTo(1 - none.high, 12);
  });
});
