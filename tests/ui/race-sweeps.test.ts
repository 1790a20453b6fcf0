import { describe, expect, it } from "vitest";
import type { Sweep } from "../../src/maps/race/race.ts";
import { findOptimizer } from "../../src/optimizers/index.ts";
import { sweepCurve } from "../../src/ui/maps/panel/sweep-curve.ts";
import { sweepPixels } from "../../src/ui/maps/panel/sweep-pixels.ts";
import { sweepShades } from "../../src/ui/maps/panel/sweep-shades.ts";
import { axisRange, formatObjective, formatTuned, sweepOutcome } from "../../src/ui/maps/panel/sweep-text.ts";

const of = (...values: number[]) => ({ objective: Float32Array.of(...values) });
const INFINITE = Number.POSITIVE_INFINITY;

describe("the shades of a sweep", () => {
  it("rank losses from the worst, 0, to the best, 1, however far they are apart", () => {
    expect([...sweepShades(of(1, 1e-30, 5, 1e-3, 4), "loss")]).toEqual([0.5, 1, 0, 0.75, 0.25]);
  });

  it("rank shares the other way round", () => {
    expect([...sweepShades(of(0, 0.5, 1), "share")]).toEqual([0, 0.5, 1]);
  });

  it("give equal values the mean of their ranks, and none to what diverged", () => {
    expect([...sweepShades(of(2, 1, 2, INFINITE, 7), "steps")]).toEqual([0.5, 1, 0.5, Number.NaN, 0]);
  });

  it("are the best where there is but one, and none where there is none", () => {
    expect([...sweepShades(of(3, INFINITE), "loss")]).toEqual([1, Number.NaN]);
    expect([...sweepShades(of(INFINITE), "loss")]).toEqual([Number.NaN]);
  });
});

describe("the picture of a sweep", () => {
  it("has the largest second value at the top, stronger where better, and nothing where it diverged", () => {
    const pixels = sweepPixels(Float32Array.of(0, 1, Number.NaN, 0.5), 2, "#102030");
    const alpha = [...pixels].filter((_, index) => index % 4 === 3);
    // 255 · (.08 + .92 · shade), rounded as bytes are.
    expect(alpha).toEqual([0, 138, 20, 255]);
    expect([...pixels.slice(12, 15)]).toEqual([16, 32, 48]);
  });
});

describe("the curve of a sweep", () => {
  it("draws losses by their logarithm, at the middles of their shares of the axis", () => {
    const { lines, low, high } = sweepCurve(of(1, 1e-2, 1e-4), "loss");
    const [line = []] = lines;
    expect(line.map(([x]) => x)).toEqual([0.5 / 3, 1.5 / 3, 2.5 / 3]);
    for (const [place, y] of [1, 0.5, 0].entries()) expect(line[place]?.[1]).toBeCloseTo(y, 6);
    expect([low, high]).toEqual([Math.fround(1e-4), 1]);
  });

  it("puts a loss of exactly 0 a decade below the smallest other", () => {
    const [line = []] = sweepCurve(of(1, 0.1, 0), "loss").lines;
    for (const [place, y] of [1, 0.5, 0].entries()) expect(line[place]?.[1]).toBeCloseTo(y, 6);
  });

  it("draws times and shares evenly, and a flat line in the middle", () => {
    const [line = []] = sweepCurve(of(100, 50, 75), "steps").lines;
    expect(line.map(([, y]) => y)).toEqual([1, 0, 0.5]);
    expect(sweepCurve(of(0, 0), "loss").lines[0]?.map(([, y]) => y)).toEqual([0.5, 0.5]);
  });

  it("has a gap where settings diverged, and nothing where all did", () => {
    const { lines } = sweepCurve(of(1, INFINITE, 2, 3, INFINITE), "steps");
    expect(lines.map((line) => line.length)).toEqual([1, 2]);
    expect(sweepCurve(of(INFINITE), "loss")).toEqual({ lines: [], low: Number.NaN, high: Number.NaN });
  });
});

describe("what is said of a sweep", () => {
  const momentum = findOptimizer("momentum");
  if (momentum === undefined) throw new Error("There is no heavy ball.");
  const race = { objective: "loss", budget: { kind: "steps", amount: 200 }, epsilon: 1e-6, starts: 16 } as const;
  const sweep: Sweep = {
    ensemble: 0,
    round: 2,
    axes: [
      { name: "learningRate", values: Float64Array.of(1e-5, 3.3e-2), scale: "log" },
      { name: "beta", values: Float64Array.of(0, 0.6694214876), scale: "log-complement" },
    ],
    objective: Float32Array.of(1, 2, 3, 4),
    chosen: [1, 1],
    chosenValue: 3.14e-9,
  };

  it("names values by their symbols, in four digits", () => {
    expect(sweepOutcome(sweep, momentum, race)).toBe("α 0.033, β 0.6694: median loss 3.1e−9");
  });

  it("tells an axis's ends and spacing", () => {
    expect(axisRange(sweep.axes[0] ?? { name: "", values: Float64Array.of(), scale: "log" }, momentum)).toBe(
      "α at 2 values from 1e−5 to 0.033, in equal ratios",
    );
  });

  it("keeps the digits that count of a number near 1", () => {
    expect([0.99932123, 0.95, 0.9, 1, 0, 12345.6, 1.234567e-7].map(formatTuned)).toEqual([
      "0.999321",
      "0.95",
      "0.9",
      "1",
      "0",
      "12350",
      "1.235e−7",
    ]);
  });

  it("says never, none and per cent where they are meant", () => {
    expect(formatObjective(INFINITE, { objective: "steps" })).toBe("never");
    expect(formatObjective(INFINITE, { objective: "share" })).toBe("none");
    expect(formatObjective(0.1234, { objective: "share" })).toBe("12.3 %");
    expect(formatObjective(137, { objective: "steps" })).toBe("137");
    expect(formatObjective(INFINITE, { objective: "loss" })).toBe("∞");
  });
});
