import { describe, expect, test } from "vitest";
import { parseExperiment } from "../../src/experiment/parse-experiment.ts";
import { readBuffer } from "../../src/gpu/readback.ts";
import { simulateReference } from "../../src/reference/simulate.ts";
import { historyIndex, SAMPLE_BYTES } from "../../src/simulation/history-layout.ts";
import { ReliefGrid } from "../../src/simulation/relief-grid.ts";
import { runExperiment } from "../../src/simulation/run-experiment.ts";
import { Simulation } from "../../src/simulation/simulation.ts";
import { findSurface } from "../../src/surfaces/index.ts";
import { testDevice } from "./device.ts";

type File = Readonly<Record<string, unknown>>;

const complete = (file: File) => parseExperiment({ version: 1, ...file });

const rosenbrock = {
  surface: { id: "rosenbrock" },
  starts: { kind: "points", points: [[1, 1]] },
  ensembles: [{ optimizer: "gradient-descent", hyperparameters: { learningRate: 1e-4 } }],
  steps: 40,
};

/** The newest sample of a run's only trajectory: x, y, loss, speed. */
async function newestSample(device: GPUDevice, simulation: Simulation): Promise<number[]> {
  const [run] = simulation.ensembles;
  if (run === undefined) throw new Error("expected an ensemble");
  const at = SAMPLE_BYTES * historyIndex(0, simulation.newestSlot, run.slots);
  return [...new Float32Array(await readBuffer(device, run.history, at, SAMPLE_BYTES))];
}

describe("a number that changes while it runs", () => {
  test("of the surface moves the minima that count as arrivals, and the newest sample's loss, at once", async () => {
    const device = await testDevice();
    const simulation = await Simulation.create(device, complete(rosenbrock));
    simulation.advance(3);
    const arrived = async () => (await simulation.statistics()).now.map((ensemble) => ensemble.arrived);
    expect(await arrived()).toEqual([1]);
    expect(await newestSample(device, simulation)).toEqual([1, 1, 0, 0]);
    // The minimum moves from (1, 1) to (3, 9), and the loss at (1, 1) from 0 to (3 − 1)².
    simulation.change("/surface/parameters/a", 3);
    expect(await arrived()).toEqual([0]);
    expect((await newestSample(device, simulation))[2]).toBe(4);
    simulation.change("/surface/parameters/a", 1);
    expect(await arrived()).toEqual([1]);
    simulation.destroy();
  });

  test("is recorded at its step, or in the experiment itself before the first, and the record repeats the run", async () => {
    const device = await testDevice();
    const states = async (simulation: Simulation) =>
      new Uint32Array(await readBuffer(device, simulation.ensembles[0]?.states ?? new GPUBuffer()));
    const file = { ...rosenbrock, starts: { kind: "uniform", count: 50 } };
    const simulation = await Simulation.create(device, complete(file));
    const rate = "/ensembles/0/hyperparameters/learningRate";
    simulation.change(rate, 2e-4);
    expect(simulation.experiment.changes).toEqual([]);
    expect(simulation.experiment.ensembles[0]?.hyperparameters.learningRate).toBe(2e-4);
    simulation.advance(7);
    simulation.change(rate, 5e-5);
    simulation.advance(33);
    const { experiment } = simulation;
    expect(experiment.changes).toEqual([{ step: 7, path: rate, value: 5e-5 }]);
    const replayed = await Simulation.create(device, experiment);
    replayed.advance(40);
    expect(await states(replayed)).toEqual(await states(simulation));
    replayed.destroy();
    simulation.destroy();
  });
});

test("measuring again gives the same statistics", async () => {
  const simulation = await Simulation.create(
    await testDevice(),
    complete({ ...rosenbrock, starts: { kind: "uniform", count: 1000 } }),
  );
  simulation.advance(5);
  const once = (await simulation.statistics()).now;
  expect((await simulation.statistics()).now).toEqual(once);
  expect(once[0]?.running).toBe(1000);
  simulation.destroy();
});

