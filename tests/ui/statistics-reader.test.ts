import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { type EnsembleStatistics, statisticsOf } from "../../src/reference/statistics.ts";
import type { Simulation, StatisticsReading } from "../../src/simulation/simulation.ts";
import { StatisticsReader } from "../../src/ui/statistics-reader.ts";
import * as store from "../../src/ui/store.ts";

/** One ensemble of ten, of which so many are at the minimum. */
function measured(arrived: number, step = 0): EnsembleStatistics[] {
  const ten = Array.from({ length: 10 }, () => 0);
  const crowd = {
    positions: ten.flatMap((_, index) => (index < arrived ? [0, 0] : [9, 9])),
    losses: ten,
    statuses: ten,
    evaluations: { loss: ten, gradient: ten, hessian: ten },
  };
  return [statisticsOf(crowd, { minima: [{ x: 0, y: 0 }], radius: 1 }, 0, step)];
}

const reading = (arrived: number, sampled: readonly number[] = []): StatisticsReading => ({
  now: measured(arrived),
  sampled: sampled.map((step) => measured(arrived, step)),
});

const stepsOf = (rows: readonly (readonly EnsembleStatistics[])[]) => rows.map(([first]) => first?.step);

/** A run whose statistics arrive, or fail to, when the test says so. */
class FakeRun {
  step = 0;
  readonly experiment = { steps: 100 };
  readonly asked: { answer: (reading: StatisticsReading) => void; fail: (reason: unknown) => void }[] = [];

  statistics(): Promise<StatisticsReading> {
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
  store.statistics.value = [];
  store.series.value = [];
  store.notice.value = undefined;
  store.announcement.value = "";
});
afterEach(() => vi.unstubAllGlobals());

describe("The statistics", () => {
  it("are read once a step at most, never twice at a time, and no sooner than 120 ms after the last", async () => {
    const [run, reader] = [new FakeRun(), new StatisticsReader()];
    reader.frame(run.asSimulation, 0, 0);
    run.step = 1;
    reader.frame(run.asSimulation, 500, 0);
    expect(run.asked, "while the first is pending").toHaveLength(1);
    run.asked[0]?.answer(reading(0));
    await settle();
    reader.frame(run.asSimulation, 501, 0);
    expect(run.asked, "after the first").toHaveLength(2);
    run.asked[1]?.answer(reading(1));
    await settle();
    reader.frame(run.asSimulation, 5000, 0);
    expect(run.asked, "at the same step").toHaveLength(2);
    run.step = 2;
    reader.frame(run.asSimulation, 5000, 0);
    run.asked[2]?.answer(reading(2));
    await settle();
    run.step = 3;
    reader.frame(run.asSimulation, 5119, 0);
    expect(run.asked, "119 ms later").toHaveLength(3);
    reader.frame(run.asSimulation, 5120, 0);
    expect(run.asked, "120 ms later").toHaveLength(4);
  });

  it("are read every third frame at most where frames are slow", async () => {
    const [run, reader] = [new FakeRun(), new StatisticsReader()];
    const readings: number[] = [];
    for (let frame = 0; frame < 8; frame += 1) {
      run.step = frame;
      reader.frame(run.asSimulation, 250 * frame, 0.25);
      run.asked[readings.length]?.answer(reading(0));
      readings.push(...Array.from({ length: run.asked.length - readings.length }, () => frame));
      await settle();
    }
    expect(readings).toEqual([0, 3, 6]);
  });

  it("are read again at the same step when what is measured has changed, also while a reading is pending", async () => {
    const [run, reader] = [new FakeRun(), new StatisticsReader()];
    reader.frame(run.asSimulation, 0, 0);
    reader.expire();
    run.asked[0]?.answer(reading(4));
    await settle();
    reader.frame(run.asSimulation, 200, 0);
    expect(run.asked, "after a change during the first").toHaveLength(2);
    run.asked[1]?.answer(reading(0));
    await settle();
    expect(store.statistics.value).toEqual(measured(0));
    reader.frame(run.asSimulation, 400, 0);
    expect(run.asked, "without another change").toHaveLength(2);
  });

  it("of a run that was replaced meanwhile are not shown, nor their failure, and the new one is read at once", async () => {
    const [former, present, reader] = [new FakeRun(), new FakeRun(), new StatisticsReader()];
    reader.frame(former.asSimulation, 0, 0);
    reader.reset();
    reader.frame(present.asSimulation, 1, 0);
    expect(present.asked).toHaveLength(1);
    former.asked[0]?.answer(reading(9, [0, 1]));
    await settle();
    expect(store.statistics.value).toEqual([]);
    expect(store.series.value).toEqual([]);
    present.asked[0]?.answer(reading(3));
    await settle();
    expect(store.statistics.value).toEqual(measured(3));
    present.step = 1;
    reader.frame(present.asSimulation, 1000, 0);
    reader.reset();
    present.asked[1]?.fail(new Error("gone"));
    await settle();
    expect(store.notice.value).toBeUndefined();
  });

  it("are announced once, at the last step", async () => {
    const [run, reader] = [new FakeRun(), new StatisticsReader()];
    run.step = 99;
    reader.frame(run.asSimulation, 0, 0);
    run.asked[0]?.answer(reading(4));
    await settle();
    expect(store.announcement.value).toBe("");
    run.step = 100;
    reader.frame(run.asSimulation, 1000, 0);
    run.asked[1]?.answer(reading(5));
    await settle();
    expect(store.announcement.value).toMatch(/^Finished at step 100\. Arrived at a minimum: .*50/);
  });

  it("that cannot be read are told, but for the loss of the device, which is told elsewhere", async () => {
    for (const [reason, told] of [
      [new DOMException("lost", "AbortError"), false],
      [new DOMException("lost", "OperationError"), false],
      [new Error("broken"), true],
    ] as const) {
      const [run, reader] = [new FakeRun(), new StatisticsReader()];
      store.notice.value = undefined;
      reader.frame(run.asSimulation, 0, 0);
      run.asked[0]?.fail(reason);
      await settle();
      expect(store.notice.value !== undefined, `${reason.name}: ${reason.message}`).toBe(told);
    }
  });
});

