import { expect, test } from "vitest";
import { parseExperiment } from "../../src/experiment/parse-experiment.ts";
import { referenceSeries } from "../../src/reference/statistics-series.ts";
import { runStatistics } from "../../src/simulation/run-statistics.ts";
import { sampledSteps } from "../../src/simulation/sampled-steps.ts";
import { Simulation } from "../../src/simulation/simulation.ts";
import { StatisticsTargets } from "../../src/simulation/statistics-targets.ts";
import { testDevice } from "./device.ts";

/** Some arrive and some diverge; numbers change between sampled steps, and on one. */
const experiment = parseExperiment({
  version: 1,
  surface: { id: "himmelblau" },
  starts: { kind: "uniform", count: 200 },
  ensembles: [
    { optimizer: "momentum", hyperparameters: { learningRate: 0.01, beta: 0.5 } },
    { optimizer: "adam", hyperparameters: { learningRate: 0.3 } },
  ],
  steps: 700,
  changes: [
    { step: 16, path: "/ensembles/0/hyperparameters/beta", value: 0.2 },
    { step: 333, path: "/ensembles/1/hyperparameters/learningRate", value: 0.01 },
  ],
});

test("the statistics of a run made aside are those that a run brings as it goes, and of the CPU's positions", async () => {
  const device = await testDevice();
  const told: number[] = [];
  const rows = await runStatistics(device, experiment, { onStep: (step) => told.push(step) });
  expect(rows.map((row) => row[0]?.step)).toEqual(sampledSteps(700, 400));
  expect(told.at(-1)).toBe(700);
  expect(told).toEqual(told.toSorted((a, b) => a - b));

  const simulation = await Simulation.create(device, experiment);
  simulation.advance(150);
  const first = await simulation.statistics();
  simulation.advance(700);
  const second = await simulation.statistics();
  simulation.destroy();
  expect([...first.sampled, ...second.sampled]).toEqual(rows);

  const targets = new StatisticsTargets();
  const early = sampledSteps(700, 400).filter((step) => step <= 60);
  const reference = referenceSeries({ ...experiment, steps: 60 }, early, "f32", (current) => targets.of(current));
  let most = 0;
  for (const [place, row] of reference.entries()) {
    for (const [index, expected] of row.entries()) {
      const seen = rows[place]?.[index];
      expect([seen?.step, seen?.total, seen?.evaluations]).toEqual([expected.step, 200, expected.evaluations]);
      for (const name of ["arrived", "newlyArrived", "diverged"] as const) {
        most = Math.max(most, Math.abs((seen?.[name] ?? Number.NaN) - expected[name]));
      }
    }
  }
  // Measured 0 in software, where positions are equal bit for bit; a GPU that fuses operations may have others at a border.
  expect(most, "trajectories that are counted elsewhere than on the CPU").toBeLessThanOrEqual(2);
});

test("a run made aside ends when it is given up", async () => {
  const device = await testDevice();
  const controller = new AbortController();
  const pending = runStatistics(
    device,
    { ...experiment, steps: 100_000 },
    { signal: controller.signal, onStep: () => controller.abort(new Error("enough")) },
  );
  await expect(pending).rejects.toThrow("enough");
});
