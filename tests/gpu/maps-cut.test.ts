import { expect, test } from "vitest";
import type { MapKind } from "../../src/experiment/map.ts";
import { parseExperiment } from "../../src/experiment/parse-experiment.ts";
import { runMap } from "../../src/maps/run-map.ts";
import { simulateReference } from "../../src/reference/simulate.ts";
import { testDevice } from "./device.ts";

/** Enough cells for the steps of a watched run to be cut into several submissions. */
const SIDE = 192;
const STEPS = 1000;

// The minimum of Booth's function, (1, 3), is off the origin: trajectories rest at rounding, which stays visible.
test.each<MapKind>(["loss", "steps", "basins", "trainability"])(
  "a map of %s holds the same numbers however its run is cut into submissions",
  async (kind) => {
    const device = await testDevice();
    const experiment = parseExperiment({
      version: 1,
      surface: { id: "booth" },
      starts: { kind: "points", points: [[-4, 7]] },
      ensembles: [{ optimizer: "momentum", hyperparameters: { learningRate: 0.05 } }],
      map: { kind, width: SIDE, height: SIDE, steps: STEPS },
    });
    let looks = 0;
    const pace = () => {
      looks += 1;
      return "drawn" as const;
    };
    const watched = await runMap(device, experiment, { pace });
    const unwatched = await runMap(device, experiment);
    expect(looks, "submissions and batches").toBeGreaterThan(8);
    expect(watched.cells).toEqual(unwatched.cells);
  },
);

test("maps of the loss and of the steps to ε hold the same losses", async () => {
  const [loss, steps] = await Promise.all(
    (["loss", "steps"] as const).map(async (kind) => {
      const experiment = parseExperiment({
        version: 1,
        surface: { id: "booth" },
        starts: { kind: "points", points: [[-4, 7]] },
        ensembles: [{ optimizer: "momentum" }],
        map: { kind, width: 32, height: 32, steps: 300 },
      });
      const { cells } = await runMap(await testDevice(), experiment);
      return cells.filter((_, index) => index % 8 === 4);
    }),
  );
  expect(loss).toEqual(steps);
});

test("a map of few steps calls nothing gone that is not", async () => {
  const experiment = parseExperiment({
    version: 1,
    surface: { id: "quadratic", parameters: { lambda1: 1, lambda2: 1, theta: 0 } },
    starts: { kind: "points", points: [[1, 1]] },
    ensembles: [{ optimizer: "gradient-descent" }],
    map: {
      kind: "rate",
      x: { path: "/ensembles/0/hyperparameters/learningRate", from: 0, to: 4, scale: "linear" },
      y: { path: "/starts/y", from: 1, to: 2 },
      width: 4,
      height: 2,
      steps: 2,
    },
  });
  const { cells } = await runMap(await testDevice(), experiment);
  // Factors |1 − α| at α = .5, 1.5, 2.5, 3.5; with the last step, which is longer than the distance in the third.
  const rates = [0, 1, 2, 3].map((column) => cells[8 * column] ?? Number.NaN);
  expect(rates[0]).toBeCloseTo(Math.sqrt(0.5 * 0.5), 6);
  expect(
    rates.every((rate) => Number.isFinite(rate)),
    String(rates),
  ).toBe(true);
  expect([0, 1, 2, 3].map((column) => cells[8 * column + 1])).toEqual([1, 1, 0, 0]);
});

test("a map over places and velocities starts where both say", async () => {
  const experiment = parseExperiment({
    version: 1,
    surface: { id: "quadratic" },
    starts: { kind: "points", points: [[0, 0.5]] },
    ensembles: [{ optimizer: "momentum", hyperparameters: { learningRate: 0.05, beta: 0.5 } }],
    map: { kind: "loss", x: { path: "/starts/x" }, y: { path: "/velocity/x" }, width: 8, height: 6, steps: 3 },
  });
  const { x, y, cells } = await runMap(await testDevice(), experiment);
  let worst = 0;
  for (const [row, velocity] of y.entries()) {
    for (const [column, start] of x.entries()) {
      const starts = { kind: "points", points: [[start, 0.5]], velocity: [velocity, 0] } as const;
      const { ensembles } = simulateReference(
        { ...experiment, starts, steps: 3 },
        { precision: "f32", every: 3, state: false },
      );
      const expected = ensembles[0]?.trajectories[0]?.losses.at(-1) ?? Number.NaN;
      worst = Math.max(worst, Math.abs((cells[8 * (row * x.length + column) + 4] ?? Number.NaN) / expected - 1));
    }
  }
  // Measured 0; another adapter may fuse operations.
  expect(worst).toBeLessThan(1e-5);
});

test("rest at a minimum that is not listed is stable, and has the rate of its last steps", async () => {
  const experiment = parseExperiment({
    version: 1,
    // 256 minima, of which 128 are listed.
    surface: { formula: "sin(10*x) + sin(10*y)", domain: { x: [-5, 5], y: [-5, 5] } },
    ensembles: [{ optimizer: "gradient-descent", hyperparameters: { learningRate: 0.005 } }],
    map: {
      kind: "stability",
      x: { path: "/starts/x", from: 3, to: 4 },
      y: { path: "/starts/y", from: 1, to: 2 },
      width: 8,
      height: 5,
      steps: 200,
    },
  });
  const { cells } = await runMap(await testDevice(), experiment);
  const column = (number: number) => Array.from({ length: 40 }, (_, cell) => cells[8 * cell + number] ?? Number.NaN);
  expect(column(1)).toEqual(new Array(40).fill(1));
  expect(column(2)).toEqual(new Array(40).fill(1));
  // At every minimum the curvature is 100, and the factor 1 − .005 · 100.
  expect(column(0).filter((rate) => !(Math.abs(rate - 0.5) < 0.03))).toEqual([]);
});

test("what falls for ever is not stable", async () => {
  const experiment = parseExperiment({
    version: 1,
    surface: { id: "saddle" },
    starts: { kind: "points", points: [[0.3, 0.2]] },
    ensembles: [{ optimizer: "gradient-descent" }],
    map: {
      kind: "stability",
      x: { path: "/ensembles/0/hyperparameters/learningRate", from: 0.01, to: 0.1 },
      y: { path: "/starts/x", from: 0.1, to: 1 },
      width: 4,
      height: 4,
      steps: 100,
    },
  });
  const { cells } = await runMap(await testDevice(), experiment);
  expect(Array.from({ length: 16 }, (_, cell) => cells[8 * cell + 1])).toEqual(new Array(16).fill(0));
});
