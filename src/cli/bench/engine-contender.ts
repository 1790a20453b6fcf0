import { runExperiment } from "../../simulation/run-experiment.ts";
import { Simulation } from "../../simulation/simulation.ts";
import type { Contender } from "./contender.ts";
import { crowdAmount } from "./crowd-amount.ts";
import { experimentOf, type Workload } from "./workload.ts";

/** Samples that the history keeps, or fewer where memory ends, and steps from one to the next; no charts. */
export const KEPT = { slots: 64, stride: 8, series: false } as const;

/** Ravine's own engine, with history and status on. Runs of one round are simulations of their own, made before it. */
export function engineContender(device: GPUDevice, workload: Workload): Contender {
  return {
    amountOf: (total) => crowdAmount(workload.trajectories, total),
    async run({ runs, steps }) {
      const experiment = experimentOf(workload, steps);
      const simulations: Simulation[] = [];
      try {
        for (let run = 0; run < runs; run += 1) simulations.push(await Simulation.create(device, experiment, KEPT));
        await device.queue.onSubmittedWorkDone();
        const began = performance.now();
        for (const simulation of simulations) simulation.advance(steps);
        await device.queue.onSubmittedWorkDone();
        const seconds = (performance.now() - began) / 1000;
        await expectNoneDiverged(simulations[0]);
        return seconds;
      } finally {
        for (const simulation of simulations) simulation.destroy();
      }
    },
    async positions(trajectories, steps) {
      const experiment = experimentOf({ ...workload, trajectories }, steps);
      const { ensembles } = await runExperiment(device, experiment, { every: steps, state: false });
      return (ensembles[0]?.trajectories ?? []).flatMap(({ points }) => points.at(-1) ?? []);
    },
    destroy: () => undefined,
  };
}

/** A trajectory that has diverged costs the engine nothing, and the others as much as before. */
async function expectNoneDiverged(simulation: Simulation | undefined): Promise<void> {
  const diverged = (await simulation?.statistics())?.now[0]?.diverged ?? 0;
  if (diverged > 0) throw new Error(`${diverged} trajectories diverged, which none of the benchmark's should.`);
}
