import { describe, expect, test } from "vitest";
import { boxCounting } from "../../src/maps/box-counting.ts";
import { randomBits } from "../../src/math/random.ts";

type Corner = readonly [number, number];

const CELLS = 512;

/** Cells of the unit square whose centres are inside. */
function raster(isInside: (x: number, y: number) => boolean, width = CELLS, height = width): Uint8Array {
  return Uint8Array.from({ length: width * height }, (_, cell) =>
    isInside(((cell % width) + 0.5) / width, (Math.floor(cell / width) + 0.5) / height) ? 1 : 0,
  );
}

/** A polygon with every side replaced `depth` times by a zigzag, given from (0, 0) to (1, 0). */
function grown(corners: readonly Corner[], zigzag: readonly Corner[], depth: number): readonly Corner[] {
  if (depth === 0) return corners;
  const finer = corners.flatMap(([x, y], index) => {
    const [toX, toY] = corners[(index + 1) % corners.length] ?? [x, y];
    const [dx, dy] = [toX - x, toY - y];
    return zigzag.map(([u, v]): Corner => [x + u * dx - v * dy, y + u * dy + v * dx]);
  });
  return grown(finer, zigzag, depth - 1);
}

/** The cells inside a polygon: an odd number of its sides is to the left. */
function filled(corners: readonly Corner[]): Uint8Array {
  const cells = new Uint8Array(CELLS * CELLS);
  for (let row = 0; row < CELLS; row += 1) {
    const y = (row + 0.5) / CELLS;
    const crossings: number[] = [];
    for (const [index, [x, from]] of corners.entries()) {
      const [toX, to] = corners[(index + 1) % corners.length] ?? [x, from];
      if (from > y !== to > y) crossings.push(x + ((toX - x) * (y - from)) / (to - from));
    }
    crossings.sort((a, b) => a - b);
    let passed = 0;
    for (let column = 0; column < CELLS; column += 1) {
      const x = (column + 0.5) / CELLS;
      while ((crossings[passed] ?? Number.POSITIVE_INFINITY) < x) passed += 1;
      cells[row * CELLS + column] = passed % 2;
    }
  }
  return cells;
}

const triangle: readonly Corner[] = [
  [0.1, 0.28],
  [0.9, 0.28],
  [0.5, 0.28 + 0.4 * Math.sqrt(3)],
];
const koch: readonly Corner[] = [
  [0, 0],
  [1 / 3, 0],
  [1 / 2, -Math.sqrt(3) / 6],
  [2 / 3, 0],
];
const square: readonly Corner[] = [
  [0.25, 0.25],
  [0.75, 0.25],
  [0.75, 0.75],
  [0.25, 0.75],
];
const minkowski: readonly Corner[] = [
  [0, 0],
  [1 / 4, 0],
  [1 / 4, 1 / 4],
  [1 / 2, 1 / 4],
  [1 / 2, 0],
  [1 / 2, -1 / 4],
  [3 / 4, -1 / 4],
  [3 / 4, 0],
];

describe("the box-counting dimension", () => {
  // Measured: 1.0000 upright, 1.0023 aslant, .9990 round. The rest is that of steps and of few large boxes.
  test.each([
    ["an upright line", (x: number) => x < 0.37, 1e-12],
    ["a slanting line", (x: number, y: number) => y < 0.3 * x + 0.31, 0.003],
    ["a circle", (x: number, y: number) => Math.hypot(x - 0.5, y - 0.5) < 0.3, 0.0015],
  ] as const)("of %s is 1", (name, isInside, within) => {
    const found = boxCounting(raster(isInside), CELLS, CELLS);
    expect(Math.abs((found?.dimension ?? Number.NaN) - 1), `${name}: ${found?.dimension}`).toBeLessThanOrEqual(within);
  });

  // Measured: 1.2272 and 1.4566. What is finer than a cell is missed, most of it by the smallest boxes.
  test.each([
    ["Koch's curve", grown(triangle, koch, 6), Math.log(4) / Math.log(3), 0.035],
    ["Minkowski's curve", grown(square, minkowski, 5), 1.5, 0.044],
  ] as const)("of %s is what it should be, a little less", (name, corners, dimension, within) => {
    const found = boxCounting(filled(corners), CELLS, CELLS);
    const less = dimension - (found?.dimension ?? Number.NaN);
    expect(less, `${name}: ${found?.dimension} for ${dimension}`).toBeLessThanOrEqual(within);
    expect(less, `${name}: ${found?.dimension} for ${dimension}`).toBeGreaterThan(0);
  });

  test("of a boundary that is everywhere is 2", () => {
    // Measured: 1.979; of the smallest boxes one in eight has four corners alike.
    const cells = Uint8Array.from({ length: CELLS ** 2 }, (_, cell) => randomBits(7, cell, 0, 0)[0] >>> 31);
    const { dimension = Number.NaN } = boxCounting(cells, CELLS, CELLS) ?? {};
    expect(2 - dimension, `found ${dimension}`).toBeLessThanOrEqual(0.022);
  });

  test("has the counts and the line's own error with it", () => {
    const found = boxCounting(
      raster((x) => x < 0.37),
      CELLS,
      CELLS,
    );
    expect(found?.sizes).toEqual([1, 2, 4, 8, 16, 32, 64]);
    // 511 gaps between the centres of a column: so many boxes of side 1, and a share of a box where they end.
    expect(found?.counts).toEqual([511, 511 / 2, 511 / 4, 511 / 8, 511 / 16, 511 / 32, 511 / 64]);
    expect(found?.standardError).toBeLessThan(1e-12);
    const rough = boxCounting(filled(grown(triangle, koch, 6)), CELLS, CELLS);
    // Measured: .0111.
    expect(Math.abs((rough?.standardError ?? Number.NaN) - 0.0111)).toBeLessThan(5e-5);
  });

  test("is the same lying and standing", () => {
    const isInside = (x: number, y: number) => y < 0.5 + 0.2 * Math.sin(20 * x) + 0.05 * Math.sin(170 * x);
    const lying = boxCounting(raster(isInside, 300, 200), 300, 200);
    const standing = boxCounting(
      raster((x, y) => isInside(y, x), 200, 300),
      200,
      300,
    );
    expect(lying?.dimension).toBeGreaterThan(1);
    expect(standing?.counts).toEqual(lying?.counts);
  });

  test("is undefined without a boundary, and of too few cells", () => {
    expect(
      boxCounting(
        raster(() => false),
        CELLS,
        CELLS,
      ),
    ).toBeUndefined();
    expect(
      boxCounting(
        raster(() => true),
        CELLS,
        CELLS,
      ),
    ).toBeUndefined();
    expect(
      boxCounting(
        raster((x) => x < 0.5, 31),
        31,
        31,
      ),
    ).toBeUndefined();
    expect(
      boxCounting(
        raster((x) => x < 0.5, 32),
        32,
        32,
      )?.dimension,
    ).toBeCloseTo(1, 12);
  });
});
