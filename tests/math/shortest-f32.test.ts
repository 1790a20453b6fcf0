import { expect, it } from "vitest";
import { randomBits } from "../../src/math/random.ts";
import { shortestF32 } from "../../src/math/shortest-f32.ts";

it("finds the shortest decimal of an f32", () => {
  expect(shortestF32(Math.fround(0.1))).toBe(0.1);
  expect(shortestF32(-3.499999)).toBe(-3.499999);
  expect(shortestF32(1 / 3)).toBe(0.33333333);
  expect(shortestF32(0)).toBe(0);
  expect(shortestF32(Number.NaN)).toBeNaN();
});

it("keeps 1 − value too where that is asked for", () => {
  const beta = 0.99991234567;
  expect(Math.fround(1 - shortestF32(beta))).not.toBe(Math.fround(1 - beta));
  expect(Math.fround(1 - shortestF32(beta, true))).toBe(Math.fround(1 - beta));
  expect(String(shortestF32(beta, true)).length).toBeLessThan(String(beta).length + 1);
});

it("never changes the f32", () => {
  const wrong: number[] = [];
  for (let index = 0; index < 2000; index++) {
    const [bits, exponent] = randomBits(5, index, 0, 0);
    const value = (bits / 2 ** 31 - 1) * 2 ** ((exponent % 60) - 30);
    if (Math.fround(shortestF32(value)) !== Math.fround(value)) wrong.push(value);
    if (Math.fround(1 - shortestF32(value, true)) !== Math.fround(1 - value)) wrong.push(value);
  }
  expect(wrong).toEqual([]);
});
