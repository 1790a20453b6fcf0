import { signal } from "@preact/signals";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import type { Experiment } from "../../src/experiment/experiment.ts";
import { parseExperiment } from "../../src/experiment/parse-experiment.ts";
import type { MapPicture } from "../../src/maps/map-picture.ts";
import type { RunMapOptions } from "../../src/maps/run-map-options.ts";
import { MapRunner } from "../../src/ui/maps/map-runner.ts";
import type { MapState } from "../../src/ui/maps/map-store.ts";

/** A run of a map that the test leads to its end. */
interface Run {
  readonly experiment: Experiment;
  readonly device: GPUDevice;
  readonly options: RunMapOptions;
  readonly finish: (picture: MapPicture) => void;
  readonly fail: (error: unknown) => void;
}

function experimentOf(steps: number): Experiment {
  return parseExperiment({
    version: 1,
    surface: { id: "booth" },
    ensembles: [{ optimizer: "momentum" }],
    map: { kind: "rate", width: 2, height: 2, steps },
  });
}

function pictureOf(experiment: Experiment, progress: number): MapPicture {
  const { map } = experiment;
  if (map === undefined) throw new Error("It has no map.");
  const cells = new Float32Array(32);
  return { experiment, choice: map, x: new Float64Array(2), y: new Float64Array(2), cells, stride: 1, progress };
}

/** A device that is never lost, or was. */
function deviceOf(isLost = false): GPUDevice {
  const lost = isLost ? Promise.resolve({}) : new Promise(() => {});
  return { lost } as unknown as GPUDevice;
}

function setUp(first: Experiment | undefined) {
  const runs: Run[] = [];
  const target = { picture: signal<MapPicture | undefined>(undefined), state: signal<MapState>({ kind: "waiting" }) };
  const compute = (device: GPUDevice, experiment: Experiment, options: RunMapOptions) =>
    new Promise<MapPicture>((finish, fail) => {
      runs.push({ experiment, device, options, finish, fail });
    });
  const wanted = signal(first);
  const device = signal<GPUDevice | undefined>(deviceOf());
  const stop = new MapRunner(target, compute).follow(
    () => wanted.value,
    () => device.value,
  );
  const last = (): Run => {
    const run = runs.at(-1);
    if (run === undefined) throw new Error("Nothing runs.");
    return run;
  };
  return { runs, target, wanted, device, stop, last };
}

describe("keeping a map computed", () => {
  beforeEach(() => vi.useFakeTimers());
  afterEach(() => vi.useRealTimers());

  test("begins at once, and shows every picture with its progress", async () => {
    const experiment = experimentOf(5);
    const { target, last } = setUp(experiment);
    expect(target.state.value).toEqual({ kind: "running", progress: 0 });
    expect(last().options.pace?.()).toBe("still");
    const half = pictureOf(experiment, 0.5);
    last().options.onPicture?.(half);
    expect(target.picture.value).toBe(half);
    expect(target.state.value).toEqual({ kind: "running", progress: 0.5 });
    const whole = pictureOf(experiment, 1);
    last().finish(whole);
    await vi.advanceTimersByTimeAsync(0);
    expect(target.picture.value).toBe(whole);
    expect(target.state.value).toEqual({ kind: "done" });
  });

  test("drops a map that nobody wants any more, and keeps its picture until the next has one", async () => {
    const [first, second] = [experimentOf(5), experimentOf(6)];
    const { runs, target, wanted, last } = setUp(first);
    const old = pictureOf(first, 0.5);
    last().options.onPicture?.(old);
    wanted.value = second;
    expect(runs[0]?.options.signal?.aborted).toBe(true);
    await vi.advanceTimersByTimeAsync(100);
    expect(runs.length).toBe(2);
    expect(target.picture.value).toBe(old);
    runs[0]?.options.onPicture?.(pictureOf(first, 0.7));
    runs[0]?.finish(pictureOf(first, 1));
    runs[0]?.fail(new Error("dropped"));
    await vi.advanceTimersByTimeAsync(0);
    expect(target.picture.value, "a picture of the dropped map").toBe(old);
    const next = pictureOf(second, 0.1);
    last().options.onPicture?.(next);
    expect(target.picture.value).toBe(next);
  });

  test("begins once for a flurry of changes, with the last of them", async () => {
    const { runs, wanted } = setUp(experimentOf(5));
    for (let steps = 6; steps < 30; steps++) wanted.value = experimentOf(steps);
    await vi.advanceTimersByTimeAsync(1000);
    expect(runs.map(({ experiment }) => experiment.map?.steps)).toEqual([5, 29]);
  });

  test("does not begin anew for what leaves the map as it is", async () => {
    const { runs, wanted } = setUp(experimentOf(5));
    wanted.value = { ...experimentOf(5), seed: 7, view: { height: "linear", mode: "top" } };
    await vi.advanceTimersByTimeAsync(1000);
    expect(runs.length).toBe(1);
    expect(runs[0]?.options.signal?.aborted).toBe(false);
  });

  test("waits while there is no device, and begins anew on the next", async () => {
    const { runs, target, device } = setUp(experimentOf(5));
    device.value = undefined;
    expect(target.state.value).toEqual({ kind: "waiting" });
    expect(runs[0]?.options.signal?.aborted).toBe(true);
    const next = deviceOf();
    device.value = next;
    await vi.advanceTimersByTimeAsync(100);
    expect(runs.length).toBe(2);
    expect(runs[1]?.device).toBe(next);
  });

  test("says what went wrong, but not where the device is only lost", async () => {
    const { target, device, last } = setUp(experimentOf(5));
    last().fail(new Error("There is no room for it."));
    await vi.advanceTimersByTimeAsync(1000);
    expect(target.state.value).toEqual({ kind: "failed", text: "There is no room for it." });
    device.value = deviceOf(true);
    await vi.advanceTimersByTimeAsync(100);
    last().fail(new Error("The device is lost."));
    await vi.advanceTimersByTimeAsync(1000);
    expect(target.state.value).toEqual({ kind: "running", progress: 0 });
  });

  test("ends with nothing running", () => {
    const { runs, stop } = setUp(experimentOf(5));
    stop();
    expect(runs[0]?.options.signal?.aborted).toBe(true);
  });
});
