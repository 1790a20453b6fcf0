import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { readNpy } from "../../src/experiment/landscape/npy.ts";
import { solveNaturalSplines } from "../../src/math/natural-spline.ts";
import { randomBits, unitInterval } from "../../src/math/random.ts";
import { type Grid, gridSurface } from "../../src/surfaces/grid-surface.ts";
import type { SurfaceEvaluator } from "../../src/surfaces/surface.ts";

interface Row {
  readonly x: number;
  readonly y: number;
  /** f, fx, fy, fxx, fxy, fyy. */
  readonly expected: readonly number[];
}

interface Table {
  readonly spline: Grid & { readonly inside: readonly Row[]; readonly beyond: readonly Row[] };
}

const { spline }: Table = JSON.parse(readFileSync(new URL("../oracle/landscape-table.json", import.meta.url), "utf8"));

const uniform = (index: number, draw = 0): number => unitInterval(randomBits(61, index, 0, draw)[0]);

function randomGrid(columns: number, rows: number, offset = 0): Grid {
  const values = Array.from({ length: columns * rows }, (_, index) => offset + 2 * uniform(index, columns) - 1);
  return { columns, rows, values, domain: { x: [-1.5, 2], y: [0.125, 1.75] } };
}

const sample: Grid = {
  ...readNpy(readFileSync(new URL("../../public/landscapes/iris-network.npy", import.meta.url))),
  domain: { x: [-1, 1], y: [-1, 1] },
};

const GRIDS: readonly (readonly [string, Grid])[] = [
  ["the smallest", randomGrid(4, 4)],
  ["a small one", randomGrid(9, 7)],
  ["a long one", randomGrid(5, 300)],
  ["the sample", sample],
  ["the spline of the table", spline],
];

const evaluatorOf = (grid: Grid, precision: "f64" | "f32" = "f64"): SurfaceEvaluator =>
  gridSurface(grid, "").evaluator({}, precision);

/** f, fx, fy, fxx, fxy, fyy. */
function jet(evaluator: SurfaceEvaluator, x: number, y: number): number[] {
  const gradient = { x: 0, y: 0 };
  const hessian = { xx: 0, xy: 0, yy: 0 };
  evaluator.gradient(x, y, gradient);
  evaluator.hessian(x, y, hessian);
  return [evaluator.loss(x, y), gradient.x, gradient.y, hessian.xx, hessian.xy, hessian.yy];
}

/** The sizes that errors of a jet are measured in: the largest value, and what it makes of derivatives by cells. */
function unitsOf({ columns, rows, values, domain: { x, y } }: Grid): number[] {
  const largest = Math.max(...values.map(Math.abs));
  const perX = (columns - 1) / (x[1] - x[0]);
  const perY = (rows - 1) / (y[1] - y[0]);
  return [1, perX, perY, perX * perX, perX * perY, perY * perY].map((factor) => factor * largest);
}

function largestError(seen: readonly number[], expected: readonly number[], units: readonly number[]): number {
  return Math.max(...seen.map((value, i) => Math.abs(value - (expected[i] ?? Number.NaN)) / (units[i] ?? 0)));
}

function pointsInside({ domain: { x, y } }: Grid, count: number): (readonly [number, number])[] {
  return Array.from({ length: count }, (_, i) => [
    x[0] + uniform(i, 1) * (x[1] - x[0]),
    y[0] + uniform(i, 2) * (y[1] - y[0]),
  ]);
}

describe("A natural spline", () => {
  it.each([3, 4, 5, 12, 51])("of %i values solves the dense system of its conditions", (count) => {
    const stride = 3;
    const values = Array.from({ length: count }, (_, i) => 2 * uniform(i, count) - 1);
    const array = new Float64Array(stride * (count + 2) + 2).fill(7);
    for (const [i, value] of values.entries()) array[2 + (i + 1) * stride] = value;
    solveNaturalSplines(array, { starts: [2], stride, count });
    // Every coefficient is unknown: the values at the nodes, and no second difference at either end.
    const size = count + 2;
    const matrix = Array.from({ length: size }, (_, row) =>
      Array.from({ length: size }, (_, column) => {
        const middle = row === 0 ? 1 : row === size - 1 ? size - 2 : row;
        const weights = row === 0 || row === size - 1 ? [1, -2, 1] : [1 / 6, 4 / 6, 1 / 6];
        return weights[column - middle + 1] ?? 0;
      }),
    );
    const expected = solveDense(matrix, [0, ...values, 0]);
    const seen = expected.map((_, i) => array[2 + i * stride] ?? Number.NaN);
    // Measured 2.0e-15 at most.
    expect(Math.max(...seen.map((value, i) => Math.abs(value - (expected[i] ?? 0))))).toBeLessThan(1e-14);
    const others = [...array].filter((_, place) => place < 2 || (place - 2) % stride !== 0);
    expect(new Set(others), "what lies between the line's entries").toEqual(new Set([7]));
  });
});

