import { describe, expect, it } from "vitest";
import { chooseHeightScale, drawnHeight, HIGHEST_DRAWN, heightSlope } from "../../src/view/height.ts";

const rosenbrock = (x: number, y: number) => (1 - x) ** 2 + 100 * (y - x * x) ** 2;

function sampled(loss: (x: number, y: number) => number, from: number, to: number): number[] {
  return Array.from({ length: 33 * 33 }, (_, i) =>
    loss(from + ((to - from) * (i % 33)) / 32, from + ((to - from) * Math.floor(i / 33)) / 32),
  );
}

const scale = chooseHeightScale(0, 2509, sampled(rosenbrock, -2, 2));

describe("drawn height", () => {
  it("maps the lowest loss to 0 and the highest to 1 in both forms", () => {
    for (const blend of [0, 1, 0.4]) {
      expect(drawnHeight(scale, blend, 0)).toBe(0);
      // Measured error 0; one rounding of log1p over itself is allowed for.
      expect(Math.abs(drawnHeight(scale, blend, 2509) - 1)).toBeLessThan(1e-15 * 4);
    }
  });

  it("stays finite and bounded for every loss", () => {
    for (const loss of [Infinity, -Infinity, Number.NaN, 3e38, -3e38, 1e300]) {
      for (const blend of [0, 1]) {
        const height = drawnHeight(scale, blend, loss);
        expect(height, `height of ${loss} at blend ${blend}`).toBeGreaterThanOrEqual(0);
        expect(height, `height of ${loss} at blend ${blend}`).toBeLessThanOrEqual(HIGHEST_DRAWN);
      }
    }
  });

  it("never falls where the loss rises", () => {
    for (const blend of [0, 0.5, 1]) {
      let before = -1;
      for (let i = 0; i <= 400; i++) {
        const height = drawnHeight(scale, blend, 2509 * 1.2 * (i / 400) ** 4);
        expect(height).toBeGreaterThanOrEqual(before);
        before = height;
      }
    }
  });

  it("has the slope that differences show", () => {
    for (const blend of [0, 0.3, 1]) {
      for (const loss of [1e-3, 0.5, 12, 700, 2400]) {
        const step = loss * 1e-5;
        const measured = (drawnHeight(scale, blend, loss + step) - drawnHeight(scale, blend, loss - step)) / (2 * step);
        const stated = heightSlope(scale, blend, loss);
        // Measured 4e-11: rounding of the difference (2e-16 over 1e-5 of a height).
        expect(Math.abs(measured / stated - 1), `slope at ${loss}, blend ${blend}`).toBeLessThan(1e-9);
      }
    }
  });

  it("is flat where it is bounded", () => {
    expect(heightSlope(scale, 1, -1)).toBe(0);
    expect(heightSlope(scale, 1, 1e9)).toBe(0);
    expect(heightSlope(scale, 1, Infinity)).toBe(0);
  });

  it("lifts Rosenbrock's valley floor enough to be seen, and leaves an already even surface nearly linear", () => {
    const floor = drawnHeight(scale, 1, 4);
    expect(floor).toBeGreaterThan(0.05);
    expect(drawnHeight(scale, 0, 4)).toBeLessThan(0.01);
    const even = chooseHeightScale(0, 1, [0.1, 0.9, 0.9, 0.95, 1]);
    expect(Math.abs(drawnHeight(even, 1, 0.5) - 0.5)).toBeLessThan(0.1);
  });

  it("takes a surface without extent or with infinite losses", () => {
    for (const degenerate of [
      chooseHeightScale(3, 3, [3, 3]),
      chooseHeightScale(0, Infinity, [0, Infinity]),
      chooseHeightScale(0, 1, []),
    ]) {
      expect(Number.isFinite(drawnHeight(degenerate, 1, 5))).toBe(true);
    }
  });

  it("makes bowls of Himmelblau's wells", () => {
    const himmelblau = (x: number, y: number) => (x * x + y - 11) ** 2 + (x + y * y - 7) ** 2;
    const bowls = chooseHeightScale(0, 890, sampled(himmelblau, -5, 5));
    // Half a unit from the minimum (3, 2), a twentieth of the domain, the well has risen by less than a fifth.
    expect(drawnHeight(bowls, 1, himmelblau(3.5, 2))).toBeLessThan(0.2);
  });

  it("shows the lowlands of a surface whose rim towers over them", () => {
    const tower = (x: number, y: number) => Math.exp(x ** 4 + y ** 4);
    const losses = sampled(tower, -2, 2);
    const towering = chooseHeightScale(1, Math.exp(32), losses);
    const sorted = losses.toSorted((a, b) => a - b);
    expect(drawnHeight(towering, 1, sorted[sorted.length >> 1] ?? 0)).toBeGreaterThan(0.2);
  });

  it("keeps the scale in the reach of single precision for losses of every size", () => {
    for (const [lowest, highest] of [
      [0, 1e300],
      [-1e300, 1e300],
      [Number.NaN, Number.NaN],
      [-Infinity, Infinity],
      [5, 5],
      [1e9, 1e9 + 1e-3],
      [0, 1e-35],
    ] as const) {
      const { lowest: from, range, softening } = chooseHeightScale(lowest, highest, [lowest, highest]);
      for (const value of [from, range, 1 / range, softening / range]) {
        expect(Number.isFinite(Math.fround(value)), `${value} for ${lowest} … ${highest}`).toBe(true);
      }
      expect(Math.fround(1 / range), `1 / range for ${lowest} … ${highest}`).toBeGreaterThan(0);
    }
  });
});
