import { describe, expect, test } from "vitest";
import { mismatch } from "../../src/experiment/check-requirements.ts";
import type { Experiment } from "../../src/experiment/experiment.ts";
import { parseExperiment } from "../../src/experiment/parse-experiment.ts";
import { storageBuffer } from "../../src/gpu/buffers.ts";
import { readBuffer } from "../../src/gpu/readback.ts";
import { optimizers } from "../../src/optimizers/index.ts";
import type { Optimizer } from "../../src/optimizers/optimizer.ts";
import type { EnsembleRun } from "../../src/simulation/ensemble-run.ts";
import { Simulation } from "../../src/simulation/simulation.ts";
import { surfaces } from "../../src/surfaces/index.ts";
import { defaultParameters, type Surface } from "../../src/surfaces/surface.ts";
import { testDevice } from "./device.ts";
import { readRecords, type StateRecord } from "./state-records.ts";
import { type Deviation, StepWitness } from "./step-witness.ts";
import { suitableHyperparameters } from "./suitable-hyperparameters.ts";

/*
 * Every optimizer on every surface that offers what it requires: one step from the same f32 state on the GPU, on the
 * CPU in f64, and on the CPU with every operation rounded to f32. The states are genuine: uniform starts of several
 * seeds, run for some steps on the GPU. Positions and state slots are compared; step-witness.ts says by which rule.
 *
 * In software nearly all of its time is compilation: every run takes every third pair, in diagonal stripes, so that every
 * optimizer is on a third of the surfaces and every surface under a third of the optimizers; `VITE_CONFORMANCE=all` takes all.
 */
const TAKES_ALL = import.meta.env.VITE_CONFORMANCE === "all";
const STRIPES = 3;

const SEEDS = [101, 102, 103] as const;
const WARM_UP = [0, 1, 7, 40] as const;
const TRAJECTORIES = 96;
const FACTOR = 8;

/*
 * A line search compares losses and slopes to decide whether a trial point will do, and near a minimum these are within
 * rounding: one more trial, or one less, and the step ends elsewhere. Such steps are counted, and must be as good: no
 * higher than the search itself lets pass (src/optimizers/line-search.ts).
 */
const LEVEL = 1e-5;

interface Outcome {
  compared: number;
  /** Compared numbers that only the second rule lets pass: ill-conditioned ones. */
  conditioned: number;
  /** Steps of a line search that ended elsewhere, no higher. */
  otherwise: number;
  worst: Deviation;
}

/** The records of a run just before and just after the step that follows each warm-up, read back at once. */
async function recordsOf(experiment: Experiment): Promise<{ run: EnsembleRun; records: StateRecord[][] }> {
  const device = await testDevice();
  const simulation = await Simulation.create(device, experiment, { slots: 0, series: false });
  const run = simulation.ensembles[0];
  if (run === undefined) throw new Error("no run");
  const steps = WARM_UP.flatMap((warmUp) => [warmUp, warmUp + 1]);
  const { size } = run.states;
  const log = storageBuffer(device, "log", steps.length * size);
  for (const [index, step] of steps.entries()) {
    simulation.advance(step - simulation.step);
    const encoder = device.createCommandEncoder();
    encoder.copyBufferToBuffer(run.states, 0, log, index * size, size);
    device.queue.submit([encoder.finish()]);
  }
  const bytes = await readBuffer(device, log);
  log.destroy();
  simulation.destroy();
  return { run, records: steps.map((_, index) => readRecords(run, bytes.slice(index * size, (index + 1) * size))) };
}

async function compareSteps(experiment: Experiment, surface: Surface, outcome: Outcome): Promise<void> {
  const { run, records } = await recordsOf(experiment);
  const witness = new StepWitness(experiment, run.optimizer, surface);
  for (const [number, warmUp] of WARM_UP.entries()) {
    const [before = [], after = []] = records.slice(2 * number);
    for (const [index, record] of before.entries()) {
      const gpu = after[index];
      // A trajectory that has diverged, or does in this step, stays where it was.
      if (gpu === undefined || gpu.status === "diverged") continue;
      const deviation = witness.compare(index, warmUp + 1, record, gpu);
      outcome.compared += 1;
      const isSearch = "lineSearch" in run.optimizer.hyperparameters;
      if (deviation.ratio > FACTOR && isSearch && witness.rise(record, gpu) <= LEVEL) {
        outcome.otherwise += 1;
        continue;
      }
      if (deviation.isConditioned) outcome.conditioned += 1;
      if (!(deviation.ratio <= outcome.worst.ratio)) outcome.worst = deviation;
    }
  }
}

function experimentOf(optimizer: Optimizer, surface: Surface, seed: number): Experiment {
  const parameters = Object.entries(defaultParameters(surface)).map(([name, value]) => [name, Math.fround(value)]);
  return parseExperiment({
    version: 1,
    surface: { id: surface.id, parameters: Object.fromEntries(parameters) },
    starts: { kind: "uniform", count: TRAJECTORIES },
    ensembles: [{ optimizer: optimizer.id, hyperparameters: suitableHyperparameters(optimizer, surface) }],
    steps: 1 + Math.max(...WARM_UP),
    seed,
  });
}

describe.each(optimizers.map((optimizer) => [optimizer.id, optimizer] as const))("one step of %s", (id, optimizer) => {
  const able = surfaces.filter((surface) => mismatch(id, surface) === undefined);
  const first = optimizers.indexOf(optimizer) % STRIPES;
  const taken = TAKES_ALL || able.length < STRIPES ? able : able.filter((_, place) => place % STRIPES === first);
  test.each(taken.map((surface) => [surface.id, surface] as const))(
    `from the same f32 state agrees with f64 on %s (seeds ${SEEDS.join(", ")})`,
    async (_id, surface) => {
      const outcome: Outcome = {
        compared: 0,
        conditioned: 0,
        otherwise: 0,
        worst: { ratio: 0, isConditioned: false, text: "" },
      };
      for (const seed of SEEDS) await compareSteps(experimentOf(optimizer, surface, seed), surface, outcome);
      const { compared, conditioned, otherwise, worst } = outcome;
      console.info(
        `one step ${id} ${surface.id}: ${compared} states, ${conditioned} conditioned, ${otherwise} otherwise, worst ${worst.ratio.toFixed(2)}`,
      );
      expect(compared).toBeGreaterThanOrEqual(TRAJECTORIES);
      expect(worst.ratio, worst.text).toBeLessThanOrEqual(FACTOR);
      // Where the second rule had to decide often, the first would say too little. Measured: 5.1 % and 1.1 % of the states
      // of BFGS on griewank and ackley, many of which have converged before the last step; elsewhere less.
      expect(conditioned).toBeLessThanOrEqual(0.08 * compared);
      expect(otherwise).toBeLessThanOrEqual(0.02 * compared);
    },
  );
});