/** Gaussian elimination with pivots. */
function solveDense(matrix: readonly (readonly number[])[], right: readonly number[]): number[] {
  const rows = matrix.map((row, i) => [...row, right[i] ?? 0]);
  for (let column = 0; column < rows.length; column += 1) {
    const best = rows.slice(column).reduce((a, b) => (Math.abs(b[column] ?? 0) > Math.abs(a[column] ?? 0) ? b : a));
    rows.splice(rows.indexOf(best), 1);
    rows.splice(column, 0, best);
    for (const [i, row] of rows.entries()) {
      if (i === column) continue;
      const factor = (row[column] ?? 0) / (best[column] ?? 0);
      for (let k = column; k < row.length; k += 1) row[k] = (row[k] ?? 0) - factor * (best[k] ?? 0);
    }
  }
  return rows.map((row, i) => (row.at(-1) ?? 0) / (row[i] ?? 0));
}

describe("The surface of a grid", () => {
  it.each([...GRIDS, ["one far from 0", randomGrid(20, 30, 1000)]] as const)(
    "goes through the values of %s",
    (_name, grid) => {
      const evaluator = evaluatorOf(grid);
      const { x, y } = grid.domain;
      const largest = Math.max(...grid.values.map(Math.abs));
      let worst = 0;
      for (const [index, value] of grid.values.entries()) {
        const px = x[0] + ((index % grid.columns) / (grid.columns - 1)) * (x[1] - x[0]);
        const py = y[0] + (Math.floor(index / grid.columns) / (grid.rows - 1)) * (y[1] - y[0]);
        worst = Math.max(worst, Math.abs(evaluator.loss(px, py) - value) / largest);
      }
      // Measured 7.6e-8: f32 rounds each coefficient by up to 6e-8 of itself, and they may be larger than the values.
      expect(worst).toBeLessThan(2e-7);
    },
  );

  it("is SciPy's spline, with all derivatives, inside and beyond the border", () => {
    const evaluator = evaluatorOf(spline);
    const units = unitsOf(spline);
    let worst = 0;
    for (const { x, y, expected } of [...spline.inside, ...spline.beyond]) {
      // Far beyond the border, values are as large as the way there.
      const scale = Math.max(1, ...expected.map((value, i) => Math.abs(value) / (units[i] ?? 1)));
      worst = Math.max(worst, largestError(jet(evaluator, x, y), expected, units) / scale);
    }
    expect(spline.inside.length + spline.beyond.length).toBe(67);
    // Measured 1.8e-15: the coefficients are the same, since those of the table are exact in f32.
    expect(worst).toBeLessThan(1e-13);
  });

  it.each(GRIDS)("has the derivatives that differences of %s show", (_name, grid) => {
    const evaluator = evaluatorOf(grid);
    const units = unitsOf(grid);
    const { x, y } = grid.domain;
    const cell = [(x[1] - x[0]) / (grid.columns - 1), (y[1] - y[0]) / (grid.rows - 1)] as const;
    let worst = 0;
    for (const [px, py] of pointsInside(grid, 300)) {
      const [dx, dy] = [1e-4 * cell[0], 1e-4 * cell[1]];
      const slope = (index: number, alongX: boolean): number => {
        const [hx, hy] = alongX ? [dx, 0] : [0, dy];
        const ahead = jet(evaluator, px + hx, py + hy)[index] ?? 0;
        const behind = jet(evaluator, px - hx, py - hy)[index] ?? 0;
        return (ahead - behind) / (2 * (alongX ? dx : dy));
      };
      const [f = 0, ...seen] = jet(evaluator, px, py);
      const expected = [slope(0, true), slope(0, false), slope(1, true), slope(1, false), slope(2, false)];
      worst = Math.max(worst, largestError([f, ...seen], [f, ...expected], units));
      worst = Math.max(worst, largestError([seen[3] ?? 0], [slope(2, true)], [units[4] ?? 0]));
    }
    // Measured 6.4e-8: differences over 2e-4 cells are off by their curvature, and where they reach into the next cell.
    expect(worst).toBeLessThan(1e-6);
  });

  it.each(GRIDS)("is C² from cell to cell and across the border of %s", (_name, grid) => {
    const evaluator = evaluatorOf(grid);
    const units = unitsOf(grid);
    const { x, y } = grid.domain;
    const cell = [(x[1] - x[0]) / (grid.columns - 1), (y[1] - y[0]) / (grid.rows - 1)] as const;
    const apart = 1e-9;
    let worst = 0;
    for (let i = 0; i < 400; i += 1) {
      const [u, v] = [uniform(i, 3), uniform(i, 4)];
      // A point on a line between two cells, or on the border, in turn of either direction.
      const column = i % 2 === 0 ? Math.round(u * (grid.columns - 1)) : u * (grid.columns - 1);
      const row = i % 2 === 0 ? v * (grid.rows - 1) : Math.round(v * (grid.rows - 1));
      const at = (shift: number): number[] =>
        jet(
          evaluator,
          x[0] + (column + (i % 2 === 0 ? shift : 0)) * cell[0],
          y[0] + (row + (i % 2 === 0 ? 0 : shift)) * cell[1],
        );
      worst = Math.max(worst, largestError(at(-apart), at(apart), units));
    }
    // Measured 2.3e-7: at the border f32 leaves some 1e-7 of a second derivative that ought to vanish.
    expect(worst).toBeLessThan(1e-6);
  });

  it("goes on in straight lines beyond its border", () => {
    const evaluator = evaluatorOf(sample);
    for (let i = 0; i < 100; i += 1) {
      const y = 2 * uniform(i, 5) - 1;
      const at = (x: number): number[] => jet(evaluator, x, y);
      const [near, middle, far] = [at(1.25), at(1.5), at(1.75)];
      expect(Math.abs((near[0] ?? 0) - 2 * (middle[0] ?? 0) + (far[0] ?? 0)), `bend at y = ${y}`).toBeLessThan(1e-14);
      expect(far[1]).toBe(near[1]);
      expect([near[3], middle[3], far[3]]).toEqual([0, 0, 0]);
      // The value and slope at the border are those inside it.
      const [f = 0, fx = 0] = at(1);
      expect(Math.abs((middle[0] ?? 0) - (f + 0.5 * fx))).toBeLessThan(1e-14);
    }
  });

  it("is found in f32 with f32's errors, also where it is large beside its slopes", () => {
    const far = randomGrid(40, 30, 1000);
    for (const [name, grid] of [...GRIDS, ["one far from 0", far]] as const) {
      const [f64, f32] = [evaluatorOf(grid), evaluatorOf(grid, "f32")];
      const units = unitsOf(grid);
      // Derivatives are made of differences, so that it is their size that counts, not that of the values.
      const slopes = unitsOf({
        ...grid,
        values: grid.values.map((value) => value - (name === "one far from 0" ? 1000 : 0)),
      });
      // A coordinate is good to half an ulp of the domain's size, which is this many cells.
      const place = Math.max(grid.columns, grid.rows) * 2 ** -24;
      let worst = 0;
      for (const point of pointsInside(grid, 2000)) {
        const [px, py] = [Math.fround(point[0]), Math.fround(point[1])];
        const error = largestError(jet(f32, px, py), jet(f64, px, py), [units[0] ?? 0, ...slopes.slice(1)]);
        worst = Math.max(worst, error / place);
      }
      // Measured 20.1 (values near 1000, which are good to 6e-5 themselves), else 17.9.
      expect(worst, name).toBeLessThan(30);
    }
  });

  it("says NaN where it is asked at no place, and stays finite far away", () => {
    const evaluator = evaluatorOf(sample);
    expect(jet(evaluator, Number.NaN, 0)).toEqual(Array(6).fill(Number.NaN));
    expect(jet(evaluator, 1e100, -1e100).every(Number.isFinite)).toBe(true);
  });

  it("keeps its data as long as it is the same surface, and lists the network's minimum first", () => {
    const surface = gridSurface(sample, "");
    expect(surface.data?.({})).toBe(surface.data?.({}));
    const [first] = surface.criticalPoints({});
    expect(surface.criticalPoints({})).toBe(surface.criticalPoints({}));
    expect(first?.kind).toBe("minimum");
    // The weights are those that training ended with: a minimum of the network's loss is near, and one of this plane.
    expect(Math.hypot(first?.x ?? 9, first?.y ?? 9)).toBeLessThan(0.1);
  });
});
