import { describe, expect, it } from "vitest";
import type { PaceKey } from "../../../src/experiment/recording.ts";
import { randomBits, unitInterval } from "../../../src/math/random.ts";
import { Pace } from "../../../src/recording/timeline/pace.ts";
import { RateIntegral } from "../../../src/recording/timeline/rate-integral.ts";

/** 2 … 9 keys in about 9 s, with jumps, rests of some length, and up to 200 steps a second. */
function randomKeys(seed: number): readonly PaceKey[] {
  const draw = (key: number) => randomBits(seed, key, 0, 0).map(unitInterval);
  const [count = 0] = draw(1000);
  let at = 0;
  return Array.from({ length: 2 + Math.floor(8 * count) }, (_, key) => {
    const [gap = 0, rate = 0, rest = 0] = draw(key);
    at += gap < 0.2 ? 0 : 2 * gap;
    return { at, stepsPerSecond: rest < 0.3 ? 0 : 200 * rate };
  });
}

/** Steps a second just after a time: straight between keys, nothing before the first. */
function rateAfter(keys: readonly PaceKey[], time: number): number {
  const index = keys.findLastIndex(({ at }) => at <= time);
  const [from, to] = [keys[index], keys[index + 1]];
  if (from === undefined) return 0;
  if (to === undefined) return from.stepsPerSecond;
  return from.stepsPerSecond + ((to.stepsPerSecond - from.stepsPerSecond) * (time - from.at)) / (to.at - from.at);
}

const SEEDS = Array.from({ length: 200 }, (_, seed) => seed);
const FOREVER = Number.POSITIVE_INFINITY;

