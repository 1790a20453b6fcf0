import { expect, test } from "vitest";
import { parseExperiment } from "../../src/experiment/parse-experiment.ts";
import { simulateReference } from "../../src/reference/simulate.ts";
import { runExperiment } from "../../src/simulation/run-experiment.ts";
import { testDevice } from "./device.ts";

/*
 * Terms that are left out of the kernels at their defaults, or that defaults do not exercise: 20 steps from 32 starts.
 * The GPU may be four times as far from f64 as the f32 reference is, since it may fuse operations. Measured in software:
 * the f32 reference's distance in every digit, 6.0e-7 (qhm) to 3.1e-5 (qhadam).
 */
const CASES = [
  ["qhm", { nu: 0.3, beta: 0.99 }],
  ["qhadam", { nu1: 0.4, nu2: 0.6, epsilon: 1e-3 }],
  ["adagrad", { learningRateDecay: 0.02, initialAccumulator: 0.3, epsilon: 1e-3, weightDecay: 0.05 }],
  ["adadelta", { weightDecay: 0.05 }],
  ["adamax", { weightDecay: 0.05 }],
  ["nadam", { momentumDecay: 0.1, weightDecay: 0.05 }],
  ["radam", { beta2: 0.9, weightDecay: 0.05 }],
  ["rprop", { etaMinus: 0.4, etaPlus: 1.4, stepMin: 0.05, stepMax: 0.2 }],
  ["asgd", { lambda: 0.05, alpha: 0.6, t0: 5, weightDecay: 0.05 }],
] as const;

test.each(CASES)("20 steps of %s with %o on the GPU are the CPU's", async (optimizer, hyperparameters) => {
  const experiment = parseExperiment({
    version: 1,
    surface: { id: "himmelblau" },
    starts: { kind: "uniform", count: 32, velocity: [0.01, -0.02] },
    ensembles: [{ optimizer, hyperparameters }],
    steps: 20,
    seed: 4,
  });
  const options = { every: 1, state: true };
  const gpu = (await runExperiment(await testDevice(), experiment, options)).ensembles[0]?.trajectories ?? [];
  const [f64 = [], f32 = []] = (["f64", "f32"] as const).map(
    (precision) => simulateReference(experiment, { ...options, precision }).ensembles[0]?.trajectories,
  );
  const farthest = (one: typeof gpu) =>
    Math.max(
      ...one.flatMap(({ points }, index) =>
        points.flatMap(([x, y], step) => {
          const [rx, ry] = f64[index]?.points[step] ?? [Number.NaN, Number.NaN];
          return [Math.abs(x - rx), Math.abs(y - ry)];
        }),
      ),
    );
  expect(gpu).toHaveLength(32);
  console.info(`${optimizer}: gpu ${farthest(gpu)}, f32 reference ${farthest(f32)}`);
  expect(farthest(gpu)).toBeLessThanOrEqual(4 * farthest(f32));
});
