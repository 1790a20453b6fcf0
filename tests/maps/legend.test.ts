import { describe, expect, it } from "vitest";
import { colorTable, TABLE_SIZE } from "../../src/maps/color-maps.ts";
import { findMap } from "../../src/maps/index.ts";
import { barTicks, legendOf } from "../../src/maps/legend.ts";
import type { ValueScale } from "../../src/maps/map.ts";
import { valueRange } from "../../src/maps/value-range.ts";
import { pictureOf } from "./pictures.ts";

function legend(...[kind, ...rest]: Parameters<typeof pictureOf>) {
  const picture = pictureOf(kind, ...rest);
  return legendOf(findMap(kind), picture, valueRange(findMap(kind), picture), "night");
}

const linear: ValueScale = { kind: "sequential", log: false, isReversed: false };
const log: ValueScale = { ...linear, log: true };
const texts = (...args: Parameters<typeof barTicks>) =>
  barTicks(...args).map(({ at, text, exponent }) => [
    Number(at.toFixed(3)),
    text + (exponent === undefined ? "" : `^${exponent}`),
  ]);

describe("A legend", () => {
  it("has the colours of the scale and what the numbers are", () => {
    const { bar, swatches } = legend("rate", { width: 4, height: 2 }, (column) => [0.2 + column / 5, 1, 1]);
    expect(bar?.quantity).toBe("factor per step");
    const table = colorTable(findMap("rate").scale, "night");
    expect(bar?.stops).toHaveLength(33);
    expect(bar?.stops[0]).toEqual({ at: 0, color: table[0] });
    expect(bar?.stops.at(-1)).toEqual({ at: 1, color: table[TABLE_SIZE - 1] });
    expect(bar?.stops[16]).toEqual({ at: 0.5, color: table[512] });
    expect(swatches).toEqual([]);
  });

  it("names what is no number, with its share of the known cells", () => {
    const { bar, swatches } = legend("steps", { width: 4, height: 2 }, (column) =>
      column === 3 ? [Number.NaN, Number.NaN, Number.NaN, Number.NaN] : [0.5, 1, 1, column === 0 ? 9 : -1],
    );
    expect(bar).toBeDefined();
    expect(swatches).toMatchObject([{ label: "not within these steps", share: 2 / 3 }]);
  });

  it("has no bar where no cell shows a number", () => {
    expect(legend("rate", { width: 2, height: 2 }, () => [2, 0, 0])).toMatchObject({
      swatches: [{ label: "grows or diverges", share: 1 }],
    });
    expect(legend("rate", { width: 2, height: 2 }, () => [2, 0, 0])).not.toHaveProperty("bar");
    expect(legend("stability", { width: 2, height: 2 }, () => [0, 1, 1])).not.toHaveProperty("bar");
  });

  it("of basins shows the shades of the commonest minimum, by the steps to arrive", () => {
    const { bar, swatches } = legend("basins", { width: 4, height: 2 }, (column) =>
      column === 0 ? [2, 5, 1] : [1, 10 * column, 1],
    );
    expect(swatches.map(({ label, share }) => [label, share])).toEqual([
      ["minimum 1 at (−2.81, 3.13)", 0.75],
      ["minimum 2 at (−3.78, −3.28)", 0.25],
    ]);
    expect(bar?.quantity).toBe("steps to arrive");
    expect(bar?.stops[0]?.color).toBe(swatches[0]?.color);
    expect(bar?.ticks).toEqual([
      { at: 0, text: "5" },
      { at: 0.5, text: "20" },
      { at: 1, text: "30" },
    ]);
  });
});

describe("The ticks of a bar", () => {
  it("are round values at their places", () => {
    expect(texts(linear, { kind: "interval", from: 0.1, to: 0.9 })).toEqual([
      [0.125, "0.2"],
      [0.375, "0.4"],
      [0.625, "0.6"],
      [0.875, "0.8"],
    ]);
  });

  it("are powers of ten on a log scale, and round values within a decade", () => {
    expect(texts(log, { kind: "interval", from: 1e-3, to: 10 })).toEqual([
      [0, "10^−3"],
      [0.25, "10^−2"],
      [0.5, "10^−1"],
      [0.75, "1"],
      [1, "10^1"],
    ]);
    expect(texts(log, { kind: "interval", from: 1, to: 4 })).toEqual([
      [0, "1"],
      [0.5, "2"],
      [0.792, "3"],
      [1, "4"],
    ]);
  });

  it("are the median of either side where colours go by rank", () => {
    const range = { kind: "ranks", below: Float32Array.of(1, 20, 300), above: Float32Array.of(0.5, 0.75, 9) } as const;
    expect(texts({ kind: "ranked" }, range)).toEqual([
      [0.25, "−20"],
      [0.5, "0"],
      [0.75, "0.75"],
    ]);
    expect(texts({ kind: "ranked" }, { ...range, below: new Float32Array() })).toEqual([
      [0.5, "0"],
      [0.75, "0.75"],
    ]);
  });
});
