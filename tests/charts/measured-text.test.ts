import { expect, it } from "vitest";
import { formatEvaluations, formatFingerprint, formatMeasured } from "../../src/charts/measured-text.ts";

it.each([
  [3.14e-5, "3.1e−5"],
  [0.0421, "0.042"],
  [0.0099999, "0.010"],
  [1, "1.0"],
  [9.96, "10"],
  [42.4, "42"],
  [314, "310"],
  [999, "1.0e3"],
  [12_345, "1.2e4"],
  [-0.5, "−0.50"],
  [-2e-7, "−2.0e−7"],
  [0, "0"],
  [Number.POSITIVE_INFINITY, "∞"],
  [Number.NEGATIVE_INFINITY, "−∞"],
  [Number.NaN, "–"],
])("%d is measured as %s", (value, text) => expect(formatMeasured(value)).toBe(text));

it("evaluations are whole while they are, and fingerprints have eight digits", () => {
  expect([12_345, 1234.56, 0].map(formatEvaluations)).toEqual(["12,345", "1,234.6", "0"]);
  expect([0, 255, -1, 0xdeadbeef].map(formatFingerprint)).toEqual(["00000000", "000000ff", "ffffffff", "deadbeef"]);
});
