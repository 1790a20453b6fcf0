import { expect, test } from "vitest";
import { parseExperiment } from "../../../src/experiment/parse-experiment.ts";
import { chosenStarts } from "../../../src/simulation/cells/chosen-starts.ts";

const grid = parseExperiment({
  version: 1,
  surface: { id: "quadratic" },
  starts: { kind: "grid", columns: 32, rows: 32, region: { x: [-1, 1], y: [-1, 1] } },
  ensembles: [{ optimizer: "momentum" }],
});

test("where there are few starts, all of them run, in their order", () => {
  const points = [
    [0, 1],
    [0.1, 2],
    [-3, 4],
  ] as const;
  const few = { ...grid, starts: { kind: "points", points } } as const;
  expect(chosenStarts(few, 3)).toEqual({
    points: [
      [0, 1],
      [Math.fround(0.1), 2],
      [-3, 4],
    ],
    numbers: [0, 1, 2],
  });
});

test("of many starts some are chosen, none twice, and more begin with those that fewer would be", () => {
  const all = chosenStarts(grid, 1000);
  expect(new Set(all.numbers).size).toBe(1000);
  expect(all.numbers.every((number) => number >= 0 && number < 1024)).toBe(true);
  for (const count of [1, 2, 16, 100]) {
    expect(chosenStarts(grid, count).numbers).toEqual(all.numbers.slice(0, count));
  }
});

test("a few of a grid's starts are spread over it: each quarter has its share", () => {
  const { points } = chosenStarts(grid, 64);
  for (const [sx, sy] of [
    [-1, -1],
    [-1, 1],
    [1, -1],
    [1, 1],
  ] as const) {
    const count = points.filter(([x, y]) => x * sx > 0 && y * sy > 0).length;
    // Measured 14, 14, 17 and 19 of 64; chance alone spreads by 3.5.
    expect(Math.abs(count - 16)).toBeLessThanOrEqual(3);
  }
});

test("they leave no gap that is much longer than the others", () => {
  const numbers = [...chosenStarts(grid, 64).numbers].sort((a, b) => a - b);
  const gaps = numbers.slice(1).map((number, index) => number - (numbers[index] ?? 0));
  // Measured 8 to 22, 16 on average: gaps of golden multiples are at most 1.62 times as long as that.
  expect(Math.max(...gaps)).toBeLessThanOrEqual(26);
});
