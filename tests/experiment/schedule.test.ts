import { describe, expect, test } from "vitest";
import { parseExperiment } from "../../src/experiment/parse-experiment.ts";
import { type Schedule, scheduleFactor } from "../../src/experiment/schedule.ts";

/** The factors of the first steps of a run of `total` steps. */
function factors(schedule: Schedule, steps: number, total = 100): number[] {
  return Array.from({ length: steps }, (_, done) => scheduleFactor(schedule, done + 1, total));
}

describe("The factor of the learning rate", () => {
  test("stays 1 when constant", () => {
    expect(factors({ kind: "constant" }, 3)).toEqual([1, 1, 1]);
  });

  test("rises evenly to 1 at the last step of a warm-up, and stays there", () => {
    expect(factors({ kind: "linear-warmup", steps: 4 }, 6)).toEqual([0.25, 0.5, 0.75, 1, 1, 1]);
  });

  test("falls at every so many steps, as StepLR's", () => {
    expect(factors({ kind: "step", every: 2, factor: 0.5, warmup: 0 }, 6)).toEqual([1, 1, 0.5, 0.5, 0.25, 0.25]);
  });

  test("falls by the same factor each step, as ExponentialLR's", () => {
    expect(factors({ kind: "exponential", factor: 0.5, warmup: 0 }, 4)).toEqual([1, 0.5, 0.25, 0.125]);
  });

  test("falls along half a cosine, as CosineAnnealingLR's, and then rests at the lowest", () => {
    const seen = factors({ kind: "cosine", steps: 4, lowest: 0.2, warmup: 0 }, 7);
    const root = Math.SQRT1_2;
    const expected = [1, 0.2 + 0.4 * (1 + root), 0.6, 0.2 + 0.4 * (1 - root), 0.2, 0.2, 0.2];
    // Measured 5.6e-17: the cosine of a multiple of π/4, rounded.
    for (const [index, value] of expected.entries()) expect(seen[index]).toBeCloseTo(value, 15);
  });

  test("begins at 1 also where a cosine rises to a huge factor", () => {
    expect(scheduleFactor({ kind: "cosine", steps: 4, lowest: 1e17, warmup: 0 }, 1, 100)).toBe(1);
  });

  test("falls along half a cosine over the whole run unless told otherwise", () => {
    const schedule: Schedule = { kind: "cosine", lowest: 0, warmup: 0 };
    expect(scheduleFactor(schedule, 51, 100)).toBeCloseTo(0.5, 15);
    expect(scheduleFactor(schedule, 101, 100)).toBe(0);
  });

  test("falls as the inverse of the time", () => {
    expect(factors({ kind: "inverse-time", decay: 1, warmup: 0 }, 4)).toEqual([1, 1 / 2, 1 / 3, 1 / 4]);
  });

  test("may begin with a warm-up while its own clock runs", () => {
    expect(factors({ kind: "exponential", factor: 0.5, warmup: 2 }, 4)).toEqual([0.5, 0.5, 0.25, 0.125]);
  });
});

test("A schedule takes its defaults, and is refused where there is no learning rate", () => {
  const parse = (optimizer: string) =>
    parseExperiment({
      version: 1,
      surface: { id: "rosenbrock" },
      ensembles: [{ optimizer, schedule: { kind: "cosine" } }],
    });
  expect(parse("adam").ensembles[0]?.schedule).toEqual({ kind: "cosine", lowest: 0, warmup: 0 });
  expect(() => parse("gradient-flow")).toThrow(
    '/ensembles/0/schedule: found "cosine"; allowed: nothing: gradient-flow has no learning rate',
  );
});
