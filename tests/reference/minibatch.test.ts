import { describe, expect, test } from "vitest";
import { parseExperiment } from "../../src/experiment/parse-experiment.ts";
import { permuted } from "../../src/math/permutation.ts";
import type { Precision } from "../../src/math/precision.ts";
import { randomBits } from "../../src/math/random.ts";
import { defineOptimizer } from "../../src/optimizers/optimizer.ts";
import { Trajectory } from "../../src/reference/trajectory.ts";
import { findSurface } from "../../src/surfaces/index.ts";
import { defaultParameters, type ParameterValues, type Surface } from "../../src/surfaces/surface.ts";
import { batchMoments } from "../surfaces/batch-moments.ts";
import { runReference } from "./run.ts";

function get(id: string): Surface {
  const surface = findSurface(id);
  if (surface === undefined) throw new Error(`expected the surface ${id}`);
  return surface;
}

const oscillator = get("oscillator");
const parameters = defaultParameters(oscillator);

/** The mean squared error over some rows, written out. */
function lossOver(rows: readonly number[], values: ParameterValues, x: number, y: number): number {
  const table = oscillator.data?.(values) ?? new Float32Array();
  const errors = rows.map((row) => {
    const [position = 0, velocity = 0, energy = 0] = table.subarray(3 * row, 3 * row + 3);
    return x * position ** 2 + y * velocity ** 2 - energy;
  });
  return errors.reduce((sum, error) => sum + error * error, 0) / rows.length;
}

test.each([1, 8, 63])("a batch of %i is the mean over the first places of the permutation", (size) => {
  const evaluator = oscillator.evaluator(parameters, "f64");
  for (let sample = 0; sample < 50; sample += 1) {
    const key = randomBits(4, sample, 1, 0);
    const rows = Array.from({ length: size }, (_, place) => permuted(64, key, place));
    const seen = evaluator.batch?.(key, size).loss(0.3, 1.1);
    // The same sum, grouped otherwise: measured 4.5e-16 at most.
    expect(Math.abs((seen ?? Number.NaN) / lossOver(rows, parameters, 0.3, 1.1) - 1)).toBeLessThan(3e-15);
  }
});

describe.each<Precision>(["f64", "f32"])("a batch of all data, in %s", (precision) => {
  test("is the whole loss, bit for bit, as is any larger one", () => {
    for (const id of ["oscillator", "linear-regression", "logistic-regression", "tiny-network"]) {
      const run = (noise: object) =>
        runReference(
          {
            surface: { id },
            starts: { kind: "uniform", count: 20 },
            noise,
            ensembles: [{ optimizer: "nesterov", hyperparameters: { learningRate: 0.02 } }],
            steps: 30,
          },
          precision,
        );
      const whole = run({ kind: "none" });
      for (const size of [64, 65, 65_536]) expect(run({ kind: "minibatch", size }), `${id}, ${size}`).toEqual(whole);
      expect(run({ kind: "minibatch", size: 63 }), id).not.toEqual(whole);
    }
  });
});

