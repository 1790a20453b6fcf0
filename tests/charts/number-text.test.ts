import { describe, expect, it } from "vitest";
import { formatNumber, formatShare, parseNumber } from "../../src/charts/number-text.ts";

describe("numbers as text", () => {
  it.each([
    [0, "0"],
    [0.001, "0.001"],
    [0.9, "0.9"],
    [16_384, "16,384"],
    [1e-8, "1e-8"],
    [-1.5, "-1.5"],
    [1234.5678, "1234.6"],
    [2.5e9, "2.5e9"],
    [0.1 + 0.2, "0.3"],
  ])("%d is written %s", (value, text) => expect(formatNumber(value)).toBe(text));

  it.each([
    ["16,384", 16_384],
    ["16 384", 16_384],
    ["1_000_000", 1_000_000],
    [" −1.5 ", -1.5],
    [".5", 0.5],
    ["1e-3", 0.001],
    ["3.", 3],
  ])("%s is read as %d", (text, value) => expect(parseNumber(text)).toBe(value));

  it.each(["", "abc", "1,5", "0x10", "1e999", "NaN", "Infinity", "1 2"])("%s is no number", (text) =>
    expect(parseNumber(text)).toBeUndefined(),
  );

  it("what is written can be read again", () => {
    for (const value of [0, 0.25, 1e-8, 65_536, -3.75, 1e12]) expect(parseNumber(formatNumber(value))).toBe(value);
  });

  it("says 0 % and 100 % only of none and all", () => {
    expect(formatShare(0, 4096)).toBe("0 %");
    expect(formatShare(1, 4096)).toBe("< 1 %");
    expect(formatShare(4095, 4096)).toBe("> 99 %");
    expect(formatShare(4096, 4096)).toBe("100 %");
    expect(formatShare(2048, 4096)).toBe("50 %");
    expect(formatShare(0, 0)).toBe("0 %");
  });
});
