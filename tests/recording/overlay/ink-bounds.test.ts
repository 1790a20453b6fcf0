import { expect, test } from "vitest";
import { inkBounds } from "../../../src/recording/overlay/ink-bounds.ts";

function picture(width: number, height: number, ...inked: readonly (readonly [x: number, y: number])[]) {
  const data = new Uint8ClampedArray(4 * width * height);
  for (const [x, y] of inked) data[4 * (y * width + x) + 3] = 1;
  return data;
}

test("ink is held by the smallest rectangle, however faint it is", () => {
  expect(inkBounds(picture(8, 6, [2, 4], [5, 1]), 8, 6)).toEqual({ left: 2, top: 1, width: 4, height: 4 });
  expect(inkBounds(picture(8, 6, [0, 0], [7, 5]), 8, 6)).toEqual({ left: 0, top: 0, width: 8, height: 6 });
});

test("where nothing is painted there is none", () => {
  expect(inkBounds(picture(4, 4), 4, 4)).toBeUndefined();
});
