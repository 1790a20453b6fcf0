import { expect, test } from "vitest";
import type { Starts } from "../../src/experiment/experiment.ts";
import { startPosition } from "../../src/reference/starts.ts";

const domain = { x: [-2, 2], y: [-1, 3] } as const;
const positions = (starts: Starts, count: number) =>
  Array.from({ length: count }, (_, index) => {
    const { x, y } = startPosition(starts, index, domain, 9, (value) => value);
    return [x, y] as const;
  });

test("a grid starts at its cells' centres, row by row from the smallest x and y", () => {
  expect(positions({ kind: "grid", columns: 2, rows: 2 }, 4)).toEqual([
    [-1, 0],
    [1, 0],
    [-1, 2],
    [1, 2],
  ]);
});

test("a line starts at both ends and evenly between", () => {
  expect(positions({ kind: "line", count: 3, from: [0, 0], to: [1, 2] }, 3)).toEqual([
    [0, 0],
    [0.5, 1],
    [1, 2],
  ]);
  expect(positions({ kind: "line", count: 1, from: [5, 6], to: [1, 2] }, 1)).toEqual([[5, 6]]);
});

test("uniform starts fill their region evenly", () => {
  const region = { x: [0, 1], y: [10, 14] } as const;
  const points = positions({ kind: "uniform", count: 4000, region }, 4000);
  expect(points.every(([x, y]) => x >= 0 && x < 1 && y >= 10 && y < 14)).toBe(true);
  const quarter = points.filter(([x, y]) => x < 0.5 && y < 12).length;
  // Binomial: 1000 ± 27 (one standard deviation).
  expect(Math.abs(quarter - 1000)).toBeLessThan(110);
});

test("a disk is filled evenly by area", () => {
  const points = positions({ kind: "disk", count: 4000, center: [1, -1], radius: 2 }, 4000);
  const radii = points.map(([x, y]) => Math.hypot(x - 1, y + 1));
  expect(Math.max(...radii)).toBeLessThanOrEqual(2 + 1e-12);
  expect(Math.abs(radii.filter((radius) => radius < 1).length - 1000)).toBeLessThan(110);
});

test("a cloud has its centre and spread", () => {
  const points = positions({ kind: "gaussian", count: 4000, center: [3, 4], sigma: 0.5 }, 4000);
  const mean = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
  expect(Math.abs(mean(points.map(([x]) => x)) - 3)).toBeLessThan(4 * (0.5 / Math.sqrt(4000)));
  expect(Math.abs(mean(points.map(([, y]) => (y - 4) ** 2)) - 0.25)).toBeLessThan(4 * 0.25 * Math.sqrt(2 / 4000));
});

test.each<[string, Starts]>([
  ["uniform", { kind: "uniform", count: 3 }],
  ["gaussian", { kind: "gaussian", count: 3, center: [0, 0], sigma: 1 }],
  ["disk", { kind: "disk", count: 3, center: [0, 0], radius: 1 }],
])("%s starts are others for another seed and another index, and the same for the same", (_, starts) => {
  const at = (seed: number, index: number) => startPosition(starts, index, domain, seed, (value) => value);
  expect(at(9, 0)).toEqual(at(9, 0));
  expect(at(10, 0)).not.toEqual(at(9, 0));
  expect(at(9, 1)).not.toEqual(at(9, 0));
});
