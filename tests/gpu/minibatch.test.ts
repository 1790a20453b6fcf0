import { describe, expect, test } from "vitest";
import permutation from "../../shaders/lib/permutation.wgsl?raw";
import type { Experiment } from "../../src/experiment/experiment.ts";
import { parseExperiment } from "../../src/experiment/parse-experiment.ts";
import { readBuffer } from "../../src/gpu/readback.ts";
import { permuted } from "../../src/math/permutation.ts";
import { optimizers } from "../../src/optimizers/index.ts";
import { simulateReference } from "../../src/reference/simulate.ts";
import { runExperiment } from "../../src/simulation/run-experiment.ts";
import { Simulation } from "../../src/simulation/simulation.ts";
import { dataSets } from "../../src/surfaces/data-sets.ts";
import { findSurface } from "../../src/surfaces/index.ts";
import { defaultParameters, type Surface } from "../../src/surfaces/surface.ts";
import { batchMoments } from "../surfaces/batch-moments.ts";
import { testDevice } from "./device.ts";
import { computeVectors } from "./lib-compute.ts";
import { readRecords } from "./state-records.ts";
import { StepWitness } from "./step-witness.ts";
import { suitableHyperparameters } from "./suitable-hyperparameters.ts";

const complete = (file: Readonly<Record<string, unknown>>): Experiment => parseExperiment({ version: 1, ...file });

function get(id: string): Surface {
  const surface = findSurface(id);
  if (surface === undefined) throw new Error(`expected the surface ${id}`);
  return surface;
}

/** Runs all steps on the GPU without history, and reads where every trajectory is. */
async function positionsAfter(experiment: Experiment, steps: number): Promise<Float32Array> {
  const device = await testDevice();
  const simulation = await Simulation.create(device, experiment, { slots: 0, series: false });
  simulation.advance(steps);
  const run = simulation.ensembles[0];
  if (run === undefined) throw new Error("no run");
  const records = readRecords(run, await readBuffer(device, run.states));
  simulation.destroy();
  return new Float32Array(records.flatMap(({ position }) => [position.x, position.y]));
}

test("permuted places on the GPU equal the CPU's bit for bit", async () => {
  const words: number[] = [];
  for (const count of [...Array.from({ length: 300 }, (_, index) => index + 1), 1000, 4095, 4096]) {
    for (let sample = 0; sample < 48; sample += 1) {
      words.push(count, (sample * 2654435761) % count, Math.imul(sample, 0x9e3779b1) >>> 0, count * 77 + sample);
    }
  }
  const seen = await computeVectors(
    `${permutation}
fn compute(input: vec4u) -> vec4u {
  let key = vec4u(input.z, input.w, input.z ^ 0x5bd1e995u, input.w * 0x27d4eb2fu);
  return vec4u(permuted(permutation_of(input.x, key), input.y), key.yzw);
}`,
    Uint32Array.from(words),
  );
  for (let at = 0; at < words.length; at += 4) {
    const [count = 0, index = 0, a = 0, b = 0] = words.slice(at, at + 4);
    const key = [a, b, (a ^ 0x5bd1e995) >>> 0, Math.imul(b, 0x27d4eb2f) >>> 0] as const;
    expect(seen[at], `place ${index} of ${count} by ${key.join(", ")}`).toBe(permuted(count, key, index));
  }
});

/**
 * Steps of one evaluation, two, four (Runge and Kutta's), with the Hessian, and with a line search, which asks many times
 * and decides by what it sees. On quadratic losses alone it decides nothing that rounding could turn.
 */
const WITNESSED: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  "gradient-descent": {},
  nesterov: {},
  adam: {},
  "gradient-flow": {},
  "learned-momentum": {},
  "conjugate-gradient": { lineSearch: "exact" },
};

const QUADRATIC = ["oscillator", "linear-regression"];

describe.each(dataSets)("one step on batches of $id from the same f32 state", (surface) => {
  const ids = Object.keys(WITNESSED).filter((id) => id !== "conjugate-gradient" || QUADRATIC.includes(surface.id));
  test.each(ids)("agrees with f64 by %s", async (id) => {
    const optimizer = optimizers.find((known) => known.id === id);
    if (optimizer === undefined) throw new Error(`expected the optimizer ${id}`);
    const device = await testDevice();
    let [worst, compared, conditioned] = [{ ratio: 0, text: "" }, 0, 0];
    for (const size of [1, 8]) {
      const experiment = complete({
        surface: { id: surface.id },
        starts: { kind: "uniform", count: 256 },
        noise: { kind: "minibatch", size },
        ensembles: [
          { optimizer: id, hyperparameters: { ...suitableHyperparameters(optimizer, surface), ...WITNESSED[id] } },
        ],
        steps: 24,
        seed: 50 + size,
      });
      const simulation = await Simulation.create(device, experiment, { slots: 0, series: false });
      const run = simulation.ensembles[0];
      if (run === undefined) throw new Error("no run");
      const witness = new StepWitness(experiment, optimizer, surface);
      for (const warmUp of [0, 1, 6, 23]) {
        simulation.advance(warmUp - simulation.step);
        const before = readRecords(run, await readBuffer(device, run.states));
        simulation.advance(1);
        const after = readRecords(run, await readBuffer(device, run.states));
        for (const [index, record] of before.entries()) {
          const gpu = after[index];
          if (gpu === undefined || gpu.status === "diverged") continue;
          const deviation = witness.compare(index, warmUp + 1, record, gpu);
          compared += 1;
          if (deviation.isConditioned) conditioned += 1;
          if (!(deviation.ratio <= worst.ratio)) worst = deviation;
        }
      }
      simulation.destroy();
    }
    console.info(`minibatch ${id} ${surface.id}: ${compared}, conditioned ${conditioned}, ${worst.ratio.toFixed(2)}`);
    expect(compared).toBeGreaterThanOrEqual(1800);
    expect(worst.ratio, worst.text).toBeLessThanOrEqual(8);
    // Measured 1 of 2048, in the second moment of Adam where single precision's own error happened to be small.
    expect(conditioned).toBeLessThanOrEqual(4);
  });
});

