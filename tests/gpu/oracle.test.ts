import { expect, test } from "vitest";
import { runExperiment } from "../../src/simulation/run-experiment.ts";
import { experimentOf, isBuilt, oracleCases } from "../oracle/cases.ts";
import { type Comparison, compareWithOracle, F32_RULE, sum } from "../oracle/compare.ts";
import { testDevice } from "./device.ts";

/*
 * Skipped: optimizers that are not built yet, and samples beyond the f32 rule's sensitivity (10³), where trajectories
 * are chaotic.
 */
const STEPS = 50;

test.each(["SGD", "RMSprop", "Adam", "AdamW"])(
  "50 steps of %s on the GPU stay within the oracle's f32 rule",
  async (name) => {
    const device = await testDevice();
    const comparisons: Comparison[] = [];
    for (const oracleCase of oracleCases.filter((known) => isBuilt(known) && known.optimizer === name)) {
      const experiment = experimentOf(oracleCase, STEPS);
      const { ensembles } = await runExperiment(device, experiment, { every: 1, state: true });
      const result = ensembles[0]?.trajectories[0];
      if (result === undefined) throw new Error(`${oracleCase.id} gave no trajectory`);
      comparisons.push(compareWithOracle(oracleCase, experiment, result, F32_RULE));
    }
    const { compared, skipped, failures, worst } = sum(comparisons);
    console.info(`${name} gpu: ${compared} samples, ${skipped} skipped, worst ${worst.toFixed(3)} of what is allowed`);
    expect(compared).toBeGreaterThan(100);
    expect(failures).toEqual([]);
  },
);
