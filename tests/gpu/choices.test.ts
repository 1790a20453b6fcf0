import { describe, expect, test } from "vitest";
import { mismatch } from "../../src/experiment/check-requirements.ts";
import type { Experiment } from "../../src/experiment/experiment.ts";
import { parseExperiment } from "../../src/experiment/parse-experiment.ts";
import { readBuffer } from "../../src/gpu/readback.ts";
import { optimizers } from "../../src/optimizers/index.ts";
import type { HyperparameterValue, Optimizer } from "../../src/optimizers/optimizer.ts";
import { simulateReference } from "../../src/reference/simulate.ts";
import { Simulation } from "../../src/simulation/simulation.ts";
import { findSurface } from "../../src/surfaces/index.ts";
import { testDevice } from "./device.ts";
import { readRecords } from "./state-records.ts";
import { StepWitness } from "./step-witness.ts";
import { suitableHyperparameters } from "./suitable-hyperparameters.ts";

/*
 * The code that conformance.test.ts leaves out because the defaults do: every option of a choice, every flag, every
 * term that a neutral value leaves out, and starts that arrive with a displacement, whose state the GPU initializes.
 */
const TRAJECTORIES = 96;
const WARM_UP = [0, 1, 6] as const;

/**
 * The defaults, and one setting for each option that is not the default. A number with a neutral value chooses code too:
 * whether its term is there.
 */
function settingsOf({ hyperparameters }: Optimizer): Record<string, HyperparameterValue>[] {
  const settings: Record<string, HyperparameterValue>[] = [{}];
  for (const [name, declared] of Object.entries(hyperparameters)) {
    if (declared.kind === "flag") settings.push({ [name]: !declared.default });
    if (declared.kind === "choice") {
      for (const option of declared.options) if (option !== declared.default) settings.push({ [name]: option });
    }
    if (declared.kind === "number" && declared.neutral !== undefined) {
      const [low, high] = declared.range;
      settings.push({ [name]: declared.default === declared.neutral ? low + 0.3 * (high - low) : declared.neutral });
    }
  }
  return settings;
}

const booth = findSurface("booth");
const linear = findSurface("linear-system");
if (booth === undefined || linear === undefined) throw new Error("expected the surfaces booth and linear-system");

const cases = optimizers.flatMap((optimizer) =>
  settingsOf(optimizer).map((setting) => [optimizer.id, JSON.stringify(setting), optimizer, setting] as const),
);

describe.each(cases)("%s with %s", (id, _text, optimizer, setting) => {
  const surface = mismatch(id, booth) === undefined ? booth : linear;
  const experiment: Experiment = parseExperiment({
    version: 1,
    surface: { id: surface.id },
    starts: { kind: "uniform", count: TRAJECTORIES, velocity: [0.03125, -0.0625] },
    ensembles: [{ optimizer: id, hyperparameters: { ...suitableHyperparameters(optimizer, surface), ...setting } }],
    steps: 10,
    seed: 17,
  });

  test("begins with the reference's state, and steps as f64 does", async () => {
    const device = await testDevice();
    const simulation = await Simulation.create(device, experiment, { slots: 0, series: false });
    const run = simulation.ensembles[0];
    if (run === undefined) throw new Error("no run");
    const witness = new StepWitness(experiment, run.optimizer, surface);
    const records = async () => readRecords(run, await readBuffer(device, run.states));
    const { ensembles } = simulateReference({ ...experiment, steps: 0 }, { precision: "f32", every: 1, state: true });
    for (const [index, { state }] of (await records()).entries()) {
      for (const [slot, value] of Object.entries(state)) {
        const seen = typeof value === "number" ? [value] : [value.x, value.y];
        const expected = ensembles[0]?.trajectories[index]?.state?.[slot]?.[0] ?? [];
        seen.forEach((number, i) => {
          // A division on the GPU is good to 2.5 units in the last place, an exponential to some more.
          const error = Math.abs(number - (expected[i] ?? Number.NaN));
          expect(error, `${slot} of start ${index}`).toBeLessThanOrEqual(2 ** -20 * Math.abs(expected[i] ?? 0));
        });
      }
    }
    let compared = 0;
    for (const warmUp of WARM_UP) {
      simulation.advance(warmUp - simulation.step);
      const before = await records();
      simulation.advance(1);
      const after = await records();
      for (const [index, record] of before.entries()) {
        const gpu = after[index];
        if (gpu === undefined || gpu.status === "diverged") continue;
        const { ratio, text } = witness.compare(index, warmUp + 1, record, gpu);
        expect(ratio, text).toBeLessThanOrEqual(8);
        compared += 1;
      }
    }
    simulation.destroy();
    expect(compared).toBeGreaterThanOrEqual(TRAJECTORIES);
  });
});
