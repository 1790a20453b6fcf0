import type { Experiment } from "../experiment/experiment.ts";
import type { EnsembleStatistics } from "../reference/statistics.ts";
import { Simulation } from "./simulation.ts";

export interface RunStatisticsOptions {
  /** Ends the run, which then throws the signal's reason. */
  readonly signal?: AbortSignal;
  /** Told how many steps are on their way, as they are. */
  readonly onStep?: (step: number) => void;
}

/**
 * Runs a whole experiment on the GPU aside and reads back its statistics at every sampled step, [row][ensemble]. Other
 * work of the device goes on in between.
 * @throws SimulationTooLargeError, OutOfGraphicsMemoryError, ShaderError; DOMException when the device is lost.
 */
export async function runStatistics(
  device: GPUDevice,
  experiment: Experiment,
  { signal, onStep }: RunStatisticsOptions = {},
): Promise<readonly (readonly EnsembleStatistics[])[]> {
  signal?.throwIfAborted();
  const simulation = await Simulation.create(device, experiment, { slots: 0 });
  try {
    while (simulation.step < experiment.steps) {
      simulation.advanceBriefly(experiment.steps, "still");
      await simulation.whenReady();
      signal?.throwIfAborted();
      onStep?.(simulation.step);
    }
    return (await simulation.statistics()).sampled;
  } finally {
    simulation.destroy();
  }
}
