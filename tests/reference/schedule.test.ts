import { expect, test } from "vitest";
import { parseExperiment } from "../../src/experiment/parse-experiment.ts";
import { simulateReference } from "../../src/reference/simulate.ts";

function run(optimizer: string, extra: object, changes: readonly object[] = []) {
  const experiment = parseExperiment({
    version: 1,
    surface: { id: "rosenbrock" },
    starts: { kind: "grid", columns: 3, rows: 3 },
    ensembles: [{ optimizer, hyperparameters: { learningRate: 5e-4 }, ...extra }],
    steps: 60,
    changes,
  });
  const { ensembles } = simulateReference(experiment, { precision: "f64", every: 1, state: true });
  return ensembles[0]?.trajectories;
}

test.each(["gradient-descent", "momentum", "nesterov", "adam"])(
  "a learning rate of %s that a schedule halves is one that is changed to its half at the same step",
  (optimizer) => {
    const change = (step: number, value: number) => ({
      step,
      path: "/ensembles/0/hyperparameters/learningRate",
      value,
    });
    const scheduled = run(optimizer, { schedule: { kind: "step", every: 20, factor: 0.5 } });
    expect(scheduled).toEqual(run(optimizer, {}, [change(20, 2.5e-4), change(40, 1.25e-4)]));
    expect(scheduled).not.toEqual(run(optimizer, {}));
  },
);

test("a constant schedule changes nothing", () => {
  expect(run("adam", { schedule: { kind: "constant" } })).toEqual(run("adam", {}));
});

test("the displacement that a trajectory arrives with holds under the first step's rate", () => {
  const experiment = parseExperiment({
    version: 1,
    surface: { id: "quadratic", parameters: { lambda1: 0, lambda2: 0 } },
    starts: { kind: "points", points: [[0, 0]], velocity: [0.5, -0.25] },
    ensembles: [
      {
        optimizer: "momentum",
        hyperparameters: { learningRate: 0.01, beta: 1 },
        schedule: { kind: "linear-warmup", steps: 4 },
      },
    ],
    steps: 1,
  });
  const { ensembles } = simulateReference(experiment, { precision: "f64", every: 1, state: false });
  expect(ensembles[0]?.trajectories[0]?.points[1]).toEqual([0.5, -0.25]);
});
