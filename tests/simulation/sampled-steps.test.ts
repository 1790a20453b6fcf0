import { describe, expect, it } from "vitest";
import { sampledSteps } from "../../src/simulation/sampled-steps.ts";

const runs = [0, 1, 2, 63, 64, 299, 300, 500, 1000, 12_345, 1_000_000, 10_000_000].flatMap((steps) =>
  [1, 4096, 65_536, 1_048_576, 2 ** 28].map((trajectories) => [steps, trajectories] as const),
);

describe("The sampled steps", () => {
  it.each(runs)("of a run of %i steps of %i trajectories ascend from 0 to the last, in a bounded number", (...run) => {
    const [steps, trajectories] = run;
    const rows = sampledSteps(...run);
    expect(rows[0]).toBe(0);
    expect(rows.at(-1)).toBe(steps);
    expect(rows.every((step, index) => index === 0 || step > (rows[index - 1] ?? step))).toBe(true);
    expect(rows.length).toBeLessThanOrEqual(Math.min(300, Math.max(32, 2 ** 24 / trajectories)));
    // What a crowd can afford is used: a curve of few points is not smooth.
    expect(rows.length).toBeGreaterThanOrEqual(Math.min(steps + 1, 24));
  });

  it.each(runs)("of a run of %i steps of %i trajectories thin out by powers of two", (...run) => {
    const rows = sampledSteps(...run);
    const gaps = rows.slice(1, -1).map((step, index) => step - (rows[index] ?? step));
    for (const [index, gap] of gaps.entries()) {
      expect(Number.isInteger(Math.log2(gap)), `gap ${gap}`).toBe(true);
      expect(gap).toBeGreaterThanOrEqual(gaps[index - 1] ?? 1);
    }
  });

  it("are all steps of a short run, and the first 128 of one of usual length", () => {
    expect(sampledSteps(299, 16_384)).toHaveLength(300);
    expect(sampledSteps(500, 16_384).slice(0, 130)).toEqual([...Array.from({ length: 129 }, (_, step) => step), 130]);
  });
});
