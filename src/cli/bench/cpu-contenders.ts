import { simulateReference } from "../../reference/simulate.ts";
import type { Amount, Contender } from "./contender.ts";
import { javascriptLoop } from "./javascript-loop.ts";
import { startsOn } from "./starts.ts";
import { experimentOf, LONGEST_RUN, type Workload } from "./workload.ts";

/**
 * One trajectory after the other costs the same a step however many there are, so that slow contenders time the first
 * of them only, each for a whole run.
 */
function loopAmount(most: number, total: number): Amount {
  const trajectories = Math.max(1, Math.min(Math.round(total / LONGEST_RUN), most));
  const steps = Math.max(1, Math.min(Math.round(total / trajectories), LONGEST_RUN));
  return { trajectories, steps, runs: Math.max(1, Math.round(total / (trajectories * steps))) };
}

/** The tight loop in JavaScript. */
export function javascriptContender({ optimizer, surface, trajectories }: Workload): Contender {
  const descend = javascriptLoop(optimizer, surface);
  return {
    amountOf: (total) => loopAmount(trajectories, total),
    async run({ runs, trajectories: count, steps }) {
      const starts = Float64Array.from(startsOn(surface, count));
      const positions = new Float64Array(starts.length);
      const began = performance.now();
      for (let run = 0; run < runs; run += 1) {
        positions.set(starts);
        descend(positions, steps);
      }
      return (performance.now() - began) / 1000;
    },
    async positions(count, steps) {
      const positions = Float64Array.from(startsOn(surface, count));
      descend(positions, steps);
      return positions;
    },
    destroy: () => undefined,
  };
}

/** The CPU reference, as `simulate --engine cpu` runs it, listing only the first and the last step. */
export function referenceContender(workload: Workload): Contender {
  const simulate = (trajectories: number, steps: number) =>
    simulateReference(experimentOf({ ...workload, trajectories }, steps), {
      precision: "f64",
      every: steps,
      state: false,
    });
  return {
    amountOf: (total) => loopAmount(workload.trajectories, total),
    async run({ runs, trajectories, steps }) {
      const began = performance.now();
      for (let run = 0; run < runs; run += 1) simulate(trajectories, steps);
      return (performance.now() - began) / 1000;
    },
    async positions(trajectories, steps) {
      return (simulate(trajectories, steps).ensembles[0]?.trajectories ?? []).flatMap(
        ({ points }) => points.at(-1) ?? [],
      );
    },
    destroy: () => undefined,
  };
}
