import { describe, expect, it } from "vitest";
import { CheckpointComb } from "../../src/simulation/checkpoint-comb.ts";

/** Runs from one step to another, keeping what is wanted; answers the kept steps in ascending order. */
function run(comb: CheckpointComb, from: number, to: number): void {
  for (let step = comb.next(from); step <= to; step = comb.next(step)) comb.claim(step);
}

function kept(comb: CheckpointComb, upTo: number): number[] {
  const steps: number[] = [];
  for (let tooth = comb.newestUpTo(upTo); tooth !== undefined; tooth = comb.newestUpTo(tooth.step - 1)) {
    steps.unshift(tooth.step);
  }
  return steps;
}

describe("Kept steps", () => {
  it("lie evenly over the run, however long it has become, in as many places as there are", () => {
    const comb = new CheckpointComb(8, 10);
    run(comb, 0, 80);
    expect(kept(comb, 80)).toEqual([10, 20, 30, 40, 50, 60, 70, 80]);
    run(comb, 80, 100);
    expect(kept(comb, 1e9)).toEqual([20, 40, 60, 80, 100]);
    run(comb, 100, 10_000);
    const steps = kept(comb, 1e9);
    expect(steps.length).toBeGreaterThanOrEqual(4);
    expect(steps.length).toBeLessThanOrEqual(8);
    const gaps = new Set(steps.map((step, index) => step - (steps[index - 1] ?? 0)));
    expect([...gaps]).toHaveLength(1);
  });

  it("have places of their own", () => {
    const comb = new CheckpointComb(5, 3);
    run(comb, 0, 1000);
    const places = kept(comb, 1000).map((step) => comb.newestUpTo(step)?.place);
    expect(new Set(places).size).toBe(places.length);
    expect(places.every((place) => place !== undefined && place >= 0 && place < 5)).toBe(true);
  });

  it("are not kept again when the run passes them again", () => {
    const comb = new CheckpointComb(8, 10);
    run(comb, 0, 40);
    expect(comb.next(0)).toBe(50);
    expect(comb.claim(20)).toBeUndefined();
  });

  it("are forgotten beyond the step at which the run goes another way, and kept anew from there", () => {
    const comb = new CheckpointComb(4, 10);
    run(comb, 0, 40);
    comb.dropAfter(20);
    expect(kept(comb, 1e9)).toEqual([10, 20]);
    expect(comb.next(20)).toBe(30);
    run(comb, 20, 40);
    expect(kept(comb, 1e9)).toEqual([10, 20, 30, 40]);
  });

  it("are the last before a step, or none", () => {
    const comb = new CheckpointComb(4, 10);
    run(comb, 0, 30);
    expect(comb.newestUpTo(29)?.step).toBe(20);
    expect(comb.newestUpTo(30)?.step).toBe(30);
    expect(comb.newestUpTo(9)).toBeUndefined();
  });

  it("are none where there is no room", () => {
    const comb = new CheckpointComb(0, 10);
    expect(comb.next(5)).toBe(Number.POSITIVE_INFINITY);
    expect(comb.claim(10)).toBeUndefined();
  });

  it("in a single place are the last power of two times the interval", () => {
    const comb = new CheckpointComb(1, 10);
    run(comb, 0, 500);
    expect(kept(comb, 1e9)).toEqual([320]);
  });
});
