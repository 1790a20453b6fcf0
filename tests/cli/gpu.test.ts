import { describe, expect, it } from "vitest";
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
  ensembles: [{ optimizer: "momentum", hyperparameters: { learningRate: 5e-4, beta: 0.9 } }],
  steps: 6,
};

interface Listed {
  precision: string;
  engine: string;
  ensembles: { trajectories: { steps: number[]; points: number[][]; evaluations: { gradient: number } }[] }[];
}

describe("The GPU engine", () => {
  it("prints what the CPU prints in f32, to within its rounding", async () => {
    const input = JSON.stringify([experiment, { ...experiment, seed: 8 }]);
    const options = ["simulate", "-", "--every", "3", "--state"];
    const onGpu = await runRavine([...options, "--engine", "gpu"], input);
    expect(onGpu.stderr).toBe("");
    expect(onGpu.code).toBe(0);
    const onCpu = await runRavine([...options, "--precision", "f32"], input);
    const gpu: Listed[] = JSON.parse(onGpu.stdout);
    const cpu: Listed[] = JSON.parse(onCpu.stdout);
    expect(gpu).toHaveLength(2);
    for (const [index, result] of gpu.entries()) {
      expect(result).toMatchObject({ engine: "gpu", precision: "f32" });
      for (const [place, seen] of (result.ensembles[0]?.trajectories ?? []).entries()) {
        const expected = cpu[index]?.ensembles[0]?.trajectories[place];
        expect(seen.steps).toEqual([0, 3, 6]);
        expect(seen.evaluations).toEqual(expected?.evaluations);
        for (const [row, point] of seen.points.entries()) {
          for (const axis of [0, 1]) {
            const error = Math.abs((point[axis] ?? Number.NaN) - (expected?.points[row]?.[axis] ?? Number.NaN));
            // Measured: 0 in software. A GPU may fuse a multiplication with an addition: one rounding (1.2e-7) an
            // operation, which the curvature of 1,000 amplifies to some 1e-6 in six steps.
            expect(error, `row ${row}: ${point} beside ${expected?.points[row]}`).toBeLessThan(1e-5);
          }
        }
      }
    }
  }, 120_000);

  it("evaluates a formula at points", async () => {
    const input = JSON.stringify({ surface: { formula: "3*x^2 + x*y^3" }, points: [[1, 2]] });
    const { code, stdout, stderr } = await runRavine(["evaluate", "-", "--engine", "gpu"], input);
    expect(stderr).toBe("");
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toEqual({
      values: [11],
      gradients: [[14, 12]],
      hessians: [
        [
          [6, 12],
          [12, 12],
        ],
      ],
    });
  }, 120_000);
});
