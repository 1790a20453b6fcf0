import { describe, expect, it } from "vitest";
import { readNumpy } from "../recording/data/read-structured.ts";
import { runRavine } from "./run-ravine.ts";

const experiment = {
  version: 1,
  surface: { id: "himmelblau" },
  starts: { kind: "uniform", count: 6 },
  ensembles: [
    { optimizer: "momentum", label: "Heavy ball", hyperparameters: { learningRate: 0.01, beta: 0.5 } },
    { optimizer: "adam" },
  ],
  steps: 20,
};

describe("simulate --format npy", () => {
  it("prints the bytes of an array on standard output", async () => {
    const options = ["simulate", "-", "--format", "npy", "--every", "8"];
    const { code, bytes, stderr } = await runRavine(options, JSON.stringify(experiment));
    expect([code, stderr]).toEqual([0, ""]);
    const { type, shape, values } = readNumpy(bytes);
    expect(type).toBe("'<f8'");
    expect(shape).toEqual([12, 4, 3]);
    const json = JSON.parse((await runRavine(["simulate", "-", "--every", "8"], JSON.stringify(experiment))).stdout);
    const [x, y] = json.ensembles[1].trajectories[5].points[3];
    expect(values.slice(-3)).toEqual([x, y, json.ensembles[1].trajectories[5].losses[3]]);
  });
});

describe("statistics", () => {
  it("prints every sampled row of every ensemble, alike on the GPU and on the CPU in f32", async () => {
    const input = JSON.stringify(experiment);
    const onCpu = await runRavine(["statistics", "-", "--precision", "f32"], input);
    expect([onCpu.code, onCpu.stderr]).toEqual([0, ""]);
    const cpu = JSON.parse(onCpu.stdout);
    expect(cpu).toMatchObject({ engine: "cpu", precision: "f32" });
    expect(cpu.ensembles.map(({ label }: { label: string }) => label)).toEqual(["Heavy ball", "Adam"]);
    const onGpu = await runRavine(["statistics", "-", "--engine", "gpu", "--format", "npy"], input);
    expect([onGpu.code, onGpu.stderr]).toEqual([0, ""]);
    const { shape, fields, values } = readNumpy(onGpu.bytes);
    expect(shape).toEqual([21, 2]);
    const column = (name: string) => values.filter((_, index) => index % fields.length === fields.indexOf(name));
    const rows = Array.from({ length: 21 }, (_, row) =>
      cpu.ensembles.map(({ rows: of }: { rows: object[] }) => of[row]),
    );
    expect(column("step")).toEqual(rows.flat().map(({ step }) => step));
    // Equal fingerprints are equal positions, bit for bit, in software; a GPU that fuses operations has others.
    const seen = column("fingerprint");
    const expected = rows.flat().map(({ fingerprint }) => Number.parseInt(fingerprint, 16));
    const apart = seen.filter((fingerprint, index) => fingerprint !== expected[index]).length;
    console.info(`${apart} of ${seen.length} fingerprints apart`);
    for (const [index, best] of column("lossBest").entries()) {
      const reference = rows.flat()[index].loss.best;
      // Measured 0 in software: fused multiplications may differ by a rounding a step, 20 of them.
      expect(Math.abs(best / reference - 1), `best loss ${best} beside ${reference}`).toBeLessThan(1e-4);
    }
  }, 120_000);
});
