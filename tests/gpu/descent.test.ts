import { describe, expect, test } from "vitest";
import { parseExperiment } from "../../src/experiment/parse-experiment.ts";
import { readBuffer } from "../../src/gpu/readback.ts";
import { optimizers } from "../../src/optimizers/index.ts";
import type { Optimizer } from "../../src/optimizers/optimizer.ts";
import { simulateReference } from "../../src/reference/simulate.ts";
import { runExperiment } from "../../src/simulation/run-experiment.ts";
import { Simulation, type SimulationOptions } from "../../src/simulation/simulation.ts";
import { testDevice } from "./device.ts";

const complete = (file: object) => parseExperiment({ version: 1, ...file });

/** The state of every trajectory after a run that is advanced by these numbers of steps, as words. */
async function states(experiment: object, advances: readonly number[], options: SimulationOptions) {
  const device = await testDevice();
  const simulation = await Simulation.create(device, complete(experiment), { series: false, ...options });
  for (const steps of advances) simulation.advance(steps);
  const words = await Promise.all(
    simulation.ensembles.map(async (run) => new Uint32Array(await readBuffer(device, run.states))),
  );
  simulation.destroy();
  return words;
}

/** How many trajectories of the first ensemble diverge in the run. */
async function divergedOf(experiment: object): Promise<number> {
  const simulation = await Simulation.create(await testDevice(), complete(experiment), { slots: 0 });
  simulation.advance(64);
  const { now } = await simulation.statistics();
  simulation.destroy();
  return now[0]?.diverged ?? 0;
}

const surface = { id: "rosenbrock" };
const able = optimizers.filter(({ requires }) => !requires?.includes("linear-system"));

/** An ensemble at a rate at which some trajectories diverge on their way, in the middle of blocks. */
const ensembleOf = ({ id, hyperparameters }: Optimizer) => ({
  optimizer: id,
  hyperparameters: "learningRate" in hyperparameters ? { learningRate: 0.002 } : {},
});

/** The terms that may be left out, at the values at which they do nothing. */
const neutralTerms = ({ hyperparameters }: Optimizer): Record<string, number> =>
  Object.fromEntries(
    Object.entries(hyperparameters).flatMap(([name, declared]) =>
      declared.kind === "number" && declared.neutral !== undefined ? [[name, declared.neutral]] : [],
    ),
  );

const crowd = {
  surface,
  starts: { kind: "uniform", count: 200 },
  steps: 64,
  seed: 11,
};

describe("steps in blocks", () => {
  test.each(able.map((optimizer) => [optimizer.id, optimizer] as const))(
    "give the bits of single steps of %s, wherever the blocks begin, with and without history",
    async (id, optimizer) => {
      // The noise is another in every step.
      const experiment = { ...crowd, ensembles: [ensembleOf(optimizer)], noise: { kind: "gaussian", sigma: 0.1 } };
      const ones = Array.from({ length: 64 }, () => 1);
      const single = await states(experiment, ones, { slots: 4, stride: 8 });
      if (id === "momentum") expect(await divergedOf(experiment)).toBeGreaterThan(0);
      for (const [advances, options] of [
        [[64], { slots: 4, stride: 8 }],
        [[3, 61], { slots: 4, stride: 1 }],
        [[5, 16, 43], { slots: 4, stride: 3 }],
        [[5, 59], { slots: 0 }],
      ] as const) {
        expect(await states(experiment, advances, options), `${advances} ${JSON.stringify(options)}`).toEqual(single);
      }
    },
  );
});

describe("kernels without neutral terms", () => {
  test.each(
    able
      .filter((optimizer) => Object.keys(neutralTerms(optimizer)).length > 0)
      .map((known) => [known.id, known] as const),
  )("give the bits of those with all terms of %s", async (_id, optimizer) => {
    const neutral = neutralTerms(optimizer);
    const { hyperparameters, ...ensemble } = ensembleOf(optimizer);
    const plain = { ...ensemble, hyperparameters: { ...hyperparameters, ...neutral } };
    // An axis of one value, the neutral one, needs the kernels with all terms.
    const [[name, value] = ["", 0]] = Object.entries(neutral);
    const full = { ...plain, axes: [{ hyperparameter: name, from: value, to: value, count: 1, scale: "linear" }] };
    const run = (one: object) => states({ ...crowd, ensembles: [one] }, [64], { slots: 0 });
    expect(await run(full)).toEqual(await run(plain));
  });

  test("give way at the step where a term comes in, prepared or not, and come back when it leaves", async () => {
    const device = await testDevice();
    const path = "/ensembles/0/hyperparameters/weightDecay";
    const experiment = complete({ ...crowd, ensembles: [{ optimizer: "momentum", hyperparameters: {} }] });
    const changes = [
      { step: 20, path, value: 0.5 },
      { step: 40, path, value: 0 },
    ];
    const recorded = await runExperiment(device, { ...experiment, changes }, { every: 64, state: false });
    const expected = simulateReference({ ...experiment, changes }, { every: 64, state: false, precision: "f32" });
    const unchanged = await runExperiment(device, experiment, { every: 64, state: false });
    const ends = ({ ensembles }: typeof recorded) =>
      ensembles.flatMap(({ trajectories }) => trajectories.map(({ points }) => points.at(-1)));
    // Measured: equal bit for bit in software.
    expect(ends(recorded)).toEqual(ends(expected));
    expect(ends(recorded)).not.toEqual(ends(unchanged));
    for (const isPrepared of [false, true]) {
      const simulation = await Simulation.create(device, experiment, { slots: 0 });
      if (isPrepared) await simulation.prepareChanges();
      simulation.advance(20);
      simulation.change(path, 0.5);
      simulation.advance(20);
      simulation.change(path, 0);
      simulation.advance(24);
      const [run] = simulation.ensembles;
      if (run === undefined) throw new Error("expected an ensemble");
      const words = new Float32Array(await readBuffer(device, run.states));
      const stride = run.layouts.trajectory.size / 4;
      const live = Array.from({ length: 200 }, (_, index) => [...words.subarray(index * stride, index * stride + 2)]);
      expect(live, `prepared: ${isPrepared}`).toEqual(ends(recorded));
      simulation.destroy();
    }
  });
});

test("angles too large for the swift reduction are reduced by the careful kernel", async () => {
  const device = await testDevice();
  // From x = 3820 on, π x is beyond the 12,000 up to which the swift kernel's sine is good.
  const experiment = complete({
    surface: { formula: "1 - cos(pi * x) + (y / 100)^2", domain: { x: [0, 300000], y: [-1, 1] } },
    starts: { kind: "line", from: [1, 0.5], to: [300000.25, 0.5], count: 64 },
    ensembles: [{ optimizer: "gradient-descent", hyperparameters: { learningRate: 2 } }],
    steps: 1,
  });
  const gpu = await runExperiment(device, experiment, { every: 1, state: false });
  const cpu = simulateReference(experiment, { every: 1, state: false, precision: "f32" });
  for (const [index, trajectory] of (gpu.ensembles[0]?.trajectories ?? []).entries()) {
    const [x = 0] = trajectory.points.at(-1) ?? [];
    const [expected = 0] = cpu.ensembles[0]?.trajectories[index]?.points.at(-1) ?? [];
    // Two units in the last place of 300,000; a sine without its far angles errs by more.
    expect(Math.abs(x - expected), `trajectory ${index}: expected ${expected}, seen ${x}`).toBeLessThanOrEqual(0.0625);
  }
});
