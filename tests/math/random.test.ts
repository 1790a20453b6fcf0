import { expect, test } from "vitest";
import { rounding } from "../../src/math/precision.ts";
import { randomBits, standardNormals, unitInterval } from "../../src/math/random.ts";

const MASK = (1n << 32n) - 1n;

/** The paper's listing once more, in exact integers. */
function pcg4d(input: readonly number[]): readonly number[] {
  const v = input.map((value) => (BigInt(value) * 1664525n + 1013904223n) & MASK);
  const mix = () => {
    for (const [target, a, b] of [
      [0, 1, 3],
      [1, 2, 0],
      [2, 0, 1],
      [3, 1, 2],
    ] as const) {
      v[target] = ((v[target] ?? 0n) + (v[a] ?? 0n) * (v[b] ?? 0n)) & MASK;
    }
  };
  mix();
  v.forEach((value, index) => {
    v[index] = value ^ (value >> 16n);
  });
  mix();
  return v.map(Number);
}

test("random bits are pcg4d's", () => {
  const inputs: readonly (readonly [number, number, number, number])[] = [
    [0, 0, 0, 0],
    [7, 1, 2, 3],
    [0xffffffff, 0x80000000, 0x7fffffff, 1],
    [12345, 999999, 500, 0],
  ];
  for (const input of inputs) {
    expect(randomBits(...input), `${input}`).toEqual(pcg4d(input));
  }
});

test("the unit interval is [0, 1), exactly in f32", () => {
  expect(unitInterval(0)).toBe(0);
  expect(unitInterval(0xff)).toBe(0);
  expect(unitInterval(0xffffffff)).toBe(1 - 2 ** -24);
  expect(Math.fround(unitInterval(0xffffffff))).toBe(1 - 2 ** -24);
});

test("normal numbers have the moments of independent standard ones", () => {
  const count = 200_000;
  const round = rounding("f64");
  const sums = { x: 0, y: 0, xx: 0, yy: 0, xy: 0, x4: 0 };
  for (let index = 0; index < count; index++) {
    const [a, b] = randomBits(7, index, 3, 0);
    const { x, y } = standardNormals(a, b, round);
    sums.x += x;
    sums.y += y;
    sums.xx += x * x;
    sums.yy += y * y;
    sums.xy += x * y;
    sums.x4 += x ** 4;
  }
  // Four standard errors: 1/√n for means and products, √(2/n) for squares, √(96/n) for fourth powers.
  const deviation = 4 / Math.sqrt(count);
  expect(Math.abs(sums.x / count)).toBeLessThan(deviation);
  expect(Math.abs(sums.y / count)).toBeLessThan(deviation);
  expect(Math.abs(sums.xy / count)).toBeLessThan(deviation);
  expect(Math.abs(sums.xx / count - 1)).toBeLessThan(Math.SQRT2 * deviation);
  expect(Math.abs(sums.yy / count - 1)).toBeLessThan(Math.SQRT2 * deviation);
  expect(Math.abs(sums.x4 / count - 3)).toBeLessThan(Math.sqrt(96) * deviation);
});

test("normal numbers are finite at the extremes and exact at quarter turns", () => {
  const round = rounding("f64");
  expect(Math.hypot(...Object.values(standardNormals(0, 0x12345678, round)))).toBeCloseTo(Math.sqrt(48 * Math.LN2), 12);
  expect(Math.abs(standardNormals(0xffffffff, 0, round).x)).toBe(0);
  const quarter = standardNormals(0, 0x40000000, round);
  expect(Math.abs(quarter.x)).toBe(0);
  expect(quarter.y).toBeGreaterThan(5.7);
  expect(standardNormals(0, 0x80000000, round).x).toBeLessThan(-5.7);
  expect(standardNormals(0, 0xc0000000, round).y).toBeLessThan(-5.7);
});