describe("a trajectory that diverges", () => {
  // x is multiplied by 1 − .02·200 = −3 a step until 3³² passes 1e15.
  const ravine = complete({
    surface: { id: "ravine" },
    starts: { kind: "points", points: [[1, 1]] },
    ensembles: [{ optimizer: "momentum", hyperparameters: { learningRate: 0.02, beta: 0 } }],
    steps: 50,
  });

  test("keeps the state and the place of its last step", async () => {
    const { ensembles } = await runExperiment(await testDevice(), ravine, { every: 1, state: true });
    const { divergedAt, points, state } = ensembles[0]?.trajectories[0] ?? {};
    expect(divergedAt).toBe(32);
    expect(points?.at(-1)).toEqual(points?.[31]);
    expect(state?.momentum?.at(-1)).toEqual(state?.momentum?.[31]);
  });

  test("is marked in its history by a speed of −1; before, the speed is the length of the step", async () => {
    const device = await testDevice();
    const simulation = await Simulation.create(device, ravine);
    simulation.advance(1);
    const [x = 0, y = 0, , speed = 0] = await newestSample(device, simulation);
    // Measured: equal; a driver's length may round once more.
    expect(Math.abs(speed / Math.hypot(x - 1, y - 1) - 1)).toBeLessThan(1e-6);
    simulation.advance(49);
    expect((await newestSample(device, simulation))[3]).toBe(-1);
    simulation.destroy();
  });
});

test("losses that drawing cannot take are the largest magnitudes in the history", async () => {
  const device = await testDevice();
  for (const [formula, expected] of [
    ["1/(x^2 + y^2)", 3e38],
    ["-1/(x^2 + y^2)", -3e38],
    ["log(x - 1)", 3e38],
  ] as const) {
    const simulation = await Simulation.create(
      device,
      complete({
        surface: { formula, parameters: {}, domain: { x: [-1, 1], y: [-1, 1] } },
        starts: { kind: "points", points: [[0, 0]] },
        ensembles: [{ optimizer: "gradient-descent" }],
        steps: 1,
      }),
    );
    expect((await newestSample(device, simulation))[2], formula).toBe(Math.fround(expected));
    simulation.destroy();
  }
});

test("runs that differ in their code alone, not in surface and optimizer, share no kernel", async () => {
  const device = await testDevice();
  const base = {
    surface: { id: "booth" },
    starts: { kind: "uniform", count: 20 },
    steps: 10,
  };
  const adam = (hyperparameters: object) => [{ optimizer: "adam", hyperparameters }];
  for (const file of [
    { ...base, ensembles: adam({ learningRate: 0.5 }) },
    { ...base, ensembles: adam({ learningRate: 0.5, amsgrad: true }) },
    { ...base, ensembles: adam({ learningRate: 0.5 }), noise: { kind: "gaussian", sigma: 5 } },
  ]) {
    const experiment = complete(file);
    const gpu = await runExperiment(device, experiment, { every: 10, state: false });
    const cpu = simulateReference(experiment, { precision: "f32", every: 10, state: false });
    for (const [index, { points }] of (gpu.ensembles[0]?.trajectories ?? []).entries()) {
      const [x = 0, y = 0] = points[1] ?? [];
      const [ex = 0, ey = 0] = cpu.ensembles[0]?.trajectories[index]?.points[1] ?? [];
      // Ten steps of f32 apart; another kernel is off by more than .01.
      expect(Math.hypot(x - ex, y - ey), JSON.stringify(file)).toBeLessThan(1e-4);
    }
  }
});

test("a relief holds loss and gradient row by row from the smallest x and y, and follows the parameters", async () => {
  const device = await testDevice();
  const surface = findSurface("rosenbrock");
  if (surface === undefined) throw new Error("expected the surface rosenbrock");
  const [columns, rows] = [7, 5];
  const grid = await ReliefGrid.create(device, surface, columns, rows);
  const { x, y } = surface.domain;
  for (const b of [100, 3]) {
    grid.update({ a: 1, b });
    const evaluator = surface.evaluator({ a: 1, b }, "f64");
    const vertices = new Float32Array(await readBuffer(device, grid.buffer));
    for (let row = 0; row < rows; row += 1) {
      for (let column = 0; column < columns; column += 1) {
        const [px, py] = [x[0] + ((x[1] - x[0]) * column) / (columns - 1), y[0] + ((y[1] - y[0]) * row) / (rows - 1)];
        const gradient = { x: 0, y: 0 };
        evaluator.gradient(px, py, gradient);
        const expected = [evaluator.loss(px, py), gradient.x, gradient.y];
        const seen = vertices.subarray(4 * (row * columns + column));
        for (const [index, value] of expected.entries()) {
          const error = Math.abs((seen[index] ?? Number.NaN) - value) / Math.max(1, Math.abs(value));
          // Measured 3.0e-6, where y − x² of rounded coordinates nearly cancels.
          expect(error, `value ${index} at column ${column}, row ${row}, b = ${b}`).toBeLessThan(2e-5);
        }
      }
    }
  }
  grid.destroy();
});
