import { describe, expect, it } from "vitest";
import { rounding } from "../../src/math/precision.ts";
import { randomBits, standardNormals } from "../../src/math/random.ts";
import {
  isForgotten,
  isSpread,
  largestSpeeds,
  nextLag,
  strongestCorrelation,
} from "../../src/simulation/steady-pilot.ts";

const COUNT = 4096;
const exact = rounding("f64");

/** Standard normal states, four numbers a trajectory. */
function crowd(seed: number): Float32Array {
  const states = new Float32Array(4 * COUNT);
  for (let row = 0; row < COUNT; row++) {
    const [a, b, c, d] = randomBits(seed, row, 0, 0);
    const [first, second] = [standardNormals(a, b, exact), standardNormals(c, d, exact)];
    states.set([first.x, first.y, second.x, second.y], 4 * row);
  }
  return states;
}

describe("the strongest correlation of a crowd with its past", () => {
  it("is 1 with itself, and as good as none with another crowd", () => {
    const [one, other] = [crowd(1), crowd(2)];
    expect(strongestCorrelation(one, one)).toBeCloseTo(1, 12);
    // Of 16 correlations with standard error 1/64; measured .038.
    expect(strongestCorrelation(one, other)).toBeLessThan(3.5 / 64);
    expect(isForgotten(strongestCorrelation(one, other))).toBe(true);
  });

  it("sees an oscillation at every phase, and its decay", () => {
    const before = crowd(3);
    for (const phase of [0.3, Math.PI / 2, 2, Math.PI]) {
      // x turns into vx and back.
      const after = before.map((value, at) => {
        const own = at % 4;
        if (own % 2 === 1) return 0;
        const other = before[own === 0 ? at + 2 : at - 2] ?? 0;
        return 0.5 * (value * Math.cos(phase) + other * Math.sin(phase) * (own === 0 ? 1 : -1));
      });
      const least = Math.max(Math.abs(Math.cos(phase)), Math.abs(Math.sin(phase)));
      // Measured 4.2e-4 at most: x and vx of the sample are not quite uncorrelated.
      expect(Math.abs(strongestCorrelation(before, after) - least), `phase ${phase}`).toBeLessThan(0.01);
    }
  });

  it("asks for every number of the state", () => {
    const [before, other] = [crowd(5), crowd(6)];
    for (const number of [0, 1, 2, 3]) {
      const after = other.map((value, at) => (at % 4 === number ? (before[at ^ 1] ?? 0) : value));
      expect(strongestCorrelation(before, after), `number ${number}`).toBeCloseTo(1, 12);
    }
  });

  it("does not ask for the mean, the scale, or those that have diverged", () => {
    const before = crowd(4);
    const moved = before.map((value) => 1e3 + 10 * value);
    const lost = moved.slice().fill(Number.NaN, 40, 44);
    expect(strongestCorrelation(before, lost)).toBeCloseTo(1, 5);
    expect(strongestCorrelation(before, before.slice().fill(2))).toBe(0);
  });

  it("counts as forgotten below .2", () => {
    expect([isForgotten(0.19), isForgotten(0.21)]).toEqual([true, false]);
  });

  it("tells a crowd in one place from one that is spread", () => {
    const together = crowd(7).fill(0.5);
    expect(isSpread(together)).toBe(false);
    expect(isSpread(together.with(9, 0.6))).toBe(true);
  });
});

it("asks at lags of whole blocks of steps, ever further apart", () => {
  const lags = [nextLag(0)];
  while (lags.length < 9) lags.push(nextLag(lags.at(-1) ?? 0));
  expect(lags).toEqual([8, 16, 24, 32, 48, 72, 112, 168, 256]);
});

it("takes the largest speeds in the region, and where nobody is there those of all", () => {
  const states = Float32Array.from([0, 0, 0.1, -0.4, 5, 0, 9, 0, 0.5, 0.5, -0.2, 0, Number.NaN, 0, 99, 99]);
  const region = { components: [0, 1], x: [-1, 1], y: [-1, 1] } as const;
  expect(largestSpeeds(states, region).map((speed) => Math.fround(speed))).toEqual([
    Math.fround(0.2),
    Math.fround(0.4),
  ]);
  expect(largestSpeeds(states, { ...region, x: [20, 30] })).toEqual([9, Math.fround(0.4)]);
});
