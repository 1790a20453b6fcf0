import { describe, expect, it } from "vitest";
import { SubmissionBudget } from "../../src/simulation/submission-budget.ts";

/** Runs frames on an adapter of `rate` trajectory-steps a millisecond, each as full as the budget allows. */
function learn(rate: number, trajectories: number, options: { latency?: number; frames?: number } = {}) {
  const { latency = 1, frames = 60 } = options;
  const budget = new SubmissionBudget(trajectories);
  const steps: number[] = [];
  for (let frame = 0; frame < frames; frame += 1) {
    const most = budget.stepsWithin(10);
    steps.push(most);
    budget.started();
    budget.finished(most, latency + (most * trajectories) / rate);
  }
  return { budget, steps };
}

describe("A submission", () => {
  it("comes to hold what the adapter does in the time that is given, be it slow or fast", () => {
    for (const rate of [2 ** 14, 2 ** 16, 2 ** 20, 2 ** 26]) {
      for (const trajectories of [1000, 16_384, 1_048_576]) {
        const steps = learn(rate, trajectories).steps.at(-1) ?? 0;
        const fitting = Math.max(1, (10 * rate) / trajectories);
        expect(steps / fitting, `${rate} a millisecond, ${trajectories} trajectories`).toBeLessThanOrEqual(1.5);
        expect(steps / fitting, `${rate} a millisecond, ${trajectories} trajectories`).toBeGreaterThanOrEqual(0.5);
      }
    }
  });

  it("is too long once, at most, on an adapter a thousand times slower than believed", () => {
    const { steps } = learn(128, 1_048_576, { frames: 3 });
    expect(steps).toEqual([1, 1, 1]);
    expect(learn(128, 16_384, { frames: 3 }).steps.slice(1)).toEqual([5, 5]);
  });

  it("takes two milliseconds of every one's time for the way to the GPU and back", () => {
    // A way of 4 ms leaves 10 + 2 − 4 of the ten milliseconds to the work.
    const steps = learn(2 ** 20, 16_384, { latency: 4, frames: 200 }).steps.at(-1) ?? 0;
    expect(steps / ((10 * 2 ** 20) / 16_384)).toBeCloseTo(0.8, 2);
  });

  it("stays worth the way, also where a busy machine makes the way long", () => {
    const { steps } = learn(2 ** 20, 200, { latency: 150, frames: 100 });
    expect(Math.min(...steps)).toBeGreaterThanOrEqual(400);
  });

  it("takes so many trajectories as leave it the steps that are asked for", () => {
    for (const rate of [2 ** 14, 2 ** 20]) {
      const { budget } = learn(rate, 16_384);
      budget.trajectories = budget.trajectoriesWithin(10, 128);
      // Rounded down, both of them.
      expect([127, 128, 129]).toContain(budget.stepsWithin(10));
    }
    expect(new SubmissionBudget(1).trajectoriesWithin(10, 2 ** 30)).toBe(1);
  });

  it("never holds less than a step, nor waits for what it did not learn", () => {
    const budget = new SubmissionBudget(2 ** 28);
    expect(budget.stepsWithin(10)).toBe(1);
    budget.started();
    budget.finished(1, undefined);
    expect(budget.stepsWithin(10)).toBe(1);
  });

  it("grows again when the adapter becomes fast, by a factor of two at a time", () => {
    const { budget } = learn(2 ** 14, 16_384);
    const before = budget.stepsWithin(10);
    budget.started();
    budget.finished(before, 0);
    expect(budget.stepsWithin(10)).toBeLessThanOrEqual(2 * before + 1);
    expect(budget.stepsWithin(10)).toBeGreaterThanOrEqual(2 * before);
  });

  it("of little work is not taken for a slow adapter's because of the way to the GPU and back", () => {
    const budget = new SubmissionBudget(100);
    const before = budget.stepsWithin(10);
    for (let frame = 0; frame < 100; frame += 1) {
      budget.started();
      budget.finished(1, 17);
    }
    expect(budget.stepsWithin(10)).toBe(before);
  });

  it("counts as unfinished until it is done, whatever became of it", () => {
    const budget = new SubmissionBudget(100);
    budget.started();
    budget.started();
    expect(budget.unfinished).toBe(2);
    budget.finished(0, 3);
    budget.finished(5, undefined);
    expect(budget.unfinished).toBe(0);
  });
});
