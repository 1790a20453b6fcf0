import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { readInput } from "../../src/cli/read-input.ts";
import type { Task } from "../../src/cli/task.ts";
import { readTask, writeTask } from "../../src/cli/task-text.ts";
import { parseExperiment } from "../../src/experiment/parse-experiment.ts";
import { surfaceOf } from "../../src/experiment/surface-of.ts";
import { runRavine } from "./run-ravine.ts";

const sample = new URL("../../public/landscapes/iris-network.npy", import.meta.url);
const values = [1, 2, 3, 4, 2, 3, 4, 5, 3, 4, 5, 6, 4, 5, 6, 7];

let folder = "";
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "ravine-"));
  await writeFile(join(folder, "sample.npy"), await readFile(sample));
  await writeFile(join(folder, "plane.csv"), "1,2,3,4\n2,3,4,5\n3,4,5,6\n4,5,6,7\n");
  await writeFile(join(folder, "uneven.csv"), "1,2,3,4\n2,3,4,5\n3,4,5\n4,5,6,7\n");
});
afterAll(() => rm(folder, { recursive: true }));

async function runOn(command: string, content: unknown, options: readonly string[] = []) {
  const file = join(folder, `${command}.json`);
  await writeFile(file, JSON.stringify(content));
  return runRavine([command, file, ...options]);
}

const onSample = (optimizer: string) => ({
  version: 1,
  surface: { grid: { file: "sample.npy" } },
  starts: { kind: "grid", columns: 3, rows: 3 },
  ensembles: [{ optimizer, hyperparameters: { learningRate: 0.01 } }],
  steps: 20,
});

interface Listed {
  readonly ensembles: readonly { readonly trajectories: readonly { readonly points: readonly number[][] }[] }[];
}

describe("A task on its way to the GPU", () => {
  it("holds a landscape once, however many experiments name it, and gives them one surface again", async () => {
    const inside = { ...onSample("adam"), surface: { grid: { columns: 4, rows: 4, values } } };
    const content = [onSample("momentum"), inside, { ...onSample("adam"), surface: { id: "booth" } }, onSample("adam")];
    const file = join(folder, "experiments.json");
    await writeFile(file, JSON.stringify(content));
    const input = await readInput(file, parseExperiment, "experiments");
    const task: Task = { command: "simulate", ...input, every: 1, state: false, format: "json" };
    const read = readTask(writeTask(task));
    expect(read).toEqual(task);
    const alone = writeTask({ ...task, items: task.items.slice(0, 1) }).length;
    expect(writeTask(task).length - alone).toBeLessThan(5000);
    const [first, , , last] = read.items;
    expect(first && last && surfaceOf(first.surface)).toBe(last && surfaceOf(last.surface));
  });
});

describe("The command line", () => {
  it("evaluates values in the input, and those of a file beside it, alike", async () => {
    const points = [
      [0, 0],
      [0.3, -0.2],
      [3, 1],
    ];
    const surfaces = [{ grid: { columns: 4, rows: 4, values } }, { grid: { file: "plane.csv" } }];
    const { code, stdout, stderr } = await runOn(
      "evaluate",
      surfaces.map((surface) => ({ surface, points })),
    );
    expect(stderr).toBe("");
    expect(code).toBe(0);
    const [inside, named] = JSON.parse(stdout);
    expect(named).toEqual(inside);
    // A plane of slope 1.5 both ways, which every spline through it is. Measured 4.4e-16: its coefficients are exact.
    for (const [i, [x = 0, y = 0]] of points.entries()) {
      expect(Math.abs(inside.values[i] - (4 + 1.5 * (x + y)))).toBeLessThan(1e-12);
      expect(Math.abs(inside.gradients[i][0] - 1.5) + Math.abs(inside.gradients[i][1] - 1.5)).toBeLessThan(1e-12);
    }
  });

  it("simulates a list of experiments on one file", async () => {
    const { code, stdout, stderr } = await runOn(
      "simulate",
      [onSample("momentum"), onSample("adam")],
      ["--every", "20"],
    );
    expect(stderr).toBe("");
    expect(code).toBe(0);
    const results: Listed[] = JSON.parse(stdout);
    const [first, second] = results.map(({ ensembles }) => ensembles[0]?.trajectories[0]?.points ?? []);
    // The first cell's centre: the domain is the default one.
    expect(first?.[0]?.map((coordinate) => Math.round(coordinate * 1e9))).toEqual([-666666667, -666666667]);
    expect(first?.[1]).not.toEqual(second?.[1]);
  });

  it("does on the GPU what it does on the CPU in f32", async () => {
    const content = onSample("momentum");
    const onGpu = await runOn("simulate", content, ["--every", "20", "--engine", "gpu"]);
    expect(onGpu.stderr).toBe("");
    const onCpu = await runOn("simulate", content, ["--every", "20", "--precision", "f32"]);
    const [gpu, cpu]: Listed[] = [JSON.parse(onGpu.stdout), JSON.parse(onCpu.stdout)];
    const pairs = gpu?.ensembles[0]?.trajectories.map(({ points }, index) => [
      points.at(-1),
      cpu?.ensembles[0]?.trajectories[index]?.points.at(-1),
    ]);
    expect(pairs).toHaveLength(9);
    for (const [seen, expected] of pairs ?? []) {
      for (const axis of [0, 1]) {
        const error = Math.abs((seen?.[axis] ?? Number.NaN) - (expected?.[axis] ?? Number.NaN));
        // Measured in software: 0. Fused operations may change the last places, and 20 steps carry that on.
        expect(error, `${seen} beside ${expected}`).toBeLessThan(1e-5);
      }
    }
    const evaluation = { surface: { grid: { file: "sample.npy" } }, points: [[0.25, -0.5]] };
    const [there, here] = [
      await runOn("evaluate", evaluation, ["--engine", "gpu"]),
      await runOn("evaluate", evaluation),
    ].map(({ stdout }) => JSON.parse(stdout));
    // Measured 7.4e-8, f32 beside f64.
    expect(Math.abs(there.values[0] / here.values[0] - 1)).toBeLessThan(1e-6);
  }, 180_000);

  it.each([
    ["a file that is not there", "none.npy", /\/surface\/grid\/file: found "none.npy" \(no such file or folder\)/],
    [
      "a broken file",
      "uneven.csv",
      /\/surface\/grid\/file: found "uneven.csv" \(row 3 has 3 numbers, the rows before 4\)/,
    ],
    ["another format", "a.tiff", /"a.tiff" \(no such file or folder\); allowed: a file with a landscape/],
  ])("refuses %s in one line", async (_name, file, message) => {
    const input = { surface: { grid: { file } }, points: [[0, 0]] };
    const { code, stdout, stderr } = await runOn("evaluate", [input]);
    expect(stderr).toMatch(message);
    expect(stderr).toMatch(/^ravine: evaluations\[0\] /);
    expect(stderr.trimEnd().split("\n")).toHaveLength(1);
    expect([code, stdout]).toEqual([2, ""]);
  });

  it("reads a file in the working directory for standard input", async () => {
    // The run's directory is the system's, for temporary files.
    const place = join(folder, "plane.csv").slice(tmpdir().length + 1);
    const input = JSON.stringify({ surface: { grid: { file: place } }, points: [[0, 0]] });
    const { code, stdout, stderr } = await runRavine(["evaluate", "-"], input);
    expect(stderr).toBe("");
    expect(code).toBe(0);
    expect(Math.abs(JSON.parse(stdout).values[0] - 4)).toBeLessThan(1e-12);
  });
});
