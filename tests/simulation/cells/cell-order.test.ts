import { expect, test } from "vitest";
import { cellOrder } from "../../../src/simulation/cells/cell-order.ts";

test("every cell is run once, whatever the size of the map", () => {
  for (const [columns, rows, coarsest] of [
    [64, 64, 16],
    [37, 21, 8],
    [1, 5, 1],
    [100, 3, 2],
  ] as const) {
    const { cells, levels } = cellOrder(columns, rows, coarsest);
    expect([...cells].sort((a, b) => a - b)).toEqual(Array.from({ length: columns * rows }, (_, cell) => cell));
    expect(levels.at(-1)).toEqual({ stride: 1, end: columns * rows });
  }
});

test("after a level the cells at multiples of its stride are known", () => {
  const columns = 21;
  const { cells, levels } = cellOrder(columns, 13, 4);
  expect(levels.map(({ stride }) => stride)).toEqual([4, 2, 1]);
  for (const { stride, end } of levels) {
    const known = new Set(cells.subarray(0, end));
    for (let row = 0; row < 13; row += stride) {
      for (let column = 0; column < columns; column += stride) expect(known.has(row * columns + column)).toBe(true);
    }
    expect(known.size).toBe(Math.ceil(columns / stride) * Math.ceil(13 / stride));
  }
});
