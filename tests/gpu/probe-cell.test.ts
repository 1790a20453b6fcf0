import { expect, it } from "vitest";
import { parseExperiment } from "../../src/experiment/parse-experiment.ts";
import { CellProbe } from "../../src/maps/cell-probe.ts";
import { CELL_NUMBERS } from "../../src/maps/map-picture.ts";
import { runMap } from "../../src/maps/run-map.ts";
import { testDevice } from "./device.ts";

const surface = { id: "himmelblau", parameters: {} } as const;
const base = { version: 1, surface, starts: { kind: "uniform", count: 1000 }, noise: { kind: "gaussian", sigma: 2 } };
const ensembles = [
  { optimizer: "gradient-descent" },
  {
    optimizer: "adam",
    hyperparameters: { learningRate: 0.1 },
    schedule: { kind: "cosine" },
    axes: [{ hyperparameter: "learningRate", from: 0.1, to: 0.2, count: 3 }],
  },
];
const of = (name: string) => `/ensembles/1/hyperparameters/${name}`;

/** Which number of a cell is the loss of its only trajectory at the end. */
const KINDS = [
  {
    name: "hyperparameters",
    loss: 4,
    map: {
      kind: "loss",
      x: { path: of("learningRate"), from: 0.01, to: 0.3, scale: "log" },
      y: { path: of("beta2"), from: 0.5, to: 0.9999 },
    },
  },
  { name: "starts", loss: 3, map: { kind: "basins", x: { path: "/starts/y" }, y: { path: "/starts/x" }, ensemble: 1 } },
  {
    name: "a start and a hyperparameter",
    loss: 4,
    map: { kind: "loss", x: { path: "/starts/x" }, y: { path: of("beta1"), from: 0.5, to: 0.95 } },
  },
];

/**
 * Of the largest loss of the map, after 24 steps. Measured 0 on the software adapter, which rounds every operation as
 * f32 does; hardware may fuse a product with a sum, and has logarithms and sines of its own for the noise.
 */
const ERROR = 1e-5;

it.each(KINDS)("a cell that is pointed at runs as it does on the GPU, over $name", async ({ name, loss, map }) => {
  const device = await testDevice();
  const experiment = parseExperiment({
    ...base,
    ensembles,
    map: { ...map, width: 6, height: 5, steps: 24, starts: 1, epsilon: 1e-6 },
  });
  const { cells } = await runMap(device, experiment);
  const errors: number[] = [];
  let largest = 0;
  for (let cell = 0; cell < 30; cell++) {
    const probe = new CellProbe(experiment, { column: cell % 6, row: Math.floor(cell / 6) });
    while (!probe.isDone) probe.advance();
    const [line] = probe.path().lines;
    const end = line?.points[3 * line.count - 1] ?? Number.NaN;
    errors.push(Math.abs(end - (cells[CELL_NUMBERS * cell + loss] ?? Number.NaN)));
    largest = Math.max(largest, end);
  }
  const worst = Math.max(...errors) / largest;
  expect(worst, `largest difference over ${name}, of ${errors.length} cells`).toBeLessThan(ERROR);
});
