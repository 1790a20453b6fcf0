import { describe, expect, test } from "vitest";
import { parseExperiment } from "../../src/experiment/parse-experiment.ts";
import { randomBits, unitInterval } from "../../src/math/random.ts";
import { defineOptimizer } from "../../src/optimizers/optimizer.ts";
import { isPositiveSemidefinite } from "../../src/reference/monitor.ts";
import { Trajectory } from "../../src/reference/trajectory.ts";
import { findSurface } from "../../src/surfaces/index.ts";
import { defaultParameters } from "../../src/surfaces/surface.ts";
import { runOne } from "./run.ts";

test("tolerances of zero are met by a trajectory that does not move at all", () => {
  // (1, 3) is Booth's minimum, where the gradient is exactly zero.
  const { status } = runOne({
    surface: { id: "booth" },
    starts: { kind: "points", points: [[1, 3]] },
    ensembles: [{ optimizer: "gradient-descent" }],
    stopping: { stepTolerance: 0, gradientTolerance: 0 },
    steps: 8,
  });
  expect(status).toBe("converged");
});

describe("a Hessian with a vanishing eigenvalue", () => {
  // (1 1; 1 1 − 4ε) has the eigenvalues 2 and −2ε: rounding makes that of a rank-one matrix. 2¹² ε is far beyond it.
  test.each([
    ["f64", 2 ** -52],
    ["f32", 2 ** -23],
  ] as const)("counts as positive semi-definite up to rounding in %s, and no further", (precision, epsilon) => {
    expect(isPositiveSemidefinite({ xx: 1, xy: 1, yy: 1 - 4 * epsilon }, precision)).toBe(true);
    expect(isPositiveSemidefinite({ xx: 1, xy: 1, yy: 1 - 2 ** 12 * epsilon }, precision)).toBe(false);
  });
});

test.each(["momentum", "adam"])("a trajectory of %s that diverges keeps the state of its last step", (optimizer) => {
  const { divergedAt, state, points } = runOne({
    surface: { id: "ravine" },
    starts: { kind: "points", points: [[1, 1]] },
    ensembles: [{ optimizer, hyperparameters: { learningRate: optimizer === "adam" ? 1e160 : 0.05 } }],
    steps: 400,
  });
  expect(divergedAt).not.toBeNull();
  const last = (divergedAt ?? 0) - 1;
  expect(points.at(-1)).toEqual(points[last]);
  for (const [slot, values] of Object.entries(state ?? {})) expect(values.at(-1), slot).toEqual(values[last]);
});

describe("the draws of a step", () => {
  /** Moves to where its draws say: a uniform number for each coordinate. */
  const wanderer = defineOptimizer({
    id: "wanderer",
    group: "first-order",
    label: "",
    description: "",
    tex: [],
    reference: { text: "" },
    color: { night: "#000000", paper: "#000000" },
    hyperparameters: {},
    state: {},
    step(position, _state, _h, _t, { uniform }) {
      position.x = uniform();
      position.y = uniform();
    },
  });
  const experiment = parseExperiment({
    version: 1,
    surface: { id: "booth" },
    ensembles: [{ optimizer: "momentum" }],
    seed: 21,
  });
  const booth = findSurface("booth");
  if (booth === undefined) throw new Error("expected the surface booth");
  const surface = booth.evaluator(defaultParameters(booth), "f64");

  // The first draw is the noise's, whether there is any.
  test.each([
    ["without noise", undefined],
    ["with noise", { xx: 1, yx: 0, yy: 1 }],
  ] as const)("begin anew at every step %s", (_, noise) => {
    const conditions = { surface, hyperparameters: {}, noise };
    const trajectory = new Trajectory(wanderer, experiment, 6, "f64", { x: 0, y: 0 }, { x: 0, y: 0 }, conditions);
    for (const step of [1, 2, 3]) {
      trajectory.advance(step);
      const draw = (index: number) => unitInterval(randomBits(21, 6, step, 1 + index)[0]);
      expect(trajectory.position, `step ${step}`).toEqual({ x: draw(0), y: draw(1) });
    }
  });
});
