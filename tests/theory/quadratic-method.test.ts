import { describe, expect, it } from "vitest";
import { heavyBallErrors, isHeavyBallStable } from "../../src/theory/heavy-ball.ts";
import { isNesterovStable, nesterovErrors } from "../../src/theory/nesterov.ts";
import { gradientDescentError, isGradientDescentStable } from "../../src/theory/quadratic.ts";
import { factorAfter, type QuadraticMethod, quadraticMethod, worstRate } from "../../src/theory/quadratic-method.ts";

function methodOf(id: string): QuadraticMethod {
  const method = quadraticMethod(id);
  if (method === undefined) throw new Error(id);
  return method;
}

const STABLE: Readonly<Record<string, (alpha: number, beta: number) => boolean>> = {
  "gradient-descent": (alpha) => isGradientDescentStable(alpha, 1),
  momentum: (alpha, beta) => isHeavyBallStable(alpha, beta, 1),
  nesterov: (alpha, beta) => isNesterovStable(alpha, beta, 1),
};

const ERRORS: Readonly<Record<string, (alpha: number, beta: number, steps: number) => number>> = {
  "gradient-descent": (alpha, _beta, steps) => gradientDescentError(alpha, 1, steps, 1),
  momentum: (alpha, beta, steps) => heavyBallErrors(alpha, beta, 1, steps, 1)[steps] ?? Number.NaN,
  nesterov: (alpha, beta, steps) => nesterovErrors(alpha, beta, 1, steps, 1)[steps] ?? Number.NaN,
};

const LEVELS = [0.05, 0.3, 0.5, 0.81, 0.99, 1];

it("has no theory of an optimizer that is none of the three", () => {
  expect(quadraticMethod("adam")).toBeUndefined();
});

describe.each(["gradient-descent", "momentum", "nesterov"])("%s on quadratics", (id) => {
  const method = methodOf(id);

  it.each(LEVELS)("has the rate %d or less exactly between the edges of that level, on a grid of 300 × 200", (r) => {
    const level = method.level(r);
    let disagreements = 0;
    for (let i = 0; i < 300; i++) {
      for (let j = 0; j < 200; j++) {
        const alpha = (4.5 * (i + 0.5)) / 300;
        const beta = (1.5 * (j + 0.5)) / 200;
        const isWithin = beta <= level.largestBeta && alpha >= level.low(beta) && alpha <= level.high(beta);
        disagreements += Number(isWithin !== method.rate(alpha, beta, 1) <= r);
      }
    }
    expect(disagreements).toBe(0);
  });

  it.each(LEVELS)("has the rate %d on both edges of that level", (r) => {
    const level = method.level(r);
    const most = Math.min(1.4, level.largestBeta);
    for (const share of [0, 0.1, 0.37, 0.62, 0.9, 1]) {
      const beta = share * most;
      for (const product of [level.low(beta), level.high(beta)]) {
        const off = Math.abs(method.rate(product, beta, 1) - r);
        // 2.7e-15 measured; where the roots coincide a rounding moves the rate by its square root, 1.5e-8 measured.
        const { trace, determinant } = method.recurrence(product, beta, 1);
        const isDouble = Math.abs(trace * trace - 4 * determinant) < 1e-10;
        expect(off, `β = ${beta}, αλ = ${product}`).toBeLessThan(isDouble ? 1e-7 : 1e-12);
      }
    }
  });

  it("is stable between the edges of level 1, as its inequality says, for β below 1", () => {
    const isStable = STABLE[id];
    if (isStable === undefined) throw new Error(id);
    const { low, high } = method.level(1);
    for (let j = 0; j < 50; j++) {
      const beta = (j + 0.5) / 50;
      for (const [product, expected] of [
        [low(beta) + 1e-9, true],
        [high(beta) - 1e-9, true],
        [low(beta) - 1e-9, false],
        [high(beta) + 1e-9, false],
      ] as const) {
        expect(isStable(product, beta), `β = ${beta}, αλ = ${product}`).toBe(expected);
      }
    }
  });

  it("changes its regime at the curves of regimes, and nowhere else", () => {
    const curves = method.regimeCurves;
    for (const beta of [0.05, 0.3, 0.77, 0.95]) {
      const products = curves.map(({ product }) => product(beta)).sort((p, q) => p - q);
      const stops = [0, ...products, method.level(1).high(beta)];
      const seen = stops.slice(1).map((stop, i) => {
        const from = stops[i] ?? Number.NaN;
        const regimes = [1e-6, 0.5, 1 - 1e-6].map((share) => method.regime(from + share * (stop - from), beta, 1));
        expect(new Set(regimes).size, `between ${from} and ${stop} at β = ${beta}: ${regimes}`).toBe(1);
        return regimes[0];
      });
      const expected = curves.length === 1 ? ["monotone", "oscillation"] : ["monotone", "ripples", "oscillation"];
      expect(seen, `β = ${beta}`).toEqual(expected);
      expect(method.regime(method.level(1).high(beta) + 1e-6, beta, 1)).toBe("divergence");
    }
  });

  it("has a recurrence that gives its errors", () => {
    const errorAfter = ERRORS[id];
    if (errorAfter === undefined) throw new Error(id);
    for (const [alpha, beta] of [
      [0.3, 0.8],
      [1.1, 0.2],
      [0.05, 0.5],
    ] as const) {
      for (const steps of [0, 1, 2, 50]) {
        const size = method.rate(alpha, beta, 1) ** steps;
        const off = Math.abs(factorAfter(method, alpha, beta, 1, steps) - errorAfter(alpha, beta, steps)) / size;
        // 1.4e-14 measured.
        expect(off, `α = ${alpha}, β = ${beta}, ${steps} steps`).toBeLessThan(1e-13);
      }
    }
  });

  it.each([1, 2, 10, 100, 10_000])(
    "has the rate it claims at its optimum, and none better around it (κ = %d)",
    (kappa) => {
      const best = method.optimum(1, kappa);
      const lambdas = [1, 1 + 0.1 * (kappa - 1), 0.5 + 0.5 * kappa, kappa];
      // Double roots at the optimum: roundings of 1e-16 count with their square root; 2.1e-8 measured.
      expect(Math.abs(worstRate(method, best.alpha, best.beta, lambdas) - best.rate)).toBeLessThan(1e-7);
      let least = 1;
      for (let i = -40; i <= 40; i++) {
        for (let j = -40; j <= 40; j++) {
          const alpha = best.alpha * 1.01 ** i;
          const beta = method.hasMomentum ? Math.max(0, best.beta + 0.005 * j) : 0;
          const rate = worstRate(method, alpha, beta, [1, kappa]);
          least = Math.min(least, rate - best.rate);
        }
      }
      // The optimum itself is among them: −2.8e-17 measured, a rounding.
      expect(least).toBeGreaterThan(-1e-12);
    },
  );
});

it("ranks the optima: heavy ball before Nesterov before gradient descent", () => {
  for (const kappa of [2, 10, 100, 10_000]) {
    const [descent, ball, ahead] = ["gradient-descent", "momentum", "nesterov"].map(
      (id) => methodOf(id).optimum(1, kappa).rate,
    );
    expect(ball).toBeLessThan(ahead ?? 0);
    expect(ahead).toBeLessThan(descent ?? 0);
  }
});
