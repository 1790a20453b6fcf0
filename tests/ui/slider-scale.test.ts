import { describe, expect, it } from "vitest";
import { declaredScale, positionOf, type SliderScale, valueAt } from "../../src/ui/slider-scale.ts";

const scales: readonly SliderScale[] = [
  { kind: "linear", from: -2, to: 3 },
  { kind: "log", from: 1e-5, to: 1 },
  { kind: "log-from-zero", from: 1e-3, to: 1e3 },
  { kind: "towards-one", from: 0, to: 0.999 },
  { kind: "log", from: 1, to: 65_536, integer: true },
];

describe("a slider's scale", () => {
  it.each(scales)("$kind from $from to $to: the ends of the travel are the ends of the range", (scale) => {
    expect(valueAt(scale, 0)).toBe(scale.kind === "log-from-zero" ? 0 : scale.from);
    expect(valueAt(scale, 1)).toBe(scale.to);
    expect(positionOf(scale, scale.to)).toBe(1);
  });

  it.each(scales)("$kind from $from to $to: what a position means lies at that position, up to rounding", (scale) => {
    for (const position of [0.1, 0.25, 0.5, 0.8, 0.95]) {
      const back = positionOf(scale, valueAt(scale, position));
      // Measured at most 0.0018, for towards-one, which keeps two digits of what is missing to 1; the others keep three.
      expect(Math.abs(back - position), `position ${position} came back as ${back}`).toBeLessThan(0.004);
    }
  });

  it.each(scales)("$kind from $from to $to: never goes down as the hand goes up", (scale) => {
    const values = Array.from({ length: 401 }, (_, stop) => valueAt(scale, stop / 400));
    for (const [index, value] of values.entries()) {
      const before = values[index - 1] ?? Number.NEGATIVE_INFINITY;
      expect(value, `at stop ${index}: ${before} then ${value}`).toBeGreaterThanOrEqual(before);
    }
  });

  it("a value beyond the range lies at the nearer end", () => {
    expect(positionOf({ kind: "linear", from: 0, to: 1 }, 7)).toBe(1);
    expect(positionOf({ kind: "log", from: 0.1, to: 1 }, 0)).toBe(0);
    expect(positionOf({ kind: "towards-one", from: 0, to: 0.999 }, 1.5)).toBe(1);
  });

  it("gives numbers that a hand can mean", () => {
    expect(valueAt({ kind: "linear", from: 0, to: 1 }, 0.3)).toBe(0.3);
    expect(String(valueAt({ kind: "log", from: 1e-5, to: 1 }, 0.4))).toMatch(/^0\.00\d{1,4}$/);
    expect(Number.isInteger(valueAt({ kind: "log", from: 1, to: 65_536, integer: true }, 0.37))).toBe(true);
  });

  it("opens a decay rate up towards 1", () => {
    const scale = declaredScale({ range: [0, 0.999], scale: "linear" });
    expect(scale.kind).toBe("towards-one");
    expect(positionOf(scale, 0.9)).toBeCloseTo(1 / 3, 6);
    expect(positionOf(scale, 0.99)).toBeCloseTo(2 / 3, 6);
    expect(declaredScale({ range: [0, 0.1], scale: "linear" }).kind).toBe("linear");
    expect(valueAt(declaredScale({ range: [1, 100], scale: "log", isInteger: true }), 0.3)).toBe(4);
    expect(declaredScale({ range: [0, 1], scale: "linear" }).kind).toBe("linear");
  });
});
