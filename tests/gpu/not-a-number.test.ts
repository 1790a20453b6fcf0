import { expect, test } from "vitest";
import { mismatch } from "../../src/experiment/check-requirements.ts";
import { parseExperiment } from "../../src/experiment/parse-experiment.ts";
import { surfaceOf } from "../../src/experiment/surface-of.ts";
import { optimizers } from "../../src/optimizers/index.ts";
import { simulateReference } from "../../src/reference/simulate.ts";
import { runExperiment } from "../../src/simulation/run-experiment.ts";
import { testDevice } from "./device.ts";

/*
 * √x is no number left of 0, and compilers assume that there are only numbers: sign(NaN), max(NaN, a) and comparisons
 * may come out as anything. Whatever an optimizer does with its gradient, such a trajectory must end as diverged.
 */
const SURFACE = { formula: "sqrt(x) + y^2", domain: { x: [0, 1], y: [-1, 1] } };

const experimentWith = (ids: readonly string[]) =>
  parseExperiment({
    version: 1,
    surface: SURFACE,
    starts: {
      kind: "points",
      points: [
        [1e-4, 0.5],
        [0.02, -0.3],
        [-0.5, 0.2],
      ],
    },
    ensembles: ids.map((optimizer) => ({ optimizer, hyperparameters: rateOf(optimizer) })),
    steps: 200,
  });

/** A step that is long beside the way to 0. */
function rateOf(id: string): Record<string, number> {
  const { hyperparameters, group } = optimizers.find((optimizer) => optimizer.id === id) ?? {
    hyperparameters: {},
    group: "",
  };
  if (group === "continuous-time" || id === "underdamped-langevin") return { timeStep: 0.05 };
  return "learningRate" in hyperparameters && group !== "second-order" ? { learningRate: 0.05 } : {};
}

const able = optimizers
  .map(({ id }) => id)
  .filter((id) => mismatch(id, surfaceOf(experimentWith(["adam"]).surface)) === undefined);

test.each(able)("%s ends where the gradient is no number, at the step at which it does on the CPU", async (id) => {
  const device = await testDevice();
  const experiment = experimentWith([id]);
  const gpu = await runExperiment(device, experiment, { every: 200, state: false });
  const cpu = simulateReference(experiment, { precision: "f32", every: 200, state: false });
  const told = (result: typeof gpu) =>
    result.ensembles[0]?.trajectories.map(({ status, divergedAt }) => [status, divergedAt]);
  expect(told(gpu), JSON.stringify([told(gpu), told(cpu)])).toEqual(told(cpu));
  // The last start is no number's place from the first step on.
  expect(gpu.ensembles[0]?.trajectories.at(-1)?.status).toBe("diverged");
});
