import { InvalidArgumentError } from "commander";
import { OPTIMIZERS, type OptimizerId, SIZES, SURFACES, type SurfaceId, type Workload } from "./workload.ts";

export const PARTS = ["throughput", "map", "frame", "load"] as const;
export type Part = (typeof PARTS)[number];

/** What `ravine bench` was asked to do. */
export interface BenchOptions {
  readonly json: boolean;
  readonly out?: string;
  readonly quick: boolean;
  /** One part alone; all when absent. */
  readonly only?: Part;
  readonly optimizer?: OptimizerId;
  readonly surface?: SurfaceId;
  readonly sizes?: readonly number[];
  readonly rounds?: number;
}

/** The largest crowd that may be asked for. */
const MOST_TRAJECTORIES = 2 ** 24;
const MOST_ROUNDS = 1000;

function wholeNumber(text: string, most: number): number {
  const value = Number(text);
  if (/^[0-9]+$/.test(text) && value >= 1 && value <= most) return value;
  throw new InvalidArgumentError(`It must be made of integers from 1 to ${most}.`);
}

/** Reads `1024,131072`. @throws InvalidArgumentError */
export function parseSizes(text: string): readonly number[] {
  return text.split(",").map((part) => wholeNumber(part.trim(), MOST_TRAJECTORIES));
}

/** Reads a number of rounds. @throws InvalidArgumentError */
export function parseRounds(text: string): number {
  return wholeNumber(text, MOST_ROUNDS);
}

/** A quick look takes sizes up to here. */
const LARGEST_QUICK = 16_384;

/** What is to be timed, in the order of the table. */
export function workloads(options: Pick<BenchOptions, "quick" | "optimizer" | "surface" | "sizes">): Workload[] {
  const sizes = options.sizes ?? SIZES.filter((size) => !options.quick || size <= LARGEST_QUICK);
  const optimizers = options.optimizer === undefined ? OPTIMIZERS : [options.optimizer];
  const surfaces = options.surface === undefined ? SURFACES : [options.surface];
  return optimizers.flatMap((optimizer) =>
    surfaces.flatMap((surface) => sizes.map((trajectories) => ({ optimizer, surface, trajectories }))),
  );
}
