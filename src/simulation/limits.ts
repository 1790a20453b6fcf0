import { combinations } from "../experiment/axis-values.ts";
import type { Experiment } from "../experiment/experiment.ts";
import { trajectoryCount } from "../experiment/trajectory-count.ts";
import { DEFERRAL_BYTES } from "./deferral.ts";
import { HISTORY_GROUP, historySamples, SAMPLE_BYTES } from "./history-layout.ts";
import { STATISTICS_BYTES } from "./statistics-layout.ts";

/** More trajectories were asked for than the graphics adapter holds. */
export class SimulationTooLargeError extends Error {
  override readonly name = "SimulationTooLargeError";

  constructor(
    readonly requested: number,
    readonly bytes: number,
    /** The largest number of trajectories an ensemble that fits. */
    readonly largest: number,
    /** Whether they are the bytes of the largest buffer, or of everything. */
    readonly extent: "in one buffer" | "in all" = "in one buffer",
  ) {
    super(
      `${requested.toLocaleString("en")} trajectories an ensemble need ${formatBytes(bytes)} ${extent}; this graphics adapter takes at most ${largest.toLocaleString("en")} trajectories.`,
    );
  }
}

/** The graphics adapter had no room for what its limits allow: others use its memory too. */
export class OutOfGraphicsMemoryError extends Error {
  override readonly name = "OutOfGraphicsMemoryError";

  constructor(
    readonly requested: number,
    readonly bytes: number,
  ) {
    super(
      `${requested.toLocaleString("en")} trajectories an ensemble need ${formatBytes(bytes)} in all, and the graphics adapter has not as much free.`,
    );
  }
}

/** 3 MiB, 1.5 GiB: rounded up, so that what is named suffices. */
function formatBytes(bytes: number): string {
  if (bytes >= 2 ** 30) return `${(Math.ceil((bytes / 2 ** 30) * 10) / 10).toLocaleString("en")} GiB`;
  return `${Math.ceil(bytes / 2 ** 20).toLocaleString("en")} MiB`;
}

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

/** Bytes of the density map of each ensemble at its finest: 1024² cells of a count and a density. */
const DENSITY_BYTES = 2 ** 23;

/** Bytes of a step in the table of a schedule. */
const SCHEDULE_BYTES = 4;

/**
 * WebGPU does not say how much memory an adapter has. A run takes at most this many of its largest buffers, and more
 * than this many bytes is there on every machine that has WebGPU at all.
 */
const LARGEST_BUFFERS = 2;
const LEAST_MEMORY = 2 ** 30;

/** Checkpoints take no more than half of what the histories do, or 16 MiB where that is more, and 64 MiB at most. */
const LEAST_CHECKPOINT_BYTES = 2 ** 24;
const MOST_CHECKPOINT_BYTES = 2 ** 26;
const MOST_CHECKPOINTS = 64;

/** The history slots that suit an experiment's crowd: the fewer trajectories, the longer their trails. */
export function suitableSlots(experiment: Experiment): number {
  return Math.min(Math.max(USUAL_SLOTS, Math.floor(SAMPLES_OF_FEW / totalCount(experiment))), MOST_SLOTS);
}

function totalCount(experiment: Experiment): number {
  return experiment.ensembles.reduce((sum, _, index) => sum + trajectoryCount(experiment, index), 0);
}

/**
 * Bytes of a run's buffers, with those of its statistics and its density map; without checkpoints and the surface's data.
 * @param trajectoryBytes of the widest ensemble.
 */
export function runBytes(experiment: Experiment, trajectoryBytes: number, slots: number): number {
  return totalCount(experiment) * perTrajectory(trajectoryBytes, slots) + fixedBytes(experiment);
}

function perTrajectory(trajectoryBytes: number, slots: number): number {
  return trajectoryBytes + slots * SAMPLE_BYTES + DEFERRAL_BYTES.trajectory + STATISTICS_BYTES.trajectory;
}

function fixedBytes({ ensembles, steps }: Experiment): number {
  const schedules =
    ensembles.filter(({ schedule }) => (schedule?.kind ?? "constant") !== "constant").length * steps * SCHEDULE_BYTES;
  return schedules + ensembles.length * (DEFERRAL_BYTES.ensemble + STATISTICS_BYTES.ensemble + DENSITY_BYTES);
}

/**
 * The number of history slots to keep: as asked for, or fewer where the buffers would not fit.
 * @param trajectoryBytes of the widest ensemble.
 * @throws SimulationTooLargeError when not even two samples, or the trajectories themselves, fit.
 */
export function fittingSlots(
  experiment: Experiment,
  trajectoryBytes: number,
  slots: number,
  limits: GPUSupportedLimits,
): number {
  const most = Math.max(...experiment.ensembles.map((_, index) => trajectoryCount(experiment, index)));
  const total = totalCount(experiment);
  const least = Math.min(slots, 2);
  const widest = Math.max(...experiment.ensembles.map(combinations));
  const capacity = largestBuffer(limits);
  const memory = Math.max(LARGEST_BUFFERS * limits.maxBufferSize, LEAST_MEMORY);
  const inOneBuffer = Math.max(most * trajectoryBytes, historySamples(most, least) * SAMPLE_BYTES);
  const inAll = runBytes(experiment, trajectoryBytes, least);
  if (inOneBuffer > capacity || inAll > memory) {
    const starts = most / widest;
    const byStates = Math.floor(capacity / trajectoryBytes);
    const byHistory = Math.floor(capacity / (historySamples(1, least) * SAMPLE_BYTES)) * HISTORY_GROUP;
    const byBuffer = Math.floor(Math.min(byStates, byHistory) / widest);
    const byMemory = Math.floor((memory - fixedBytes(experiment)) / ((inAll - fixedBytes(experiment)) / starts));
    const largest = Math.max(0, Math.min(byBuffer, byMemory)) * widest;
    throw byBuffer <= byMemory
      ? new SimulationTooLargeError(most, inOneBuffer, largest, "in one buffer")
      : new SimulationTooLargeError(most, inAll, largest, "in all");
  }
  const affordable = Math.max(least, Math.floor(HISTORY_BYTES / (total * SAMPLE_BYTES)));
  const free = least + Math.floor((memory - inAll) / (total * SAMPLE_BYTES));
  return Math.min(slots, affordable, free, Math.floor(capacity / (historySamples(most, 1) * SAMPLE_BYTES)));
}

/**
 * How many checkpoints a run with this history keeps; none where it has none.
 * @param trajectoryBytes of the widest ensemble.
 */
export function checkpointCapacity(
  experiment: Experiment,
  trajectoryBytes: number,
  slots: number,
  limits: GPUSupportedLimits,
): number {
  const total = totalCount(experiment);
  const memory = Math.max(LARGEST_BUFFERS * limits.maxBufferSize, LEAST_MEMORY);
  const free = memory - runBytes(experiment, trajectoryBytes, slots);
  const wanted = Math.max(LEAST_CHECKPOINT_BYTES, (total * slots * SAMPLE_BYTES) / 2);
  const bytes = slots === 0 ? 0 : Math.min(wanted, MOST_CHECKPOINT_BYTES, free, largestBuffer(limits));
  return Math.min(MOST_CHECKPOINTS, Math.max(0, Math.floor(bytes / (total * trajectoryBytes))));
}
