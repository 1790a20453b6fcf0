import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { EnsembleCounts, Simulation } from "../../src/simulation/simulation.ts";
import { CountReader } from "../../src/ui/count-reader.ts";
import * as store from "../../src/ui/store.ts";

const counted = (arrived: number): EnsembleCounts[] => [
  { running: 10 - arrived, converged: arrived, stationary: 0, diverged: 0, arrived, total: 10 },
];

/** A run whose counts arrive, or fail to, when the test says so. */
class FakeRun {
  step = 0;
  readonly experiment = { steps: 100 };
  readonly asked: { answer: (counts: EnsembleCounts[]) => void; fail: (reason: unknown) => void }[] = [];

  counts(): Promise<readonly EnsembleCounts[]> {
    return new Promise((answer, fail) => this.asked.push({ answer, fail }));
  }

  get asSimulation(): Simulation {
    return this as unknown as Simulation;
  }
}

/** Lets what was answered reach the reader. */
const settle = () => new Promise((done) => setTimeout(done, 0));

beforeEach(() => {
  vi.stubGlobal("matchMedia", () => ({ matches: true }));
  store.counts.value = [];
  store.notice.value = undefined;
  store.announcement.value = "";
});
afterEach(() => vi.unstubAllGlobals());

describe("The counts", () => {
  it("are read once a step at most, never twice at a time, and no sooner than 120 ms after the last", async () => {
    const [run, reader] = [new FakeRun(), new CountReader()];
    reader.frame(run.asSimulation, 0, 0);
    run.step = 1;
    reader.frame(run.asSimulation, 500, 0);
    expect(run.asked, "while the first is pending").toHaveLength(1);
    run.asked[0]?.answer(counted(0));
    await settle();
    reader.frame(run.asSimulation, 501, 0);
    expect(run.asked, "after the first").toHaveLength(2);
    run.asked[1]?.answer(counted(1));
    await settle();
    reader.frame(run.asSimulation, 5000, 0);
    expect(run.asked, "at the same step").toHaveLength(2);
    run.step = 2;
    reader.frame(run.asSimulation, 5000, 0);
    run.asked[2]?.answer(counted(2));
    await settle();
    run.step = 3;
    reader.frame(run.asSimulation, 5119, 0);
    expect(run.asked, "119 ms later").toHaveLength(3);
    reader.frame(run.asSimulation, 5120, 0);
    expect(run.asked, "120 ms later").toHaveLength(4);
  });

  it("are read again at the same step when something that counts has changed, also while a reading is pending", async () => {
    const [run, reader] = [new FakeRun(), new CountReader()];
    reader.frame(run.asSimulation, 0, 0);
    reader.expire();
    run.asked[0]?.answer(counted(4));
    await settle();
    reader.frame(run.asSimulation, 200, 0);
    expect(run.asked, "after a change during the first").toHaveLength(2);
    run.asked[1]?.answer(counted(0));
    await settle();
    expect(store.counts.value).toEqual(counted(0));
    reader.frame(run.asSimulation, 400, 0);
    expect(run.asked, "without another change").toHaveLength(2);
  });

  it("of a run that was replaced meanwhile are not shown, nor their failure, and the new one is read at once", async () => {
    const [former, present, reader] = [new FakeRun(), new FakeRun(), new CountReader()];
    reader.frame(former.asSimulation, 0, 0);
    reader.reset();
    reader.frame(present.asSimulation, 1, 0);
    expect(present.asked).toHaveLength(1);
    former.asked[0]?.answer(counted(9));
    await settle();
    expect(store.counts.value).toEqual([]);
    present.asked[0]?.answer(counted(3));
    await settle();
    expect(store.counts.value).toEqual(counted(3));
    present.step = 1;
    reader.frame(present.asSimulation, 1000, 0);
    reader.reset();
    present.asked[1]?.fail(new Error("gone"));
    await settle();
    expect(store.notice.value).toBeUndefined();
  });

  it("are announced once, at the last step", async () => {
    const [run, reader] = [new FakeRun(), new CountReader()];
    run.step = 99;
    reader.frame(run.asSimulation, 0, 0);
    run.asked[0]?.answer(counted(4));
    await settle();
    expect(store.announcement.value).toBe("");
    run.step = 100;
    reader.frame(run.asSimulation, 1000, 0);
    run.asked[1]?.answer(counted(5));
    await settle();
    expect(store.announcement.value).toMatch(/^Finished at step 100\. Arrived at a minimum: .*50/);
  });

  it("that cannot be read are told, but for the loss of the device, which is told elsewhere", async () => {
    for (const [reason, told] of [
      [new DOMException("lost", "AbortError"), false],
      [new DOMException("lost", "OperationError"), false],
      [new Error("broken"), true],
    ] as const) {
      const [run, reader] = [new FakeRun(), new CountReader()];
      store.notice.value = undefined;
      reader.frame(run.asSimulation, 0, 0);
      run.asked[0]?.fail(reason);
      await settle();
      expect(store.notice.value !== undefined, `${reason.name}: ${reason.message}`).toBe(told);
    }
  });
});
