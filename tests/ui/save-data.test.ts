import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { formatBytes } from "../../src/charts/byte-text.ts";
import { answer, type Engine, type Task } from "../../src/cli/task.ts";
import { parseExperiment } from "../../src/experiment/parse-experiment.ts";
import type { SimulationResult } from "../../src/reference/result.ts";
import { simulateReference } from "../../src/reference/simulate.ts";
import { referenceSeries } from "../../src/reference/statistics-series.ts";
import { StatisticsTargets } from "../../src/simulation/statistics-targets.ts";
import {
  cancelData,
  dataOutcome,
  leastEvery,
  saveStatistics,
  saveTrajectories,
  savingData,
} from "../../src/ui/film/save-data.ts";
import * as store from "../../src/ui/store.ts";
import { bytesOf } from "../recording/data/bytes-of.ts";

const saved: { content: Blob; name: string }[] = [];
/** What is told of the runs under way, in turn. */
const shares: (number | undefined)[] = [];

/** Stands for the GPU: the CPU reference in f32. */
const runs = {
  async simulate(experiment: typeof small, every: number): Promise<SimulationResult> {
    return { ...simulateReference(experiment, { precision: "f32", every, state: false }), engine: "gpu" };
  },
  statistics(experiment: typeof small) {
    const targets = new StatisticsTargets();
    return referenceSeries(experiment, [0, 1, 5, 9], "f32", (current) => targets.of(current));
  },
};

vi.mock("../../src/ui/files.ts", async (importOriginal) => ({
  ...(await importOriginal<typeof import("../../src/ui/files.ts")>()),
  saveBlob: (content: Blob, name: string) => saved.push({ content, name }),
}));
vi.mock("../../src/simulation/run-experiment.ts", () => ({
  async runExperiment(_device: unknown, experiment: typeof small, options: Record<string, unknown>) {
    const { every, signal, onListed } = options as {
      every: number;
      signal: AbortSignal;
      onListed: (done: number, listed: number) => void;
    };
    onListed(1, 4);
    shares.push(savingData.value?.share);
    await Promise.resolve();
    signal.throwIfAborted();
    return runs.simulate(experiment, every);
  },
}));
vi.mock("../../src/simulation/run-statistics.ts", () => ({
  async runStatistics(_device: unknown, experiment: typeof small, { onStep }: { onStep: (step: number) => void }) {
    onStep(3);
    shares.push(savingData.value?.share);
    return runs.statistics(experiment);
  },
}));

const small = parseExperiment({
  version: 1,
  surface: { id: "himmelblau" },
  starts: { kind: "uniform", count: 5 },
  ensembles: [{ optimizer: "momentum", hyperparameters: { learningRate: 0.01 } }, { optimizer: "adam" }],
  steps: 9,
});

/** What the command line writes with the same engine. */
function ofCommandLine(command: "simulate" | "statistics", format: "csv" | "json" | "npy", every: number) {
  const engine: Engine = {
    simulate: (experiment) => runs.simulate(experiment, every),
    statistics: async (experiment) => ({ engine: "gpu", precision: "f32", rows: runs.statistics(experiment) }),
    evaluate: () => Promise.reject(new Error("nobody asked")),
  };
  const shared = { items: [small], isList: false, format };
  const task: Task = command === "simulate" ? { command, ...shared, every, state: false } : { command, ...shared };
  return bytesOf(answer(task, engine, () => undefined));
}

beforeEach(() => {
  saved.length = 0;
  shares.length = 0;
  store.experiment.value = small;
  store.device.value = {} as GPUDevice;
});
afterEach(() => {
  store.device.value = undefined;
});

describe("The data that the page saves", () => {
  it.each(["csv", "json", "npy"] as const)("are the bytes that the command line writes, as %s", async (format) => {
    await saveTrajectories(format, 4);
    await saveStatistics(format);
    expect(saved.map(({ name }) => name)).toEqual([
      `ravine-himmelblau-trajectories.${format}`,
      `ravine-himmelblau-statistics.${format}`,
    ]);
    const [trajectories, statistics] = await Promise.all(
      saved.map(async ({ content }) => Buffer.from(await content.arrayBuffer())),
    );
    expect(trajectories).toEqual(await ofCommandLine("simulate", format, 4));
    expect(statistics).toEqual(await ofCommandLine("statistics", format, 4));
    expect(shares).toEqual([1 / 4, 1 / 3]);
    expect(savingData.value).toBeUndefined();
    expect(dataOutcome.value).toEqual({
      kind: "done",
      text: `ravine-himmelblau-statistics.${format}, ${formatBytes(statistics?.length ?? 0)}, is among your downloads.`,
    });
  });

  it("are given up when nobody wants them any more", async () => {
    const pending = saveTrajectories("csv", 1);
    cancelData();
    await pending;
    expect(saved).toEqual([]);
    expect(dataOutcome.value).toEqual({ kind: "done", text: "The trajectories were given up." });
    expect(savingData.value).toBeUndefined();
  });

  it("are one file at a time", async () => {
    await Promise.all([saveTrajectories("csv", 1), saveStatistics("csv")]);
    expect(saved.map(({ name }) => name)).toEqual(["ravine-himmelblau-trajectories.csv"]);
  });

  it("are refused in one line where there is no device", async () => {
    store.device.value = undefined;
    await saveStatistics("json");
    expect(saved).toEqual([]);
    expect(dataOutcome.value).toEqual({
      kind: "error",
      text: "The statistics cannot be saved: there is no graphics device now",
    });
  });
});

describe("Trajectories that do not fit in memory", () => {
  const huge = parseExperiment({ ...small, starts: { kind: "uniform", count: 100_000 }, steps: 2000 });

  it("are refused with what they need, and with the steps that fit", async () => {
    store.experiment.value = huge;
    await saveTrajectories("npy", 1);
    expect(saved).toEqual([]);
    // 200,000 trajectories of 1,000 bytes and 2,001 steps of 104.
    expect(dataOutcome.value?.text).toMatch(
      /cannot be saved: 400,200,000 listed steps need 38\.9 GiB of memory: list every \d+ steps, or fewer\.$/,
    );
    const every = Number(/every (\d+) steps/.exec(dataOutcome.value?.text ?? "")?.[1]);
    expect(every).toBe(leastEvery(huge));
    await saveTrajectories("npy", every - 1);
    expect(dataOutcome.value?.kind).toBe("error");
  });

  it("fit from the least number of steps apart on", () => {
    expect(leastEvery(small)).toBe(1);
    // 2³⁰ bytes hold 5,369 of a trajectory's, 42 steps: 0, 49, …, 1,960 and 2,000 are as many.
    expect(leastEvery(huge)).toBe(49);
    const hopeless = parseExperiment({ ...small, starts: { kind: "uniform", count: 1_000_000 } });
    expect(leastEvery(hopeless)).toBeUndefined();
  });
});
