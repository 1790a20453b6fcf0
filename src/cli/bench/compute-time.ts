import { Stopwatch } from "../../gpu/stopwatch.ts";
import { Simulation } from "../../simulation/simulation.ts";
import { KEPT } from "./engine-contender.ts";
import { median } from "./rounds.ts";
import { experimentOf, LONGEST_RUN, type Workload } from "./workload.ts";

/**
 * The GPU's own time of one step of the engine's whole crowd, in nanoseconds, by timestamp queries: the middle of
 * several runs, each as long as one submission holds.
 * @param device with the feature `timestamp-query`.
 */
export async function nanosecondsPerStep(device: GPUDevice, workload: Workload, rounds: number): Promise<number> {
  const experiment = experimentOf(workload, LONGEST_RUN);
  const stopwatch = new Stopwatch(device);
  const times: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const simulation = await Simulation.create(device, experiment, KEPT);
    await device.queue.onSubmittedWorkDone();
    const encoder = device.createCommandEncoder({ label: "compute time" });
    stopwatch.start(encoder);
    simulation.encodeAdvance(encoder, LONGEST_RUN);
    stopwatch.stop(encoder);
    simulation.submit(encoder);
    times.push((await stopwatch.nanoseconds()) / simulation.step);
    simulation.destroy();
  }
  stopwatch.destroy();
  return median(times);
}