describe("The series", () => {
  it("grows by the rows of each reading, and that of another run takes its place with its first reading", async () => {
    const [former, present, reader] = [new FakeRun(), new FakeRun(), new StatisticsReader()];
    reader.frame(former.asSimulation, 0, 0);
    former.asked[0]?.answer(reading(0, [0, 1, 2]));
    await settle();
    former.step = 4;
    reader.frame(former.asSimulation, 200, 0);
    former.asked[1]?.answer(reading(0, [3, 4]));
    await settle();
    expect(stepsOf(store.series.value)).toEqual([0, 1, 2, 3, 4]);
    const rows = store.series.value;
    former.step = 3;
    reader.frame(former.asSimulation, 400, 0);
    former.asked[2]?.answer(reading(0));
    await settle();
    expect(store.series.value, "without new rows").toBe(rows);
    reader.reset();
    expect(stepsOf(store.series.value), "before the first reading").toEqual([0, 1, 2, 3, 4]);
    reader.frame(present.asSimulation, 600, 0);
    present.asked[0]?.answer(reading(0, [0]));
    await settle();
    expect(stepsOf(store.series.value)).toEqual([0]);
  });

  it("loses the rows beyond a change at once, and those that are on their way; before the first step, all", async () => {
    const [run, reader] = [new FakeRun(), new StatisticsReader()];
    reader.frame(run.asSimulation, 0, 0);
    run.asked[0]?.answer(reading(0, [0, 1, 2, 3]));
    await settle();
    reader.changed(2);
    expect(stepsOf(store.series.value)).toEqual([0, 1, 2]);
    reader.frame(run.asSimulation, 200, 0);
    reader.changed(4);
    run.asked[1]?.answer(reading(0, [3, 4, 5]));
    await settle();
    expect(stepsOf(store.series.value)).toEqual([0, 1, 2, 3, 4]);
    reader.frame(run.asSimulation, 400, 0);
    run.asked[2]?.answer(reading(0, [5, 6]));
    await settle();
    expect(stepsOf(store.series.value), "of the next reading").toEqual([0, 1, 2, 3, 4, 5, 6]);
    reader.changed(0);
    expect(store.series.value).toEqual([]);
  });
});
