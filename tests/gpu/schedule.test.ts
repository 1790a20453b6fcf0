import { expect, test } from "vitest";
import { parseExperiment } from "../../src/experiment/parse-experiment.ts";
import { simulateReference } from "../../src/reference/simulate.ts";
import { runExperiment } from "../../src/simulation/run-experiment.ts";
import { testDevice } from "./device.ts";

const SCHEDULES = [
  { kind: "constant" },
  { kind: "linear-warmup", steps: 20 },
  { kind: "step", every: 10, factor: 0.5, warmup: 5 },
  { kind: "exponential", factor: 0.97 },
  { kind: "cosine", lowest: 0.1, warmup: 3 },
  { kind: "inverse-time", decay: 0.1 },
] as const;

// Measured 0 in software: factors come from the same table, and products are rounded alike. A compiler that fuses
// multiplication and addition may differ by some units in the last place, which 40 steps down a bowl do not amplify.
test.each(SCHEDULES)("a learning rate under schedule $kind is the CPU's at every step", async (schedule) => {
  const device = await testDevice();
  const experiment = parseExperiment({
    version: 1,
    surface: { id: "booth" },
    starts: { kind: "grid", columns: 4, rows: 4, velocity: [0.1, 0.2] },
    ensembles: [
      { optimizer: "momentum", hyperparameters: { learningRate: 0.02 }, schedule },
      { optimizer: "nesterov", hyperparameters: { learningRate: 0.02 }, schedule },
      {
        optimizer: "gradient-descent",
        schedule,
        axes: [{ hyperparameter: "learningRate", from: 0.01, to: 0.05, count: 3 }],
      },
    ],
    steps: 40,
  });
  const options = { every: 1, state: true };
  const gpu = await runExperiment(device, experiment, options);
  const cpu = simulateReference(experiment, { ...options, precision: "f32" });
  let worst = 0;
  for (const [index, ensemble] of cpu.ensembles.entries()) {
    for (const [number, expected] of ensemble.trajectories.entries()) {
      const seen = gpu.ensembles[index]?.trajectories[number]?.points.flat() ?? [];
      for (const [at, value] of expected.points.flat().entries()) {
        worst = Math.max(worst, Math.abs((seen[at] ?? Number.NaN) - value) / Math.max(1, Math.abs(value)));
      }
    }
  }
  console.info(`schedule ${schedule.kind}: worst ${worst}`);
  expect(worst).toBeLessThanOrEqual(1e-6);
});
