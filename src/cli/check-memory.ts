import { getHeapStatistics } from "node:v8";
import type { Experiment } from "../experiment/experiment.ts";
import { ExperimentError } from "../experiment/experiment-error.ts";
import { trajectoryCount } from "../experiment/trajectory-count.ts";
import { listingOf } from "../recording/data/listing-bytes.ts";

/** The rest is for the text that is being written and for the garbage. */
const USABLE_SHARE = 0.6;

/** What the CPU reference keeps of a trajectory that is run beside the others, in bytes, rounded up. */
const TRAJECTORY = 4096;

/**
 * Refuses an experiment whose listed steps would not fit in memory, before it runs: each result is held whole.
 * @throws ExperimentError that says how many listed steps fit.
 */
export function checkMemory(experiment: Experiment, options: { every: number; state: boolean }): void {
  const usable = getHeapStatistics().heap_size_limit * USABLE_SHARE;
  const { listed, bytes } = listingOf(experiment, options);
  if (bytes <= usable) return;
  const fitting = Math.floor((listed * usable) / bytes);
  const allowed = `about ${fitting} in this much memory: list fewer steps (--every), start fewer trajectories, or split it`;
  throw new ExperimentError([], `${listed} listed steps over all trajectories`, allowed);
}

/**
 * Refuses an experiment of which the CPU could not hold the largest ensemble, before it runs: for statistics, all of its
 * trajectories go on together.
 * @throws ExperimentError that says how many fit.
 */
export function checkCrowd(experiment: Experiment): void {
  const fitting = Math.floor((getHeapStatistics().heap_size_limit * USABLE_SHARE) / TRAJECTORY);
  const most = Math.max(...experiment.ensembles.map((_, index) => trajectoryCount(experiment, index)));
  if (most <= fitting) return;
  const allowed = `about ${fitting} in this much memory: start fewer, or take --engine gpu`;
  throw new ExperimentError([], `${most} trajectories an ensemble`, allowed);
}
