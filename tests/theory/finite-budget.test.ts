import { describe, expect, it } from "vitest";
import { type BudgetedRun, finiteBudgetOptimum, medianLossAfter } from "../../src/theory/finite-budget.ts";
import { heavyBallErrors } from "../../src/theory/heavy-ball.ts";
import { type QuadraticMethod, quadraticMethod } from "../../src/theory/quadratic-method.ts";

function methodOf(id: string): QuadraticMethod {
  const method = quadraticMethod(id);
  if (method === undefined) throw new Error(id);
  return method;
}

/** The centres of 8 × 8 cells of [−3, 3]², the domain of the catalogue's quadratic, at κ = 100. */
const RUN: BudgetedRun = {
  method: methodOf("momentum"),
  lambdas: [1, 100],
  starts: Array.from({ length: 64 }, (_, k) => [
    -3 + (6 * ((k % 8) + 0.5)) / 8,
    -3 + (6 * (Math.floor(k / 8) + 0.5)) / 8,
  ]),
  steps: 200,
};
const OPTIMUM = finiteBudgetOptimum(RUN);
const ASYMPTOTIC = RUN.method.optimum(1, 100);

/** How far a setting is from the asymptotic optimum, in per cent. */
const awayFrom = ({ alpha, beta }: { readonly alpha: number; readonly beta: number }) =>
  [100 * (alpha / ASYMPTOTIC.alpha - 1), 100 * (beta / ASYMPTOTIC.beta - 1)] as const;

describe("the median loss after a budget", () => {
  it("is the middle one of the starts' losses, each by its own recurrence", () => {
    const [alpha, beta] = [0.03, 0.7];
    for (const count of [1, 2, 7, 64]) {
      const starts = RUN.starts.slice(0, count);
      const losses = starts
        .map((start) =>
          RUN.lambdas.reduce((sum, lambda, i) => {
            const error = heavyBallErrors(alpha, beta, lambda, 30, start[i] ?? Number.NaN)[30] ?? Number.NaN;
            return sum + 0.5 * lambda * error * error;
          }, 0),
        )
        .sort((p, q) => p - q);
      const median = ((losses[(count - 1) >> 1] ?? 0) + (losses[count >> 1] ?? 0)) / 2;
      expect(medianLossAfter({ ...RUN, starts, steps: 30 }, alpha, beta) / median).toBeCloseTo(1, 11);
    }
  });
});

