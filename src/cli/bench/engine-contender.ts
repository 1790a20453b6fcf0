import { runExperiment } from "../../simulation/run-experiment.ts";
import { Simulation } from "../../simulation/simulation.ts";
import type { Contender } from "./contender.ts";
import { crowdAmount } from "./crowd-amount.ts";
import { experimentOf, LONGEST_RUN, type Workload } from "./workload.ts";

/** Samples that the history keeps, or fewer where memory ends, and steps from one to the next; no charts. */
export const KEPT = { slots: 64, stride: 8, series: false } as const;

/**
 * Ravine's own engine, with history and status on. Runs of one round are simulations of their own, which stay from
 * round to round and are put back to their starts before the clock runs: their memory is warm.
 */
export function engineContender(device: GPUDevice, workload: Workload): Contender {
  const experiment = experimentOf(workload, LONGEST_RUN);
  const simulations: Simulation[] = [];
  return {
    amountOf: (total) => crowdAmount(workload.trajectories, total),
    async run({ runs, steps }) {
      while (simulations.length < runs) simulations.push(await Simulation.create(device, experiment, KEPT));
      const running = simulations.slice(0, runs);
      for (const simulation of running) simulation.returnFor(0);
      await device.queue.onSubmittedWorkDone();
      const began = performance.now();
      for (const simulation of running) simulation.advance(steps);
      await device.queue.onSubmittedWorkDone();
      const seconds = (performance.now() - began) / 1000;
      await expectNoneDiverged(running[0]);
      return seconds;
    },
    async positions(trajectories, steps) {
      const experiment = experimentOf({ ...workload, trajectories }, steps);
      const { ensembles } = await runExperiment(device, experiment, { every: steps, state: false });
      return (ensembles[0]?.trajectories ?? []).flatMap(({ points }) => points.at(-1) ?? []);
    },
    destroy() {
      for (const simulation of simulations.splice(0)) simulation.destroy();
    },
  };
}

/** A trajectory that has diverged costs the engine nothing, and the others as much as before. */
async function expectNoneDiverged(simulation: Simulation | undefined): Promise<void> {
  const diverged = (await simulation?.statistics())?.now[0]?.diverged ?? 0;
  if (diverged > 0) throw new Error(`${diverged} trajectories diverged, which none of the benchmark's should.`);
}
