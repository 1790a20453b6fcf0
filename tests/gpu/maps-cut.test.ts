import { expect, test } from "vitest";
import type { MapKind } from "../../src/experiment/map.ts";
import { parseExperiment } from "../../src/experiment/parse-experiment.ts";
import { runMap } from "../../src/maps/run-map.ts";
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