describe("the optimum of a finite budget", () => {
  it("lies at κ = 100 after 200 steps near the asymptotic one: α a little below, β a little above", () => {
    const optimum = OPTIMUM;
    const [alpha, beta] = awayFrom(optimum);
    // Found: −1.797 % and +.926 %.
    expect(alpha).toBeCloseTo(-1.797, 3);
    expect(beta).toBeCloseTo(0.926, 3);
    // Four decades better than the asymptotic setting, whose errors carry a factor k.
    expect(optimum.loss).toBeLessThan(1e-3 * medianLossAfter(RUN, ASYMPTOTIC.alpha, ASYMPTOTIC.beta));
  });

  it("moves further from the asymptotic one as the budget shrinks", () => {
    // Found: −1.8 and +.9 % after 200 steps, −4.3 and +1.4 % after 100, −13.8 and +3.9 % after 50.
    const shorter = [100, 50].map((steps) => finiteBudgetOptimum({ ...RUN, steps }));
    const offsets = [OPTIMUM, ...shorter].map(awayFrom);
    for (const [i, [alpha, beta]] of offsets.entries()) {
      const [before, under] = offsets[i - 1] ?? [0, 0];
      expect(alpha, `α after budget ${i}`).toBeLessThan(before);
      expect(beta).toBeGreaterThan(under);
    }
  });

  it("is not beaten by any setting around it, each judged with those within the spread", () => {
    const optimum = OPTIMUM;
    const spread = (alpha: number, beta: number) => {
      const shares = [-1, -0.5, 0, 0.5, 1];
      const losses = shares.flatMap((a) =>
        shares.map((b) => medianLossAfter(RUN, alpha * (1 + 0.005 * a), beta * (1 + 0.005 * b))),
      );
      return losses.reduce((sum, loss) => sum + loss, 0) / losses.length;
    };
    expect(spread(optimum.alpha, optimum.beta) / optimum.spreadLoss).toBeCloseTo(1, 12);
    let least = Number.POSITIVE_INFINITY;
    for (let i = -12; i <= 12; i++) {
      for (let j = -12; j <= 12; j++) {
        least = Math.min(least, spread(optimum.alpha * (1 + 0.0043 * i), optimum.beta * (1 + 0.0017 * j)));
      }
    }
    // The setting itself is among them.
    expect(least / optimum.spreadLoss).toBeGreaterThan(1 - 1e-12);
  });

  it("is one of many pits without a spread: which one, the grid decides", () => {
    const pit = finiteBudgetOptimum(RUN, 0);
    expect(pit.loss).toBeLessThan(1e-4 * OPTIMUM.loss);
    // A grid of half a per cent finds α −2 %, β +1.5 %; one of a tenth of a per cent −2.7 and +1.1 %, a deeper one.
    const best = (stride: number) => {
      let least = { loss: Number.POSITIVE_INFINITY, alpha: 0, beta: 0 };
      const cells = Math.round(5 / stride);
      for (let i = -cells; i <= cells; i++) {
        for (let j = -cells; j <= cells; j++) {
          const alpha = ASYMPTOTIC.alpha * (1 + (stride * i) / 100);
          const beta = ASYMPTOTIC.beta * (1 + (stride * j) / 100);
          const loss = medianLossAfter(RUN, alpha, beta);
          if (loss < least.loss) least = { loss, alpha, beta };
        }
      }
      return least;
    };
    const [coarse, fine] = [best(0.5), best(0.1)];
    expect(awayFrom(coarse).map((value) => Number(value.toFixed(6)))).toEqual([-2, 1.5]);
    expect(awayFrom(fine).map((value) => Number(value.toFixed(6)))).toEqual([-2.7, 1.1]);
    expect(fine.loss).toBeLessThan(coarse.loss);
  });

  it("is gradient descent's asymptotic step length, a little shortened, where there is no momentum", () => {
    const method = methodOf("gradient-descent");
    const optimum = finiteBudgetOptimum({ ...RUN, method });
    // Found: 1.5 % below it.
    expect(optimum.beta).toBe(0);
    expect(optimum.alpha / method.optimum(1, 100).alpha).toBeGreaterThan(0.98);
    expect(optimum.alpha).toBeLessThan(method.optimum(1, 100).alpha);
  });

  it("finds what lies far from the asymptotic optimum: 42 % below it, after 3 steps of gradient descent", () => {
    const run = { ...RUN, method: methodOf("gradient-descent"), steps: 3 };
    const optimum = finiteBudgetOptimum(run, 0);
    let [least, at] = [Number.POSITIVE_INFINITY, 0];
    for (let i = 1; i <= 3000; i++) {
      const loss = medianLossAfter(run, i * 1e-5, 0);
      if (loss < least) [least, at] = [loss, i * 1e-5];
    }
    expect(Math.abs(optimum.alpha - at), `α of a grid: ${at}`).toBeLessThan(1e-5);
    expect(optimum.loss).toBeLessThanOrEqual(least);
    expect(optimum.alpha / run.method.optimum(1, 100).alpha).toBeCloseTo(0.58, 2);
  });

  it("asks for a start and a step", () => {
    expect(() => finiteBudgetOptimum({ ...RUN, starts: [] })).toThrow(RangeError);
    expect(() => finiteBudgetOptimum({ ...RUN, steps: 0 })).toThrow(RangeError);
  });
});