describe("A pace", () => {
  it("comes as far as its rate adds up to, numerically", () => {
    let worst = 0;
    for (const seed of SEEDS) {
      const keys = randomKeys(seed);
      const pace = new Pace(keys, 1e9);
      const times = [0, ...keys.map(({ at }) => at), 20];
      let sum = 0;
      for (const [index, time] of times.entries()) {
        const from = times[index - 1] ?? 0;
        // The midpoint rule is exact where the rate is straight, as it is between two keys.
        const parts = 16;
        const width = (time - from) / parts;
        for (let part = 0; part < parts; part += 1) {
          sum += rateAfter(keys, from + (part + 0.5) * width) * width;
          const there = from + (part + 1) * width;
          worst = Math.max(worst, Math.abs(pace.position(there) - sum) / Math.max(1, sum));
        }
      }
    }
    // Measured 1.4e-15 of the sum: the rounding of both sums.
    expect(worst).toBeLessThan(1e-14);
  });

  it("leaves a step when it has come there, and after what rest there is at it", () => {
    let [worst, left, early] = [0, 0, 0];
    for (const seed of SEEDS) {
      const keys = randomKeys(seed);
      const pace = new Pace(keys, 1e9);
      for (let step = 0; step <= pace.position(10); step += 7) {
        const time = pace.leaving(step);
        if (time === FOREVER) continue;
        worst = Math.max(worst, Math.abs(pace.position(time) - step) / Math.max(1, step));
        if (pace.position(time + 1e-4) <= step) early += 1;
        left += 1;
      }
    }
    expect(early).toBe(0);
    expect(left).toBeGreaterThan(5000);
    // What the root misses by is less than what counts as the whole step, 1e-12 of it.
    expect(worst).toBe(0);
  });

  it("rests before its first key, and goes on after its last", () => {
    const pace = new Pace([{ at: 2, stepsPerSecond: 10 }], 1000);
    expect([0, 1.9, 2, 2.5, 12].map((time) => pace.position(time))).toEqual([0, 0, 0, 5, 100]);
    expect([0, 1, 100].map((step) => pace.leaving(step))).toEqual([2, 2.1, 12]);
    expect(pace.over).toBe(102);
  });

  it("has a step under way until it is reached, and then rests on it", () => {
    const pace = new Pace([{ at: 1, stepsPerSecond: 2 }], 3);
    const at = (time: number) => pace.progress(time);
    expect(at(0)).toEqual({ step: 0, fraction: 1 });
    expect(at(1)).toEqual({ step: 0, fraction: 1 });
    expect(at(1.125)).toEqual({ step: 1, fraction: 0.25 });
    expect(at(1.5)).toEqual({ step: 1, fraction: 1 });
    expect(at(1.75)).toEqual({ step: 2, fraction: 0.5 });
    expect(at(2.5)).toEqual({ step: 3, fraction: 1 });
    expect(at(100)).toEqual({ step: 3, fraction: 1 });
  });

  it("ends with the run, which it never leaves", () => {
    const pace = new Pace([{ at: 0, stepsPerSecond: 10 }], 25);
    expect(pace.leaving(24)).toBe(2.4);
    expect(pace.leaving(25)).toBe(FOREVER);
    expect(pace.over).toBe(2.5);
    expect(new Pace([{ at: 1, stepsPerSecond: 10 }], 0).over).toBe(0);
  });

  it("is over where it comes to rest for good, be it within a step", () => {
    const keys = [
      { at: 0, stepsPerSecond: 10 },
      { at: 1.25, stepsPerSecond: 10 },
      { at: 1.25, stepsPerSecond: 0 },
      { at: 8, stepsPerSecond: 0 },
    ];
    const pace = new Pace(keys, 100);
    expect(pace.over).toBe(1.25);
    expect(pace.leaving(12)).toBe(1.2);
    expect(pace.leaving(13)).toBe(FOREVER);
    expect(pace.progress(9)).toEqual({ step: 13, fraction: 0.5 });
    expect(new Pace([{ at: 3, stepsPerSecond: 0 }], 100).over).toBe(0);
  });

  it("leaves a step at which it rests when the rest is over", () => {
    const keys = [
      { at: 0, stepsPerSecond: 10 },
      { at: 1, stepsPerSecond: 10 },
      { at: 1, stepsPerSecond: 0 },
      { at: 4, stepsPerSecond: 0 },
      { at: 6, stepsPerSecond: 8 },
    ];
    const pace = new Pace(keys, 100);
    expect(pace.leaving(10)).toBe(4);
    // From there 2 s² steps in s seconds, for two of them, then 8 a second.
    expect(pace.leaving(12)).toBe(5);
    // Measured 0.
    expect(pace.leaving(11)).toBeCloseTo(4 + Math.SQRT1_2, 15);
    expect(pace.leaving(18)).toBe(6);
    expect(pace.leaving(19)).toBe(6.125);
  });

  it("is at a whole step where the sum of its keys misses it by rounding", () => {
    // In floating point 0.14 · 100 is 14.000000000000002, and 2.3 · 100 is 229.99999999999997.
    for (const [seconds, stepsPerSecond, steps] of [
      [0.14, 100, 14],
      [2.3, 100, 230],
    ] as const) {
      expect(seconds * stepsPerSecond).not.toBe(steps);
      const keys = [
        { at: 0, stepsPerSecond },
        { at: seconds, stepsPerSecond },
        { at: seconds, stepsPerSecond: 0 },
        { at: 5, stepsPerSecond: 0 },
        { at: 5, stepsPerSecond },
      ];
      const pace = new Pace(keys, 1000);
      expect(pace.progress(3)).toEqual({ step: steps, fraction: 1 });
      expect(pace.leaving(steps)).toBe(5);
      expect(new Pace(keys.slice(0, 4), 1000).leaving(steps)).toBe(FOREVER);
      // Measured 0 for all.
      expect(new Pace(keys.slice(0, 4), 1000).over).toBeCloseTo(seconds, 15);
      expect(new Pace(keys, steps).over).toBeCloseTo(seconds, 15);
    }
  });
});

describe("The integral of a rate", () => {
  it("begins with what comes before its first key", () => {
    const keys = [
      { at: 2, rate: -3 },
      { at: 4, rate: 5 },
    ];
    const integral = new RateIntegral(keys, -3);
    expect([1, 2, 3, 4, 6].map((time) => integral.until(time))).toEqual([-3, -6, -7, -4, 6]);
  });
});
