import { describe, expect, it } from "vitest";
import { chainGradient, chainLoss, chainLowerBound, chainMinimum, chainRatio } from "../../src/theory/lower-bound.ts";

const KAPPA = 1000;
const SIZE = 25;

const distance = (p: readonly number[], q: readonly number[]): number =>
  Math.max(...p.map((value, i) => Math.abs(value - (q[i] ?? Number.NaN))));

type Method = (w: number[], before: readonly number[], k: number) => number[];

/** Methods within the span, the last with a scale of its own for each coordinate. */
const METHODS: Readonly<Record<string, Method>> = {
  "gradient descent": (w) => {
    const g = chainGradient(KAPPA, w);
    return w.map((value, i) => value - 0.4 * (g[i] ?? 0));
  },
  "heavy ball": (w, before) => {
    const g = chainGradient(KAPPA, w);
    return w.map((value, i) => value - 0.9 * (g[i] ?? 0) + 0.88 * (value - (before[i] ?? 0)));
  },
  "Nesterov's method": (w, before) => {
    const ahead = w.map((value, i) => value + 0.93 * (value - (before[i] ?? 0)));
    const g = chainGradient(KAPPA, ahead);
    return ahead.map((value, i) => value - 0.25 * (g[i] ?? 0));
  },
  "a method that scales each coordinate": (w) => {
    const g = chainGradient(KAPPA, w);
    return w.map((value, i) => value - (0.1 / (1 + 0.1 * i)) * Math.sign(g[i] ?? 0));
  },
};

describe("the worst quadratic of first-order methods", () => {
  it("has its minimum where the gradient vanishes", () => {
    const gradient = chainGradient(KAPPA, chainMinimum(KAPPA, SIZE));
    const worst = Math.max(...gradient.map(Math.abs));
    // One rounding, 2.2e-16, measured.
    expect(worst).toBeLessThan(1e-14);
  });

  it("has the gradient of its loss", () => {
    const w = Array.from({ length: 7 }, (_, i) => Math.sin(1 + i));
    const gradient = chainGradient(KAPPA, w);
    w.forEach((_, i) => {
      const moved = (h: number) => chainLoss(KAPPA, w.with(i, (w[i] ?? 0) + h));
      // A quadratic has no error of the difference itself; roundings of 1e-16 over 1e-3 remain.
      expect((moved(1e-3) - moved(-1e-3)) / 2e-3).toBeCloseTo(gradient[i] ?? Number.NaN, 11);
    });
  });

  it("has w₁* = .93379 for n = 25 and κ = 1000, where q = .93869, and lies below qⁱ", () => {
    const minimum = chainMinimum(KAPPA, SIZE);
    const q = chainRatio(KAPPA);
    expect(minimum[0]).toBeCloseTo(0.93379, 5);
    expect(q).toBeCloseTo(0.93869, 5);
    minimum.forEach((value, i) => {
      expect(value, `w${i + 1}`).toBeLessThan(q ** (i + 1));
    });
  });

  it("is (qⁱ − q^{2(n+1)−i})/(1 − q^{2(n+1)}): the two powers that solve its recurrence", () => {
    const q = chainRatio(KAPPA);
    const whole = q ** (2 * (SIZE + 1));
    chainMinimum(KAPPA, SIZE).forEach((value, i) => {
      const exact = (q ** (i + 1) - whole / q ** (i + 1)) / (1 - whole);
      expect(Math.abs(value - exact), `w${i + 1}`).toBeLessThan(1e-14);
    });
  });

  it("tends to qⁱ as n grows", () => {
    const q = chainRatio(KAPPA);
    expect(chainMinimum(KAPPA, 400)[9]).toBeCloseTo(q ** 10, 14);
  });

  it.each(Object.keys(METHODS))("holds %s to its bound, its coordinate i at 0 until step i", (name) => {
    const method = METHODS[name];
    if (method === undefined) throw new Error(name);
    const minimum = chainMinimum(KAPPA, SIZE);
    let w = Array.from({ length: SIZE }, () => 0);
    let before: readonly number[] = w;
    for (let k = 0; k < SIZE; k++) {
      expect(w.slice(k), `what is still 0 after ${k} steps`).toEqual(Array.from({ length: SIZE - k }, () => 0));
      expect(distance(w, minimum), `after ${k} steps`).toBeGreaterThanOrEqual(chainLowerBound(minimum, k));
      [before, w] = [w, method(w, before, k)];
    }
    expect(w.at(-1), "the last coordinate after the last step").not.toBe(0);
  });

  it("bounds by the first coordinate that is still at 0, and by nothing once none is", () => {
    const minimum = chainMinimum(KAPPA, SIZE);
    expect(chainLowerBound(minimum, 0)).toBe(minimum[0]);
    expect(chainLowerBound(minimum, 7)).toBe(minimum[7]);
    expect(chainLowerBound(minimum, SIZE)).toBe(0);
    // The bound is of the largest, wherever it stands.
    expect(chainLowerBound([1, 0.1, -0.5], 1)).toBe(0.5);
  });
});
