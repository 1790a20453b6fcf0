import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { runRavine } from "./run-ravine.ts";

const experiment = {
  version: 1,
  surface: { id: "rosenbrock" },
  starts: {
    kind: "points",
    points: [
      [-1.2, 1],
      [0.5, 0.5],
    ],
  },
  ensembles: [{ optimizer: "momentum" }, { optimizer: "adam", hyperparameters: { learningRate: 0.05 } }],
  steps: 5,
};

let folder = "";
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "ravine-cli-"));
});
afterAll(async () => {
  await rm(folder, { recursive: true });
});

describe("simulate", () => {
  it("prints every ensemble, start and listed step as JSON", async () => {
    const file = join(folder, "experiment.json");
    await writeFile(file, JSON.stringify(experiment));
    const { code, stdout, stderr } = await runRavine(["simulate", file, "--every", "2", "--state"]);
    expect(stderr).toBe("");
    expect(code).toBe(0);
    const result = JSON.parse(stdout);
    expect(result).toMatchObject({ engine: "cpu", precision: "f64" });
    expect(result.ensembles.map((ensemble: { optimizer: string }) => ensemble.optimizer)).toEqual(["momentum", "adam"]);
    const [first] = result.ensembles[0].trajectories;
    expect(first).toMatchObject({ start: [-1.2, 1], status: "running", divergedAt: null, basin: null });
    expect(first.evaluations).toEqual({ loss: 0, gradient: 5, hessian: 0 });
    expect(first.steps).toEqual([0, 2, 4, 5]);
    expect(first.points[0]).toEqual([-1.2, 1]);
    // (1 + 1.2)² + 100 (1 − 1.44)² = 24.2; each of the few operations rounds by at most 2e-15.
    expect(first.losses[0]).toBeCloseTo(24.2, 12);
    expect(first.state.momentum).toHaveLength(4);
    expect(first.state.momentum[0]).toEqual([0, 0]);
    const lengths = Object.values<unknown[]>(result.ensembles[1].trajectories[1].state).map((slot) => slot.length);
    expect(new Set(lengths)).toEqual(new Set([4]));
  });

  it("prints what standard input asks for, a list for a list", async () => {
    const alone = await runRavine(["simulate", "-", "--precision", "f32"], JSON.stringify(experiment));
    const list = await runRavine(["simulate", "-", "--precision", "f32"], JSON.stringify([experiment, experiment]));
    const one = JSON.parse(alone.stdout);
    expect(one.precision).toBe("f32");
    expect(JSON.parse(list.stdout)).toEqual([one, one]);
    expect((await runRavine(["simulate", "-"], "[]")).stdout.trim()).toMatch(/^\[\s*\]$/);
  });

  it("prints a table with one row a (ensemble, trajectory, step), vectors of state in two columns", async () => {
    const file = join(folder, "table.csv");
    const options = ["simulate", "-", "--format", "csv", "--state", "--every", "5", "--out", file];
    const { code, stdout } = await runRavine(options, JSON.stringify(experiment));
    expect(code).toBe(0);
    expect(stdout).toBe("");
    const lines = (await readFile(file, "utf8")).trimEnd().split("\n");
    expect(lines).toHaveLength(1 + 2 * 2 * 2);
    expect(lines[0]).toMatch(/^ensemble,optimizer,trajectory,step,x,y,loss,momentum\.x,momentum\.y,/);
    const widths = new Set(lines.map((line) => line.split(",").length));
    expect([...widths]).toHaveLength(1);
    expect(lines[1]).toMatch(/^0,momentum,0,0,-1\.2,1,24\.1999/);
    expect(lines.at(-1)).toMatch(/^1,adam,1,5,/);
  });

  it("puts the experiment's place first in the table of a list", async () => {
    const { stdout } = await runRavine(["simulate", "-", "--format", "csv"], JSON.stringify([experiment, experiment]));
    const lines = stdout.trimEnd().split("\n");
    expect(lines[0]).toBe("experiment,ensemble,optimizer,trajectory,step,x,y,loss");
    expect(lines).toHaveLength(1 + 2 * 2 * 2 * 6);
    expect(lines.at(-1)).toMatch(/^1,1,adam,1,5,/);
  });

  it("answers a thousand experiments in one call", async () => {
    const steps = 200;
    const rates = Array.from({ length: 1000 }, (_, index) => 1e-4 * (1 + index / 1000));
    const experiments = rates.map((learningRate) => ({
      ...experiment,
      ensembles: [{ optimizer: "momentum", hyperparameters: { learningRate } }],
      steps,
    }));
    const begun = performance.now();
    const { code, stdout } = await runRavine(["simulate", "-"], JSON.stringify(experiments));
    const seconds = (performance.now() - begun) / 1000;
    expect(code).toBe(0);
    const results = JSON.parse(stdout);
    expect(results).toHaveLength(1000);
    expect(results[999].ensembles[0].trajectories[1].points).toHaveLength(steps + 1);
    expect(seconds, "seconds for a thousand experiments").toBeLessThan(20);
  });
});

describe("evaluate", () => {
  it("prints values, gradients and Hessians at the points", async () => {
    const { code, stdout } = await runRavine(
      ["evaluate", "-"],
      JSON.stringify({
        surface: { formula: "a*x^2 + x*y^3", parameters: { a: 3 } },
        points: [
          [1, 2],
          [0, 0],
        ],
      }),
    );
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toEqual({
      values: [11, 0],
      gradients: [
        [14, 12],
        [0, 0],
      ],
      hessians: [
        [
          [6, 12],
          [12, 12],
        ],
        [
          [6, 0],
          [0, 0],
        ],
      ],
    });
  });

  it("prints numbers that are not finite as texts", async () => {
    const { stdout } = await runRavine(
      ["evaluate", "-"],
      JSON.stringify([{ surface: { id: "rosenbrock" }, points: [[1e200, 0]] }]),
    );
    const [{ values }] = JSON.parse(stdout);
    expect(values).toEqual(["Infinity"]);
  });
});
