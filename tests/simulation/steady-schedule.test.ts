import { expect, test } from "vitest";
import { SteadySchedule } from "../../src/simulation/steady-schedule.ts";

/** Walks from event to event as a run does, and lists what is done at which step. */
function walk(schedule: SteadySchedule, from: number): string[] {
  const done: string[] = [];
  for (let step = schedule.next(from); step <= schedule.end; step = schedule.next(step)) {
    if (schedule.isCounted(step)) done.push(`count ${step}`);
    if (schedule.isKept(step)) done.push(`keep ${step}`);
  }
  return done;
}

test("a sample keeps the step before it and its own, and is counted one step later", () => {
  const schedule = new SteadySchedule(100, 8, 120, true);
  expect(schedule.samples).toBe(3);
  expect(schedule.end).toBe(119);
  expect(walk(schedule, 100)).toEqual([
    "keep 101",
    "keep 102",
    "count 103",
    "keep 109",
    "keep 110",
    "count 111",
    "keep 117",
    "keep 118",
    "count 119",
  ]);
});

test("without a look at the step before, only its own is kept", () => {
  const schedule = new SteadySchedule(0, 5, 9, false);
  expect(walk(schedule, 0)).toEqual(["keep 2", "count 3", "keep 7", "count 8"]);
  // Where a submission ends between: nothing is due there.
  expect([0, 1, 4, 5, 6, 9, 12].filter((step) => schedule.isKept(step) || schedule.isCounted(step))).toEqual([]);
});

test("samples two steps apart share a step: it is counted before it is kept anew", () => {
  expect(walk(new SteadySchedule(0, 2, 5, true), 0)).toEqual([
    "keep 1",
    "keep 2",
    "count 3",
    "keep 3",
    "keep 4",
    "count 5",
  ]);
});

test("one sample is taken however few steps there are", () => {
  const schedule = new SteadySchedule(7, 100, 7, true);
  expect(schedule.samples).toBe(1);
  expect(walk(schedule, 7)).toEqual(["keep 8", "keep 9", "count 10"]);
});
