import { describe, expect, test } from "vitest";
import { runOne, runReference } from "./run.ts";

const descent = (learningRate: number) => [{ optimizer: "gradient-descent", hyperparameters: { learningRate } }];
const from = (...points: [number, number][]) => ({ kind: "points", points });

test("a trajectory that settles in a minimum converges, and its basin is that minimum's index", () => {
  const [trajectories = []] = runReference({
    surface: { id: "himmelblau" },
    starts: from([3.2, 2.2], [-2.7, 3], [-3.7, -3.2], [3.5, -1.8]),
    ensembles: descent(0.01),
    steps: 400,
  });
  expect(trajectories.map(({ status, basin }) => [status, basin])).toEqual([
    ["converged", 0],
    ["converged", 1],
    ["converged", 2],
    ["converged", 3],
  ]);
});

test("a trajectory that settles on a saddle is stationary, not converged", () => {
  const { status, basin } = runOne({
    surface: { id: "saddle" },
    starts: from([1, 0]),
    ensembles: descent(0.1),
    steps: 300,
  });
  expect([status, basin]).toEqual(["stationary", null]);
});

test("a trajectory that has not been calm for eight steps is still running", () => {
  const settled = (steps: number) =>
    runOne({ surface: { id: "booth" }, starts: from([1, 3]), ensembles: descent(0.05), steps }).status;
  expect([settled(0), settled(7), settled(8)]).toEqual(["running", "running", "converged"]);
});

describe("divergence", () => {
  const run = (precision: "f32" | "f64") =>
    runOne({ surface: { id: "ravine" }, starts: from([1, 1]), ensembles: descent(0.02), steps: 400 }, precision);

  // x is multiplied by 1 − .02·200 = −3 a step: 3^k passes 1e15 at k = 32, 1e150 at k = 315.
  test.each([
    ["f32", 32],
    ["f64", 315],
  ] as const)("in %s is told at the step that would pass the limit, and the point stays", (precision, step) => {
    const { status, divergedAt, points } = run(precision);
    expect([status, divergedAt]).toEqual(["diverged", step]);
    expect(points.at(-1)).toEqual(points[step - 1]);
    expect(Math.abs(points[step - 1]?.[0] ?? 0)).toBeLessThanOrEqual(precision === "f32" ? 1e15 : 1e150);
  });
});

test("a settled trajectory whose hyperparameter changes runs on, unless halt is asked for", () => {
  const experiment = {
    surface: { id: "booth" },
    starts: from([1, 3]),
    noise: { kind: "gaussian", sigma: 0 },
    ensembles: descent(0.05),
    steps: 40,
    changes: [{ step: 20, path: "/noise/sigma", value: 1 }],
  };
  expect(runOne(experiment).status).toBe("running");
  expect(runOne({ ...experiment, stopping: { halt: true } }).status).toBe("converged");
});

test("evaluations of each kind are counted", () => {
  for (const optimizer of ["gradient-descent", "momentum", "nesterov", "rmsprop", "adam", "adamw"]) {
    const { evaluations } = runOne({
      surface: { id: "booth" },
      starts: from([4, 4]),
      ensembles: [{ optimizer }],
      steps: 25,
    });
    expect(evaluations, optimizer).toEqual({ loss: 0, gradient: 25, hessian: 0 });
  }
});
