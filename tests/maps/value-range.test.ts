import { describe, expect, it } from "vitest";
import { findMap } from "../../src/maps/index.ts";
import type { ValueScale } from "../../src/maps/map.ts";
import { placesOf } from "../../src/maps/value-places.ts";
import { rangeOf, valueRange } from "../../src/maps/value-range.ts";
import { pictureOf } from "./pictures.ts";

const linear: ValueScale = { kind: "sequential", log: false, isReversed: false };
const log: ValueScale = { ...linear, log: true };
const diverging: ValueScale = { kind: "diverging", centre: 1, log: false };
const ratios: ValueScale = { ...diverging, log: true };
const ranked: ValueScale = { kind: "ranked" };
const places = (scale: ValueScale, numbers: readonly number[], of: readonly number[]) =>
  [...placesOf(scale, rangeOf(scale, numbers), of)].map((place) => Number(place.toFixed(4)));

describe("A range", () => {
  it("leaves half a per cent beyond either end", () => {
    const numbers = Array.from({ length: 1001 }, (_, index) => index);
    expect(rangeOf(linear, numbers)).toEqual({ kind: "interval", from: 5, to: 995 });
  });

  it("is not moved by wild, infinite or unknown cells", () => {
    const numbers = [...Array.from({ length: 998 }, (_, index) => 1 + index / 997), 1e30, -1e30];
    const range = rangeOf(linear, [...numbers, Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]);
    expect(range).toMatchObject({ from: expect.closeTo(1.004, 3), to: expect.closeTo(1.996, 3) });
  });

  it("of ratios is that of what is above 0", () => {
    expect(rangeOf(log, [0, -5, 1, 10, 100])).toEqual({ kind: "interval", from: 1, to: 100 });
  });

  it("reaches as far to either side of a centre", () => {
    expect(rangeOf(diverging, [0.5, 1, 3])).toEqual({ kind: "interval", from: -1, to: 3 });
    expect(rangeOf(ratios, [0.5, 1, 4, 0])).toMatchObject({ from: expect.closeTo(0.25), to: expect.closeTo(4) });
  });

  it("is there where all values are one, or none", () => {
    expect(rangeOf(linear, [3, 3])).toEqual({ kind: "interval", from: 1.5, to: 4.5 });
    expect(rangeOf(linear, [0])).toEqual({ kind: "interval", from: -0.5, to: 0.5 });
    expect(rangeOf(linear, [])).toEqual({ kind: "interval", from: 0, to: 1 });
    expect(rangeOf(log, [8])).toEqual({ kind: "interval", from: 4, to: 16 });
    expect(rangeOf(log, [0])).toEqual({ kind: "interval", from: 1, to: 10 });
    expect(rangeOf(diverging, [1])).toEqual({ kind: "interval", from: 0, to: 2 });
    expect(rangeOf(ratios, [1])).toEqual({ kind: "interval", from: 0.1, to: 10 });
  });

  it("is found from evenly taken cells of a large map", () => {
    const numbers = Float32Array.from({ length: 200_000 }, (_, index) => (index * 7919) % 200_000);
    // Measured: 986 and 198,984, of 33,334 values that are looked at.
    expect(rangeOf(linear, numbers)).toMatchObject({
      from: expect.closeTo(1000, -2),
      to: expect.closeTo(199_000, -2),
    });
  });

  it("of a picture passes over cells that show something else than their number", () => {
    const picture = pictureOf("rate", { width: 10, height: 10 }, (column) =>
      column < 5 ? [7, 0, 0] : [0.5 + column / 100, 1, 1],
    );
    expect(valueRange(findMap("rate"), picture)).toMatchObject({
      from: expect.closeTo(0.55),
      to: expect.closeTo(0.59),
    });
  });
});

describe("Values lie on their scale", () => {
  it("evenly, and at its ends where they are beyond", () => {
    expect(places(linear, [2, 6], [2, 3, 4, 6, 0, 9, Number.POSITIVE_INFINITY, Number.NaN])).toEqual([
      0,
      0.25,
      0.5,
      1,
      0,
      1,
      1,
      Number.NaN,
    ]);
  });

  it("by ratio, zero and below at the lower end", () => {
    expect(places(log, [1, 10_000], [1, 10, 100, 10_000, 0, -1])).toEqual([0, 0.25, 0.5, 1, 0, 0]);
  });

  it("by their distance from the centre", () => {
    expect(places(diverging, [0, 2], [0, 1, 2, 1.5])).toEqual([0, 0.5, 1, 0.75]);
    expect(places(ratios, [0.25, 4], [0.25, 0.5, 1, 2])).toEqual([0, 0.25, 0.5, 0.75]);
  });

  it("by rank, those below zero and those above apart", () => {
    const numbers = [-100, -2, -1.5, -1, 1e-9, 1, 3, 1e9];
    expect(places(ranked, numbers, [-100, -2, -1.5, -1])).toEqual([0, 0.125, 0.25, 0.375]);
    expect(places(ranked, numbers, [1e-9, 1, 3, 1e9, Number.NaN])).toEqual([0.625, 0.75, 0.875, 1, Number.NaN]);
  });

  it("by rank from 0 on where they shade a category", () => {
    expect(places({ kind: "categories" }, [5, 10, 50, 1000], [1, 5, 10, 50, 1000, 2000])).toEqual([
      0, 0, 0.3333, 0.6667, 1, 1,
    ]);
  });
});
