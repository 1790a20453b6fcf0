import { combinations } from "../experiment/axis-values.ts";
import type { Experiment } from "../experiment/experiment.ts";
import { trajectoryCount } from "../experiment/trajectory-count.ts";

/** More trajectories were asked for than the graphics adapter holds. */
export class SimulationTooLargeError extends Error {
  override readonly name = "SimulationTooLargeError";

  constructor(
    readonly requested: number,
    readonly bytes: number,
    /** The largest number of trajectories an ensemble that fits. */
    readonly largest: number,
  ) {
    super(
      `${requested.toLocaleString("en")} trajectories an ensemble need ${megabytes(bytes)} in one buffer; this graphics adapter takes at most ${largest.toLocaleString("en")} trajectories.`,
    );
  }
}

function megabytes(bytes: number): string {
  return `${Math.ceil(bytes / 2 ** 20).toLocaleString("en")} MiB`;
}

/** Bytes of one sample of the history: vec4f. */
export const SAMPLE_BYTES = 16;

/** The largest single buffer that can be made and bound. */
export function largestBuffer(limits: GPUSupportedLimits): number {
  return Math.min(limits.maxBufferSize, limits.maxStorageBufferBindingSize);
}

/** The histories of all ensembles together take no more than this where fewer samples do: 512 MiB. */
const HISTORY_BYTES = 2 ** 29;

/** Samples that a crowd of the usual size keeps, and a few trajectories, whose whole way is worth seeing. */
const USUAL_SLOTS = 64;
const MOST_SLOTS = 512;
/** A small crowd keeps about this many samples in all. */
const SAMPLES_OF_FEW = 2 ** 16;

/** The history slots that suit an experiment's crowd: the fewer trajectories, the longer their trails. */
export function suitableSlots(experiment: Experiment): number {
  const total = experiment.ensembles.reduce((sum, _, index) => sum + trajectoryCount(experiment, index), 0);
  return Math.min(Math.max(USUAL_SLOTS, Math.floor(SAMPLES_OF_FEW / total)), MOST_SLOTS);
}

/**
 * The number of history slots to keep: as asked for, or fewer where the buffers would not fit.
 * @throws SimulationTooLargeError when not even two samples, or the trajectories themselves, fit.
 */
export function fittingSlots(
  experiment: Experiment,
  trajectoryBytes: number,
  slots: number,
  limits: GPUSupportedLimits,
): number {
  const counts = experiment.ensembles.map((_, index) => trajectoryCount(experiment, index));
  const most = Math.max(...counts);
  const least = Math.min(slots, 2);
  const perTrajectory = Math.max(trajectoryBytes, least * SAMPLE_BYTES);
  const capacity = largestBuffer(limits);
  if (most * perTrajectory > capacity) {
    const widest = Math.max(...experiment.ensembles.map(combinations));
    const starts = Math.floor(capacity / perTrajectory / widest);
    throw new SimulationTooLargeError(most, most * perTrajectory, starts * widest);
  }
  const total = counts.reduce((sum, count) => sum + count, 0);
  const affordable = Math.max(least, Math.floor(HISTORY_BYTES / (total * SAMPLE_BYTES)));
  return Math.min(slots, affordable, Math.floor(capacity / (most * SAMPLE_BYTES)));
}
