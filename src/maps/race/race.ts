import type { Experiment } from "../../experiment/experiment.ts";
import { suggestCriticalPoints } from "../../simulation/critical-search.ts";
import type { PictureState } from "../../simulation/submissions.ts";
import { GpuRaceEngine } from "./gpu-race-engine.ts";
import { holdRace } from "./hold-race.ts";
import type { RaceOptions, RaceResult } from "./race-result.ts";

export type { Uncertain } from "../intervals.ts";
export type { RaceOptions, RaceProgress, RaceResult } from "./race-result.ts";
export type { Standing } from "./standing.ts";
export type { Sweep, SweepAxis, SweepScale } from "./sweep.ts";

export interface RunRaceOptions extends RaceOptions {
  /** Asked before every submission what the picture does meanwhile; absent where nobody watches. */
  readonly pace?: () => PictureState;
}

/**
 * Tunes every ensemble of an experiment for the objective of its `race`, under the same budget, from the same starts,
 * then races the tuned ones, all on the GPU.
 * @throws Error where the experiment has no race, where its budget does not pay for a step, or where its objective is the
 * share arrived and no minimum is listed; ShaderError, SimulationTooLargeError; the signal's reason.
 */
export async function runRace(
  device: GPUDevice,
  experiment: Experiment,
  { pace, ...options }: RunRaceOptions = {},
): Promise<RaceResult> {
  await suggestCriticalPoints(device, experiment);
  return holdRace(new GpuRaceEngine(device, { pace, signal: options.signal }), experiment, options);
}
