import { describe, expect, it } from "vitest";
import { settingsOf, sweepPlan } from "../../../src/maps/race/sweep-plan.ts";
import { nextRange, rangeValues, wholeRange } from "../../../src/maps/race/sweep-range.ts";
import { coordinateOf, valueAt } from "../../../src/maps/race/sweep-scale.ts";
import { tunableNumbers } from "../../../src/maps/race/tunable.ts";
import { findOptimizer, optimizers } from "../../../src/optimizers/index.ts";

function numbersOf(id: string) {
  const optimizer = findOptimizer(id);
  if (optimizer === undefined) throw new Error(`There is no ${id}.`);
  return tunableNumbers(optimizer);
}

describe("What a race tunes", () => {
  it("is the rate, then every number but ε, whole numbers, and terms that can be left out", () => {
    const names = Object.fromEntries(
      ["momentum", "adam", "sophia", "heavy-ball-ode", "langevin", "sor", "bfgs"].map((id) => [
        id,
        numbersOf(id).map(({ name }) => name),
      ]),
    );
    expect(names).toEqual({
      momentum: ["learningRate", "beta"],
      adam: ["learningRate", "beta1", "beta2"],
      sophia: ["learningRate", "beta1", "beta2", "clip"],
      "heavy-ball-ode": ["timeStep", "mass", "friction"],
      langevin: ["learningRate"],
      sor: ["omega"],
      bfgs: [],
    });
  });

  it("reaches two decades beyond the slider of a rate, and decay rates by their distance from 1", () => {
    expect(numbersOf("momentum")).toEqual([
      { name: "learningRate", scale: "log", limits: [1e-7, 100] },
      { name: "beta", scale: "log-complement", limits: [0, 0.999] },
    ]);
  });

  it("is tried in each sweep's whole window, however it moves, at values that its optimizer accepts, in ascending order", () => {
    let looked = 0;
    for (const { id, hyperparameters } of optimizers) {
      for (const number of numbersOf(id)) {
        const declared = hyperparameters[number.name];
        if (declared?.kind !== "number") throw new Error(`${id} declares no number ${number.name}.`);
        // The best is at one end again and again, at the other, in the middle, and where it was a moment ago.
        for (const path of [
          [0, 0, 0, 0],
          [15, 15, 15, 15],
          [7, 8, 0, 15],
          [0, 15, 3, 0],
        ]) {
          let range = wholeRange(number);
          for (const index of path) {
            const values = rangeValues(number, range, 16);
            for (const [place, value] of values.entries()) {
              looked += 1;
              const isAllowed = value >= number.limits[0] && value <= number.limits[1];
              const isAccepted = declared.accepts?.test(value) ?? Number.isFinite(value);
              const isAscending = place === 0 || value > (values[place - 1] ?? Number.NaN);
              if (isAllowed && isAccepted && isAscending) continue;
              expect.fail(`${id} is tried at ${number.name} = ${value}, value ${place} of [${values.join(", ")}].`);
            }
            range = nextRange(number, range, index, 16);
          }
        }
      }
    }
    // The catalogue had 84 such numbers; each was looked at 4 · 4 · 16 times.
    expect(looked).toBeGreaterThanOrEqual(84 * 4 * 4 * 16);
  });

  it("closes in around the chosen value, follows it over an edge, and stays within what is allowed", () => {
    const [rate] = numbersOf("momentum");
    if (rate === undefined) throw new Error("Momentum has a rate.");
    const width = ({ low, high }: { low: number; high: number }): number => high - low;
    const whole = wholeRange(rate);
    const inside = nextRange(rate, whole, 8, 17);
    expect((inside.low + inside.high) / 2).toBeCloseTo(coordinateOf("log", 10 ** -2.5), 12);
    // 5.25 of 16 spacings.
    expect(width(inside) / width(whole)).toBeCloseTo(5.25 / 16, 12);
    const moved = nextRange(rate, inside, 16, 17);
    expect(width(moved)).toBeCloseTo(width(inside), 12);
    expect((moved.low + moved.high) / 2).toBeCloseTo(inside.high, 12);
    const atLimit = nextRange(rate, whole, 16, 17);
    expect([atLimit.high, width(atLimit)]).toEqual([whole.high, expect.closeTo((width(whole) * 5.25) / 16, 9)]);
  });
});

describe("The plan of the sweeps", () => {
  it("tries as many settings of optimizers that have as many numbers", () => {
    const counts = new Map<number, Set<number>>();
    for (const { id } of optimizers) {
      const numbers = numbersOf(id);
      const known = counts.get(numbers.length) ?? new Set();
      counts.set(numbers.length, known.add(settingsOf(sweepPlan(numbers))));
    }
    const tried = [...counts].sort(([a], [b]) => a - b).map(([numbers, settings]) => [numbers, ...settings]);
    expect(tried).toEqual([
      [0, 0],
      [1, 161],
      [2, 1938],
      [3, 3779],
      [4, 5620],
      [5, 7461],
    ]);
  });
});

describe("Values of a sweep", () => {
  it("have four digits, of 1 − value where they are near 1, and lie where their coordinate says", () => {
    expect(valueAt("log", Math.log(0.0123456))).toBe(0.01235);
    expect(valueAt("log-complement", coordinateOf("log-complement", 0.99912345))).toBe(0.9991235);
    expect(valueAt("log-complement", coordinateOf("log-complement", 0.6743))).toBe(0.6743);
    expect(valueAt("log-complement", 0)).toBe(0);
    expect(valueAt("linear", 0.123456)).toBe(0.1235);
  });
});
