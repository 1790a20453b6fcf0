import { describe, expect, it } from "vitest";
import { niceStep, ticksOf } from "../../src/math/ticks.ts";

const written = (ticks: ReturnType<typeof ticksOf>) =>
  ticks.map(({ text, exponent }) => (exponent === undefined ? text : `${text}^${exponent}`));

describe("ticks", () => {
  it("of a logarithmic axis are powers of ten with 1 among them, as few as asked for", () => {
    expect(written(ticksOf(-6, 2, "log", 5))).toEqual(["10^−6", "10^−4", "10^−2", "1", "10^2"]);
    expect(written(ticksOf(-2, 1, "log", 9))).toEqual(["10^−2", "10^−1", "1", "10^1"]);
    for (const most of [1, 2, 3, 7]) {
      const ticks = ticksOf(-14, 3, "log", most);
      expect(ticks.length, `${most} at most`).toBeLessThanOrEqual(most);
      expect(ticks.length).toBeGreaterThan(0);
    }
  });

  it("lie where their numbers say", () => {
    expect(ticksOf(-3, 1, "log", 9).map(({ at }) => at)).toEqual([-3, -2, -1, 0, 1]);
    expect(ticksOf(0, 500, "linear", 5).map(({ at }) => at)).toEqual([0, 100, 200, 300, 400, 500]);
  });

  it.each([
    [0, 500, 3, ["0", "200", "400"]],
    [0, 1, 5, ["0", "0.2", "0.4", "0.6", "0.8", "1.0"]],
    [0, 10_000, 2, ["0", "5,000", "10,000"]],
    [-1000, 500, 3, ["−1,000", "−500", "0", "500"]],
    [0, 10_000_000, 2, ["0", "5e6", "1e7"]],
    [0, 1_500_000, 3, ["0", "5e5", "1e6", "1.5e6"]],
    [0, 0.0002, 2, ["0", "1e−4", "2e−4"]],
  ])("of a linear axis from %d to %d are round numbers", (from, to, most, texts) => {
    expect(written(ticksOf(from, to, "linear", most))).toEqual(texts);
  });

  it("are 1, 2 or 5 times a power of ten apart", () => {
    expect([0.9, 1, 1.1, 3, 7, 0.03, 0].map(niceStep)).toEqual([1, 1, 2, 5, 10, 0.05, 1]);
  });
});
