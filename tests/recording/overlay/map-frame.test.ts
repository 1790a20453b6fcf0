import { expect, test } from "vitest";
import { bottomOf, overlaps, rightOf } from "../../../src/recording/overlay/box.ts";
import { mapFrame } from "../../../src/recording/overlay/map-frame.ts";

const legend = (width: number) => ({ width: Math.min(width, 230), height: 90 });

test("the cells of a map are square, and whole pixels where that costs little", () => {
  const box = { left: 20, top: 20, width: 900, height: 620 };
  const { field } = mapFrame(box, { width: 128, height: 96 }, legend, 1);
  expect(field.width / 128).toBe(field.height / 96);
  expect(field.width % 128).toBe(0);
  // Under the title, over axes and legend there are 442 pixels: 4.6 a row.
  expect(field.width / 128).toBe(4);
});

test("where whole pixels would cost much, cells are as large as can be", () => {
  const box = { left: 0, top: 0, width: 900, height: 400 };
  const { field } = mapFrame(box, { width: 160, height: 160 }, legend, 1);
  // 312 pixels for 160 cells: one pixel a cell would leave half of the room empty.
  expect(field.height).toBe(312);
});

test("title, cells and legend lie within the box and not over each other, whatever its shape", () => {
  for (const [width, height] of [
    [900, 500],
    [460, 480],
    [500, 860],
    [300, 200],
  ] as const) {
    const box = { left: 11, top: 7, width, height };
    const { title, field, legend: own } = mapFrame(box, { width: 64, height: 64 }, legend, 1);
    const parts = [title, field, own];
    for (const part of parts) {
      expect(part.left, `${width} × ${height}`).toBeGreaterThanOrEqual(box.left);
      expect(part.top).toBeGreaterThanOrEqual(box.top);
      expect(rightOf(part)).toBeLessThanOrEqual(rightOf(box) + 1);
      expect(bottomOf(part)).toBeLessThanOrEqual(bottomOf(box) + 1);
    }
    expect(overlaps(title, field) || overlaps(field, own) || overlaps(title, own)).toBe(false);
  }
});

test("the legend is at the right of the cells in a wide box, and under them in an upright one", () => {
  const cells = { width: 64, height: 64 };
  const wide = mapFrame({ left: 0, top: 0, width: 900, height: 400 }, cells, legend, 1);
  expect(wide.legend.left).toBeGreaterThan(rightOf(wide.field));
  const upright = mapFrame({ left: 0, top: 0, width: 500, height: 900 }, cells, legend, 1);
  // The name of the axis ends 44 units under them.
  expect(upright.legend.top - bottomOf(upright.field)).toBe(44 + 8);
});
