import { describe, expect, test } from "vitest";
import { cellAtShare, shareOfValue, valueAtShare } from "../../src/charts/map/axis-scale.ts";
import { axisTicks } from "../../src/charts/map/axis-ticks.ts";
import { spacedTicks } from "../../src/charts/map/spaced-ticks.ts";

const texts = (ticks: ReturnType<typeof axisTicks>) => ticks.map(({ text, exponent = "" }) => `${text}${exponent}`);

describe("the scale of a map's axis", () => {
  const log = { from: 1e-4, to: 1, scale: "log" } as const;
  const linear = { from: -2, to: 3, scale: "linear" } as const;

  test("keeps its ends exact, and puts equal ratios at equal distances where it is logarithmic", () => {
    expect([valueAtShare(log, 0), valueAtShare(log, 1)]).toEqual([1e-4, 1]);
    expect([valueAtShare(linear, 0), valueAtShare(linear, 1)]).toEqual([-2, 3]);
    // Measured 0; a power may be rounded in its last digit.
    expect(valueAtShare(log, 0.5)).toBeCloseTo(0.01, 15);
    expect(valueAtShare(linear, 0.5)).toBe(0.5);
  });

  test("leads back from a value to its share, beyond the ends too", () => {
    for (const axis of [log, linear]) {
      for (const share of [-0.5, 0, 0.3, 1, 1.75]) {
        // Measured 1.1e-16: roundings of powers and logarithms.
        expect(Math.abs(shareOfValue(axis, valueAtShare(axis, share)) - share)).toBeLessThan(1e-15);
      }
    }
  });

  test("names the cell that holds a share, and the outermost one beyond the ends", () => {
    expect([0, 0.249, 0.25, 0.999, 1, -3].map((share) => cellAtShare(share, 4))).toEqual([0, 0, 1, 3, 3, 0]);
  });
});

describe("the marks of a map's axis", () => {
  test("are round numbers in equal steps on a linear axis", () => {
    const ticks = axisTicks({ from: 0, to: 0.99, scale: "linear" }, 5);
    expect(texts(ticks)).toEqual(["0", "0.2", "0.4", "0.6", "0.8"]);
    expect(ticks.map(({ share }) => Number(share.toFixed(6)))).toEqual([0, 0.20202, 0.40404, 0.606061, 0.808081]);
  });

  test("are powers of ten, with two and five where there is room, on a logarithmic one", () => {
    expect(texts(axisTicks({ from: 1e-4, to: 1, scale: "log" }, 5))).toEqual(["10−4", "0.001", "0.01", "0.1", "1"]);
    expect(texts(axisTicks({ from: 0.01, to: 1, scale: "log" }, 7))).toEqual([
      "0.01",
      "0.02",
      "0.05",
      "0.1",
      "0.2",
      "0.5",
      "1",
    ]);
  });

  test("tell apart what is a millionth wide, whichever way the axis is scaled", () => {
    for (const scale of ["linear", "log"] as const) {
      const ticks = texts(axisTicks({ from: 0.9000001, to: 0.9000012, scale }, 4));
      expect(ticks).toEqual(["0.9000005", "0.900001"].map((text) => expect.stringContaining(text)));
      expect(new Set(ticks).size).toBe(ticks.length);
    }
  });

  test("write tiny numbers with a power of ten that they share", () => {
    expect(texts(axisTicks({ from: 0, to: 4e-5, scale: "linear" }, 4))).toEqual([
      "0",
      "1·10−5",
      "2·10−5",
      "3·10−5",
      "4·10−5",
    ]);
  });

  test("lie within the axis, and are at least two, wherever it is zoomed to", () => {
    for (const scale of ["linear", "log"] as const) {
      for (let zoom = 0; zoom < 22; zoom++) {
        const axis = { from: 0.0123, to: 0.0123 * (1 + 3 * 0.5 ** zoom), scale };
        const ticks = axisTicks(axis, 4);
        expect(ticks.length, `${scale}, zoom ${zoom}: ${texts(ticks)}`).toBeGreaterThanOrEqual(2);
        expect(new Set(texts(ticks)).size).toBe(ticks.length);
        for (const { share } of ticks) expect(share >= -1e-9 && share <= 1 + 1e-9).toBe(true);
      }
    }
  });
});

describe("the numbers of a legend", () => {
  test("stay apart: every other one is left out where they are long", () => {
    const ticks = [0, 0.2, 0.4, 0.6, 0.8, 1].map((at) => ({ at, text: "0.05" }));
    expect(spacedTicks(ticks).map(({ at }) => at)).toEqual([0, 0.2, 0.4, 0.6, 0.8, 1]);
    expect(spacedTicks(ticks.map((tick) => ({ ...tick, text: "0.00005" }))).map(({ at }) => at)).toEqual([0, 0.4, 0.8]);
  });

  test("lie within the bar", () => {
    expect(spacedTicks([-0.1, 0, 1, 1.01].map((at) => ({ at, text: "1" }))).map(({ at }) => at)).toEqual([0, 1]);
  });
});