describe("within a step", () => {
  const seen: { loss: number; gradient: number; curvature: number; ahead: number }[] = [];
  /** Stays where it is, and looks around: twice at the same place, and ahead. */
  const observer = defineOptimizer({
    id: "observer",
    group: "first-order",
    label: "",
    description: "",
    tex: [],
    reference: { text: "" },
    color: { night: "#000000", paper: "#000000" },
    hyperparameters: {},
    state: {},
    step({ x, y }, _state, _h, _t, { loss, gradient, hessian, normals }) {
      for (let look = 0; look < 2; look += 1) {
        const here = { loss: loss(x, y), gradient: gradient(x, y).x, curvature: hessian(x, y).xx };
        // A draw of its own in between must not draw another batch.
        normals();
        seen.push({ ...here, ahead: loss(x + 1e-5, y) });
      }
    },
  });
  const experiment = parseExperiment({
    version: 1,
    surface: { id: "oscillator" },
    noise: { kind: "minibatch", size: 4 },
    ensembles: [{ optimizer: "momentum" }],
    seed: 21,
  });

  function watch(index: number, steps: number): typeof seen {
    seen.length = 0;
    const conditions = {
      surface: oscillator.evaluator(parameters, "f64"),
      hyperparameters: {},
      noise: undefined,
      batchSize: 4,
    };
    const trajectory = new Trajectory(
      observer,
      experiment,
      index,
      "f64",
      { x: 0.2, y: 1.3 },
      { x: 0, y: 0 },
      conditions,
    );
    for (let step = 1; step <= steps; step += 1) trajectory.advance(step);
    return [...seen];
  }

  test("loss, gradient, Hessian and what is ahead are those of one batch, the key's", () => {
    const looks = watch(6, 12);
    expect(looks).toHaveLength(24);
    for (let step = 1; step <= 12; step += 1) {
      const [first, second] = looks.slice(2 * step - 2, 2 * step);
      if (first === undefined || second === undefined) throw new Error("expected two looks a step");
      expect(second, `step ${step}`).toEqual(first);
      const key = randomBits(21, 6, step, 0);
      const rows = Array.from({ length: 4 }, (_, place) => permuted(64, key, place));
      expect(Math.abs(first.loss / lossOver(rows, parameters, 0.2, 1.3) - 1), `step ${step}`).toBeLessThan(3e-15);
      // A difference over 1e-5 is the gradient to half the curvature times that.
      const slope = (first.ahead - first.loss) / 1e-5;
      expect(Math.abs(slope - first.gradient - 0.5e-5 * first.curvature), `step ${step}`).toBeLessThan(1e-9);
    }
  });

  test("steps and trajectories have batches of their own", () => {
    const losses = [6, 7, 8].flatMap((index) => watch(index, 40).map(({ loss }) => loss));
    // 120 batches out of 635,376: two equal ones would be a chance of 1 %, and none are here.
    expect(new Set(losses).size).toBe(120);
    expect(watch(6, 40)).toEqual(watch(6, 40));
  });
});

// In standard errors of 20,000 batches. Measured 2.17 at most.
test.each([1, 8, 48])("batches of %i have the mean and the covariance of sampling without replacement", (size) => {
  const evaluator = oscillator.evaluator(parameters, "f64");
  const gradients = Array.from({ length: 20_000 }, (_, index) => {
    const gradient = { x: 0, y: 0 };
    evaluator.batch?.(randomBits(33, index, 1, 0), size).gradient(0.5, -0.5, gradient);
    return gradient;
  });
  const { deviations } = batchMoments(oscillator, parameters, [0.5, -0.5], size, gradients);
  for (const [name, deviation] of Object.entries(deviations)) expect(Math.abs(deviation), name).toBeLessThan(3);
});

test("momentum on minibatches learns an oscillator's energy from noisy data", () => {
  const run = (noise: object) =>
    runReference({
      surface: { id: "oscillator", parameters: { k: 3, m: 1, noise: 0.3 } },
      starts: { kind: "grid", columns: 6, rows: 6 },
      noise,
      ensembles: [{ optimizer: "momentum", hyperparameters: { learningRate: 0.002, beta: 0.9 } }],
      steps: 1500,
      seed: 8,
    })[0] ?? [];
  const trajectories = run({ kind: "minibatch", size: 8 });
  const [minimum] = oscillator.criticalPoints(parameters);
  const ends = trajectories.map(({ points }) => points.at(-1) ?? [Number.NaN, Number.NaN]);
  const mean = [0, 1].map((axis) => ends.reduce((sum, end) => sum + (end[axis] ?? 0), 0) / ends.length);
  const spread = Math.sqrt(
    ends.reduce((sum, [x, y]) => sum + (x - (mean[0] ?? 0)) ** 2 + (y - (mean[1] ?? 0)) ** 2, 0) / ends.length,
  );
  // Within 1 % of the domain's diagonal, .05, of what the data say; measured a spread of .017 about it.
  const arrived = trajectories.filter(({ basin }) => basin === 0).length;
  expect(arrived).toBe(36);
  // 36 ends of that spread: their mean is good to .003, and the data's own estimate off by (.0016, −.0018).
  expect(Math.hypot((mean[0] ?? Number.NaN) - 1.5, (mean[1] ?? Number.NaN) - 0.5)).toBeLessThan(0.012);
  // They do not settle on it, as they do on all data (measured 2.7e-15): every step pulls elsewhere.
  const settled = run({ kind: "none" });
  const apart = settled.map(({ points }) => Math.abs((points.at(-1)?.[0] ?? Number.NaN) - (minimum?.x ?? 0)));
  expect(spread).toBeGreaterThan(1e-3);
  expect(Math.max(...apart)).toBeLessThan(1e-6);
});
