import { describe, expect, it } from "vitest";
import { randomBits } from "../../src/math/random.ts";
import { MOST_MINIMA } from "../../src/simulation/statistics-layout.ts";
import { valueOfBin, valueOfKey } from "../../src/simulation/statistics-row.ts";
import { surfaces } from "../../src/surfaces/index.ts";
import { defaultParameters, minimaOf } from "../../src/surfaces/surface.ts";

/** The order-preserving bits of a number as f32. */
function keyOf(value: number): number {
  const bits = new Uint32Array(Float32Array.of(value === 0 ? 0 : value).buffer)[0] ?? 0;
  return (bits >>> 31 === 1 ? ~bits : bits | 0x80000000) >>> 0;
}

/** Finite numbers of every magnitude that f32 has, by a fixed seed. */
const numbers = Array.from({ length: 20_000 }, (_, index) => {
  const [bits] = randomBits(11, index, 0, 0);
  return new Float32Array(Uint32Array.of(bits).buffer)[0] ?? 0;
}).filter(Number.isFinite);

describe("The bins of a histogram", () => {
  it("are told by the middle, 1 : 128 from any number in them at most", () => {
    let worst = 0;
    for (const number of numbers) {
      const seen = valueOfBin(keyOf(number) >>> 17);
      // Numbers that f32 holds with fewer digits than usual are no further apart than the smallest that it does not.
      if (Math.abs(number) >= 2 ** -126) worst = Math.max(worst, Math.abs(seen - number) / Math.abs(number));
      else expect(Math.abs(seen - number)).toBeLessThan(2 ** -126);
    }
    expect(worst).toBeLessThanOrEqual(1 / 128);
  });

  it("hold zero, and what is infinite, as such", () => {
    expect([0, -0, 1e-42].map((number) => valueOfBin(keyOf(number) >>> 17))).toEqual([0, 0, 0]);
    expect(valueOfBin(keyOf(Number.POSITIVE_INFINITY) >>> 17)).toBe(Number.POSITIVE_INFINITY);
    expect(valueOfBin(0xffffffff >>> 17), "diverged").toBe(Number.POSITIVE_INFINITY);
    expect(valueOfBin(keyOf(Number.NEGATIVE_INFINITY) >>> 17)).toBe(Number.NEGATIVE_INFINITY);
  });

  it("keep the order of the numbers, and their bits give them back", () => {
    const sorted = numbers.toSorted((a, b) => a - b);
    const keys = sorted.map(keyOf);
    expect(keys).toEqual(keys.toSorted((a, b) => a - b));
    expect(keys.map(valueOfKey)).toEqual(sorted.map((number) => number + 0));
  });
});

describe("The basins", () => {
  it("of every surface of the catalogue fit into a row", () => {
    const counts = surfaces.map((surface) => minimaOf(surface, defaultParameters(surface)).length);
    expect(Math.max(...counts)).toBeLessThanOrEqual(MOST_MINIMA);
  });
});
