import { describe, expect, it } from "vitest";
import { type FanChoices, followingRange, horizontalRange, placeOf, verticalRange } from "../../src/charts/fan-axes.ts";
import { rowsAt, spread } from "./rows.ts";

const plain: FanChoices = { quantity: "loss", abscissa: "steps", xScaling: "linear", yScaling: "log" };
const none: ReadonlySet<number> = new Set();
const infinite = Number.POSITIVE_INFINITY;

describe("the vertical axis", () => {
  it("spans whole decades around the quantiles", () => {
    const rows = rowsAt([0, 1], (step) => ({
      loss: step === 0 ? spread(2, 10, 30, 80, 200) : spread(2e-4, 1e-3, 0.1, 1, 9),
    }));
    expect(verticalRange(rows, plain, none)).toEqual([-4, 3]);
  });

  it("is not squeezed by tails: they widen it by two decades at most", () => {
    const rows = rowsAt([0], () => ({ loss: spread(1e-30, 1, 2, 5, 1e9) }));
    expect(verticalRange(rows, plain, none)).toEqual([-2, 3]);
  });

  it("lets those that grow without bound leave through the top", () => {
    const rows = rowsAt([0, 1, 2], (step) => ({ loss: spread(1, 1, 10 * 1e12 ** step, infinite, infinite) }));
    expect(verticalRange(rows, plain, none)).toEqual([0, 3]);
  });

  it("shows zeros, the infinite and nothing at all without failing", () => {
    expect(
      verticalRange(
        rowsAt([0], () => ({ loss: spread(0, 0, 0, 0, 0) })),
        plain,
        none,
      ),
    ).toEqual([-2, 0]);
    const gone = spread(infinite, infinite, infinite, infinite, infinite);
    expect(
      verticalRange(
        rowsAt([0], () => ({ loss: gone })),
        plain,
        none,
      ),
    ).toEqual([-2, 0]);
    expect(verticalRange([], { ...plain, yScaling: "linear" }, none)).toEqual([0, 1]);
    expect(
      verticalRange(
        rowsAt([0], () => ({ distance: undefined })),
        { ...plain, quantity: "distance" },
        none,
      ),
    ).toEqual([-2, 0]);
  });

  it("looks at what shows: hidden ensembles do not count", () => {
    const rows = rowsAt(
      [0],
      () => ({}),
      () => ({ loss: spread(1e-8, 1e-8, 1e-8, 1e-8, 1e-8) }),
    );
    expect(verticalRange(rows, plain, new Set([1]))).toEqual([-1, 1]);
    expect(verticalRange(rows, plain, none)).toEqual([-8, 1]);
  });

  it("when linear begins at 0, or where losses are negative, and ends at a round number", () => {
    const linear: FanChoices = { ...plain, yScaling: "linear" };
    expect(verticalRange(rowsAt([0]), linear, none)).toEqual([0, 6]);
    const negative = rowsAt([0], () => ({ loss: spread(-35, -10, 0, 10, 20) }));
    expect(verticalRange(negative, linear, none)).toEqual([-40, 20]);
    const growing = rowsAt([0, 1], (step) => ({ loss: spread(1, 2, 3, 4 * 1e6 ** step, 5 * 1e6 ** step) }));
    expect(verticalRange(growing, linear, none)).toEqual([0, 6]);
  });
});

describe("a quantile's place", () => {
  it("is its logarithm, the foot of the axis for 0 and below, and +∞ for what has diverged", () => {
    expect(placeOf(100, "log", [-4, 3])).toBe(2);
    expect(placeOf(0, "log", [-4, 3])).toBe(-4);
    expect(placeOf(-1e-9, "log", [-4, 3])).toBe(-4);
    expect(placeOf(1e-9, "log", [-4, 3])).toBe(-4);
    expect(placeOf(infinite, "log", [-4, 3])).toBe(infinite);
    expect(placeOf(Number.NaN, "linear", [0, 1])).toBe(infinite);
    expect(placeOf(-2, "linear", [-5, 1])).toBe(-2);
  });
});

describe("the horizontal axis", () => {
  it("spans the run, whatever is known of it", () => {
    expect(horizontalRange([], plain, 500, none)).toEqual([0, 500]);
    expect(horizontalRange(rowsAt([0, 1]), { ...plain, xScaling: "log" }, 1000, none)).toEqual([0, 3]);
    expect(horizontalRange([], plain, 0, none)).toEqual([0, 1]);
  });

  it("of evaluations spans as many as the run will take of the hungriest that shows", () => {
    const hungry = (step: number) => ({ evaluations: { loss: 0, gradient: 4 * step, hessian: 0 } });
    const rows = rowsAt([0, 10], () => ({}), hungry);
    const choices: FanChoices = { ...plain, abscissa: "evaluations" };
    expect(horizontalRange(rows, choices, 500, none)).toEqual([0, 2000]);
    expect(horizontalRange(rows, choices, 500, new Set([1]))).toEqual([0, 500]);
    expect(horizontalRange(rowsAt([0]), choices, 500, none)).toEqual([0, 500]);
    expect(horizontalRange([], choices, 500, none)).toEqual([0, 500]);
  });
});

describe("the axis that follows a crowd", () => {
  const until = (last: number) =>
    rowsAt([0, 1, 2, 3].slice(0, last + 1), (step) => ({
      loss: spread(...[2, 10, 30, 80, 200].map((x) => x / 7 ** step)),
    }));

  it("ends at a whole decade above, and below where the quartiles and their tails end", () => {
    const [from, to] = followingRange(until(3), plain, none);
    expect(to).toBe(3);
    expect(from).toBeCloseTo(Math.log10(2 / 343), 12);
  });

  it("goes down with the crowd, and keeps its upper end", () => {
    const ranges = [0, 1, 2, 3].map((last) => followingRange(until(last), plain, none));
    const lows = ranges.map(([from]) => from);
    expect(lows).toEqual(lows.toSorted((a, b) => b - a));
    expect(new Set(lows).size).toBe(4);
    expect(ranges.map(([, to]) => to)).toEqual([3, 3, 3, 3]);
  });

  it("spans two decades at the least, sixteen at the most, and some where nothing is shown", () => {
    const flat = rowsAt([0], () => ({ loss: spread(5, 6, 7, 8, 9) }));
    expect(followingRange(flat, plain, none)).toEqual([-1, 1]);
    const deep = rowsAt([0, 1], (step) => ({ loss: spread(...[1, 2, 3, 4, 5].map((x) => x * 1e-30 ** step)) }));
    expect(followingRange(deep, plain, none)).toEqual([-15, 1]);
    expect(followingRange([], plain, none)).toEqual([-2, 0]);
  });
});