const FROM_ONE_POINT = 65_536;

function manyFromOnePoint(id: string, [x, y]: readonly [number, number], noise: object): Experiment {
  return complete({
    surface: { id },
    starts: { kind: "gaussian", count: FROM_ONE_POINT, center: [x, y], sigma: 0 },
    noise,
    ensembles: [{ optimizer: "gradient-descent", hyperparameters: { learningRate: 1 } }],
    steps: 2,
    seed: 12,
  });
}

test.each([
  ["oscillator", 1],
  ["oscillator", 8],
  ["tiny-network", 8],
  ["linear-regression", 48],
] as const)(
  "first steps on batches of %s, %i each, have the mean and the covariance of sampling without replacement",
  async (id, size) => {
    const surface = get(id);
    const from = [0.5, -0.5] as const;
    const positions = await positionsAfter(manyFromOnePoint(id, from, { kind: "minibatch", size }), 1);
    const gradients = Array.from({ length: FROM_ONE_POINT }, (_, index) => ({
      x: from[0] - (positions[2 * index] ?? Number.NaN),
      y: from[1] - (positions[2 * index + 1] ?? Number.NaN),
    }));
    const { deviations, distinct } = batchMoments(surface, defaultParameters(surface), from, size, gradients);
    console.info(`moments ${id} ${size}: ${JSON.stringify(deviations)}, ${distinct} distinct`);
    // In standard errors of the sample; measured 1.86 at most.
    for (const [name, deviation] of Object.entries(deviations)) expect(Math.abs(deviation), name).toBeLessThan(3);
    // 64 data: as many single ones, and far more batches of eight than trajectories.
    if (size === 1) expect(distinct).toBe(64);
    else expect(distinct).toBeGreaterThan(0.9 * FROM_ONE_POINT);
  },
);

test("a batch of all data or more is the whole loss, bit for bit", async () => {
  for (const id of ["oscillator", "tiny-network", "logistic-regression"]) {
    const file = (noise: object) =>
      complete({
        surface: { id },
        starts: { kind: "uniform", count: 500 },
        noise,
        ensembles: [{ optimizer: "nesterov", hyperparameters: { learningRate: 0.02 } }],
        steps: 40,
        seed: 3,
      });
    const whole = await positionsAfter(file({ kind: "none" }), 40);
    for (const size of [64, 65, 65_536]) {
      expect(await positionsAfter(file({ kind: "minibatch", size }), 40), `${id}, ${size}`).toEqual(whole);
    }
    expect(await positionsAfter(file({ kind: "minibatch", size: 63 }), 40), id).not.toEqual(whole);
  }
});

describe("runs on minibatches", () => {
  const file = {
    surface: { id: "oscillator" },
    starts: { kind: "uniform", count: 64 },
    noise: { kind: "minibatch", size: 8 },
    ensembles: [
      { optimizer: "momentum", hyperparameters: { learningRate: 0.01 } },
      { optimizer: "adam", hyperparameters: { learningRate: 0.02 } },
    ],
    steps: 60,
    seed: 5,
    changes: [
      { step: 20, path: "/noise/size", value: 2 },
      { step: 40, path: "/noise/size", value: 33 },
    ],
  };

  test("are the CPU's in f32, while the size changes too", async () => {
    const experiment = complete(file);
    const gpu = await runExperiment(await testDevice(), experiment, { every: 1, state: false });
    const cpu = simulateReference(experiment, { precision: "f32", every: 1, state: false });
    let worst = 0;
    for (const [e, { trajectories }] of gpu.ensembles.entries()) {
      for (const [t, { points, losses }] of trajectories.entries()) {
        const other = cpu.ensembles[e]?.trajectories[t];
        points.forEach(([x, y], step) => {
          const [u = Number.NaN, v = Number.NaN] = other?.points[step] ?? [];
          worst = Math.max(worst, Math.abs(x - u), Math.abs(y - v));
          worst = Math.max(worst, Math.abs((losses[step] ?? 0) - (other?.losses[step] ?? Number.NaN)));
        });
      }
    }
    console.info(`minibatch run: ${worst}`);
    // Measured 0 in software; the rest is room for compilers that fuse multiplication and addition.
    expect(worst).toBeLessThan(1e-5);
  });

  test("are the same when they are run again, and another seed's are others", async () => {
    const once = await positionsAfter(complete(file), 60);
    expect(await positionsAfter(complete(file), 60)).toEqual(once);
    expect(await positionsAfter(complete({ ...file, seed: 6 }), 60)).not.toEqual(once);
  });
});
