import { describe, expect, it } from "vitest";
import { EASINGS } from "../../src/experiment/recording.ts";
import { type CurveKey, curveThrough } from "../../src/experiment/recording-curve.ts";
import { randomBits, unitInterval } from "../../src/math/random.ts";

const smooth = (points: readonly (readonly [number, number])[]): readonly CurveKey[] =>
  points.map(([at, value]) => ({ at, value, easing: "smooth" }));

/** 2 … 9 keys with gaps of .05 … 2 s, some of them none, values of 1e-3 … 1e3 of which some repeat, and easings at random. */
function randomKeys(seed: number, easing?: "smooth"): readonly CurveKey[] {
  const draw = (key: number) => randomBits(seed, key, 0, 0).map(unitInterval);
  const [count = 0] = draw(1000);
  let at = 0;
  let value = 1;
  return Array.from({ length: 2 + Math.floor(8 * count) }, (_, key) => {
    const [gap = 0, level = 0, choice = 0, repeat = 0] = draw(key);
    at += easing === undefined && gap < 0.1 ? 0 : 0.05 + 2 * gap;
    value = repeat < 0.2 ? value : 10 ** (6 * level - 3);
    return { at, value, easing: easing ?? EASINGS[Math.floor(3 * choice)] ?? "smooth" };
  });
}

const SEEDS = Array.from({ length: 300 }, (_, seed) => seed);
const SCALES = ["linear", "log"] as const;

describe("A curve through keys", () => {
  it("is a key's value at its time to the last bit, the last one's of several, and stays at both ends", () => {
    for (const scale of SCALES) {
      for (const seed of SEEDS) {
        const keys = randomKeys(seed);
        const curve = curveThrough(keys, scale);
        for (const { at } of keys) expect(curve(at)).toBe(keys.findLast((key) => key.at === at)?.value);
        expect(curve((keys[0]?.at ?? 0) - 1)).toBe(keys[0]?.value);
        expect(curve((keys.at(-1)?.at ?? 0) + 1)).toBe(keys.at(-1)?.value);
      }
    }
  });

  it("goes beyond neither key, and from the one to the other without turning", () => {
    let [turned, beyond, touching, between] = [0, 0, 0, 0];
    for (const scale of SCALES) {
      for (const seed of SEEDS) {
        const keys = randomKeys(seed);
        const curve = curveThrough(keys, scale);
        for (const [index, to] of keys.entries()) {
          const from = keys[index - 1];
          if (from === undefined || from.at === to.at) continue;
          const sign = Math.sign(to.value - from.value);
          let last = from.value;
          for (let part = 1; part < 50; part += 1) {
            const value = curve(from.at + ((to.at - from.at) * part) / 50);
            turned = Math.max(turned, (sign * (last - value)) / Math.max(from.value, to.value));
            beyond = Math.max(beyond, sign * (value - to.value), sign * (from.value - value));
            if (sign === 0) beyond = Math.max(beyond, Math.abs(value - to.value));
            if (sign !== 0 && to.easing !== "hold" && (value === to.value || value === from.value)) touching += 1;
            last = value;
            between += 1;
          }
        }
      }
    }
    expect(between).toBeGreaterThan(50_000);
    expect(turned).toBe(0);
    expect(beyond).toBe(0);
    // What was kept from going beyond a key would lie on it.
    expect(touching).toBe(0);
  });

  it("has a continuous slope where smooth keys follow each other, and is flat at both ends", () => {
    const step = 1e-6;
    let [kink, end] = [0, 0];
    for (const seed of SEEDS) {
      const keys = randomKeys(seed, "smooth");
      const curve = curveThrough(keys);
      const steepest = Math.max(
        ...keys.map(({ at, value }, index) => {
          const before = keys[index - 1];
          return before === undefined ? 0 : Math.abs((value - before.value) / (at - before.at));
        }),
      );
      if (steepest === 0) continue;
      const slopeAfter = (at: number) => (curve(at + step) - curve(at)) / step / steepest;
      for (const { at } of keys) kink = Math.max(kink, Math.abs(slopeAfter(at) - slopeAfter(at - step)));
      const [first, last] = [keys[0]?.at ?? 0, keys.at(-1)?.at ?? 0];
      end = Math.max(end, Math.abs(slopeAfter(first)), Math.abs(slopeAfter(last - step)));
    }
    // Measured 7.2e-5 and 5.9e-5 of the steepest mean slope: what is left is a curvature of up to 6 of them over the
    // shortest gap, .05 s, times 1e-6 s, 1.2e-4.
    expect(kink).toBeLessThan(2.4e-4);
    expect(end).toBeLessThan(1.2e-4);
  });

  it("has the slopes of PCHIP inside: the weighted harmonic mean of both sides", () => {
    // (0, 0), (1, 1), (3, 2): slopes 1 and .5, weights 2·2 + 1 = 5 and 2 + 2·1 = 4: 9 / (5/1 + 4/.5) = 9/13.
    const curve = curveThrough(
      smooth([
        [0, 0],
        [1, 1],
        [3, 2],
      ]),
    );
    // Between two keys of a run it is Hermite's cubic: halfway, the mean plus (slope at the left − at the right) · h/8.
    // Measured 0 for both; written as decimals these are good to 1e-15.
    expect(curve(2)).toBeCloseTo(1.5 + (9 / 13) * (2 / 8), 14);
    expect(curve(0.5)).toBeCloseTo(0.5 - 9 / 13 / 8, 14);
  });

  it("eases as smoothstep does between two keys alone", () => {
    const curve = curveThrough(
      smooth([
        [1, 10],
        [3, 20],
      ]),
    );
    for (const share of [0.1, 0.25, 0.5, 0.8]) {
      // Measured 0.
      expect(curve(1 + 2 * share)).toBeCloseTo(10 + 10 * share * share * (3 - 2 * share), 13);
    }
  });

  it("is straight, or holds until its key, where the later key says so", () => {
    const keys: readonly CurveKey[] = [
      { at: 0, value: 1, easing: "smooth" },
      { at: 2, value: 4, easing: "linear" },
      { at: 4, value: 16, easing: "hold" },
      { at: 4, value: 25, easing: "hold" },
      { at: 6, value: 36, easing: "linear" },
    ];
    const curve = curveThrough(keys);
    expect([0.5, 1, 1.5].map(curve)).toEqual([1.75, 2.5, 3.25]);
    expect([2, 3, 3.999].map(curve)).toEqual([4, 4, 4]);
    expect([4, 5].map(curve)).toEqual([25, 30.5]);
    const log = curveThrough(keys, "log");
    // Equal ratios in equal times. Measured 0 and 1.1e-14: three roundings of exp and log.
    expect(log(1)).toBeCloseTo(2, 14);
    expect(log(5)).toBeCloseTo(30, 13);
  });

  it("begins anew at a jump: what is smooth before it ends flat", () => {
    const jump = smooth([
      [0, 0],
      [1, 1],
      [1, 5],
      [2, 6],
    ]);
    const curve = curveThrough(jump);
    // Measured 3e-6: the value a microsecond before the end of a flat cubic of height 1 is 3e-12 from it.
    expect((1 - curve(1 - 1e-6)) / 1e-6).toBeLessThan(1e-5);
    expect(curve(1)).toBe(5);
    expect((curve(1 + 1e-6) - 5) / 1e-6).toBeLessThan(1e-5);
  });
});
