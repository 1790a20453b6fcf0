import { describe, expect, it } from "vitest";
import { parseExperiment } from "../../src/experiment/parse-experiment.ts";
import { targetsOf } from "../../src/reference/arrival.ts";
import { STATUSES } from "../../src/reference/result.ts";
import { simulateReference } from "../../src/reference/simulate.ts";
import { statisticsOf } from "../../src/reference/statistics.ts";
import { referenceSeries } from "../../src/reference/statistics-series.ts";

const STEPS = [0, 4, 10, 25, 60] as const;

/** Two ensembles on two of Himmelblau's valleys; a number changes on a sampled step, and some trajectories diverge. */
const experiment = parseExperiment({
  version: 1,
  surface: { id: "himmelblau" },
  starts: { kind: "uniform", count: 40 },
  noise: { kind: "gaussian", sigma: 0.5 },
  ensembles: [
    {
      optimizer: "momentum",
      hyperparameters: { learningRate: 0.012 },
      axes: [{ hyperparameter: "beta", from: 0, to: 0.9, count: 2 }],
    },
    { optimizer: "adam", hyperparameters: { learningRate: 0.2 } },
  ],
  steps: 60,
  changes: [
    { step: 10, path: "/ensembles/1/hyperparameters/learningRate", value: 0.02 },
    { step: 30, path: "/noise/sigma", value: 2 },
  ],
});

const measuredFrom = (current: typeof experiment) => ({ ...targetsOf(current), lossFloor: 0 });

describe("The series of the CPU reference", () => {
  const rows = referenceSeries(experiment, STEPS, "f32", measuredFrom);

  it("has at every step the statistics of the trajectories that run one by one", () => {
    for (const [row, step] of STEPS.entries()) {
      // A run that ends there: its changes from then on do nothing.
      const changes = experiment.changes.filter((change) => change.step < Math.max(step, 1));
      const until = { ...experiment, steps: step, changes };
      const { ensembles } = simulateReference(until, { precision: "f32", every: 1_000_000, state: false });
      for (const [index, { trajectories }] of ensembles.entries()) {
        const crowd = {
          positions: trajectories.flatMap(({ points }) => points.at(-1) ?? []),
          losses: trajectories.map(({ losses }) => losses.at(-1) ?? Number.NaN),
          statuses: trajectories.map(({ status }) => STATUSES.indexOf(status)),
          evaluations: {
            loss: trajectories.map(({ evaluations }) => evaluations.loss),
            gradient: trajectories.map(({ evaluations }) => evaluations.gradient),
            hessian: trajectories.map(({ evaluations }) => evaluations.hessian),
          },
        };
        const { newlyArrived: _, ...expected } = statisticsOf(crowd, measuredFrom(until), 0, step);
        expect(rows[row]?.[index], `ensemble ${index} at step ${step}`).toMatchObject(expected);
      }
    }
    expect(rows.at(-1)?.[0]?.diverged, "diverged, so that they count too").toBeGreaterThan(0);
  });

  it("counts whoever is within reach at a sampled step as newly arrived, once", () => {
    const last = rows.at(-1) ?? [];
    for (const index of last.keys()) {
      const column = rows.map((row) => row[index]);
      const newly = column.reduce((sum, statistics) => sum + (statistics?.newlyArrived ?? Number.NaN), 0);
      const most = Math.max(...column.map((statistics) => statistics?.arrived ?? Number.NaN));
      expect(newly).toBeGreaterThanOrEqual(most);
      expect(newly).toBeLessThanOrEqual(column[0]?.total ?? 0);
      expect(column[0]?.newlyArrived).toBe(column[0]?.arrived);
    }
  });

  it("does not count a ball that rolls out of reach and back as newly arrived again", () => {
    const rolling = parseExperiment({
      version: 1,
      surface: { id: "quadratic", parameters: { lambda1: 1, lambda2: 1, theta: 0 } },
      starts: { kind: "points", points: [[1, 0]] },
      ensembles: [{ optimizer: "momentum", hyperparameters: { learningRate: 0.01, beta: 0.99 } }],
      steps: 100,
      stopping: { radius: 0.2 },
    });
    const every = Array.from({ length: 101 }, (_, step) => step);
    const column = referenceSeries(rolling, every, "f64", measuredFrom).map((row) => row[0]);
    const arrivals = column.filter((row, step) => (row?.arrived ?? 0) > (column[step - 1]?.arrived ?? 0));
    expect(arrivals.length, "times that it comes within reach").toBeGreaterThanOrEqual(2);
    expect(column.filter((row) => row?.newlyArrived === 1).map((row) => row?.step)).toEqual([arrivals[0]?.step]);
  });

  it("measures from where the minimum was when the last step was made", () => {
    const moved = parseExperiment({
      version: 1,
      surface: { id: "rosenbrock", parameters: { a: 1 } },
      starts: { kind: "points", points: [[1, 1]] },
      ensembles: [{ optimizer: "gradient-descent", hyperparameters: { learningRate: 1e-9 } }],
      steps: 4,
      changes: [{ step: 2, path: "/surface/parameters/a", value: -1 }],
    });
    const rows = referenceSeries(moved, [1, 2, 3], "f64", measuredFrom);
    const distances = rows.map((row) => row[0]?.distance?.best ?? Number.NaN);
    // The minimum goes from (1, 1) to (−1, 1); the ball moves by some 1e-9.
    expect(distances[0]).toBe(0);
    expect(distances[1]).toBe(0);
    expect(distances[2]).toBeCloseTo(2, 6);
  });
});
