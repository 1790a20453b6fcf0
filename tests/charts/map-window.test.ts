import { describe, expect, test } from "vitest";
import { shareOfValue, valueAtShare } from "../../src/charts/map/axis-scale.ts";
import {
  allowedWindow,
  isComparable,
  isSameWindow,
  isWider,
  type MapWindow,
  valuesBetween,
  zoomedAt,
  zoomedInto,
} from "../../src/charts/map/window.ts";

const rates: MapWindow = {
  x: { path: "/ensembles/0/hyperparameters/learningRate", from: 1e-4, to: 1, scale: "log" },
  y: { path: "/ensembles/0/hyperparameters/beta", from: 0, to: 0.99, scale: "linear" },
};

describe("zooming a map", () => {
  test("keeps the value under the pointer where it is, in both scales", () => {
    const place = { x: 0.3, y: 0.8 };
    const zoomed = zoomedAt(rates, place, 0.25);
    for (const side of ["x", "y"] as const) {
      const value = valueAtShare(rates[side], place[side]);
      // Measured 5.6e-17: roundings of powers and logarithms.
      expect(Math.abs(shareOfValue(zoomed[side], value) - place[side])).toBeLessThan(1e-15);
    }
    // Measured 0 and 5.6e-17.
    expect(zoomed.x.to / zoomed.x.from).toBeCloseTo(10, 14);
    expect(zoomed.y.to - zoomed.y.from).toBeCloseTo(0.2475, 14);
  });

  test("goes into a rectangle from whichever corner it was drawn", () => {
    const [a, b] = [
      { x: 0.75, y: 0.1 },
      { x: 0.25, y: 0.6 },
    ];
    const zoomed = zoomedInto(rates, a, b);
    expect(zoomed).toEqual(zoomedInto(rates, b, a));
    expect([zoomed.x.from, zoomed.x.to]).toEqual([expect.closeTo(1e-3, 12), expect.closeTo(0.1, 12)]);
    expect(valuesBetween(rates.y, 0.6, 0.1)).toEqual([zoomed.y.from, zoomed.y.to]);
  });

  test("leaves an end where it was where the update is not defined beyond", () => {
    const wanted = zoomedAt(rates, { x: 0.5, y: 0.5 }, 4);
    const allowed = allowedWindow(wanted, rates, (path, value) => !path.endsWith("beta") || (value >= 0 && value < 1));
    expect([allowed.y.from, allowed.y.to]).toEqual([0, 0.99]);
    expect(allowed.x).toEqual(wanted.x);
  });

  test("leaves an end that would be no number where it was", () => {
    const wanted = { ...rates, x: { ...rates.x, to: Number.POSITIVE_INFINITY } };
    expect(allowedWindow(wanted, rates, () => true).x.to).toBe(1);
  });
});

describe("comparing windows", () => {
  test("needs the same numbers in the same scales", () => {
    const near = zoomedAt(rates, { x: 0.5, y: 0.5 }, 0.5);
    expect(isComparable(rates, near)).toBe(true);
    expect(isSameWindow(rates, near)).toBe(false);
    expect(isSameWindow(rates, { ...rates })).toBe(true);
    expect(isComparable(rates, { ...rates, x: { ...rates.x, scale: "linear" } })).toBe(false);
    expect(isComparable(rates, { x: rates.y, y: rates.x })).toBe(false);
  });

  test("calls one wider only where it shows no less in either direction", () => {
    const near = zoomedAt(rates, { x: 0.2, y: 0.9 }, 0.5);
    expect(isWider(rates, near)).toBe(true);
    expect(isWider(near, rates)).toBe(false);
    expect(isWider(rates, rates)).toBe(false);
    expect(isWider({ x: rates.x, y: near.y }, { x: near.x, y: rates.y })).toBe(false);
  });
});
