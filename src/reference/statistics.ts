import { randomBits } from "../math/random.ts";
import type { Targets } from "./arrival.ts";
import { STATUSES, type Status } from "./result.ts";

/** Where the distribution of a crowd is sampled: its quartiles, and what 90 % of it lies between. */
export const QUANTILES = [0.05, 0.25, 0.5, 0.75, 0.95] as const;

/** How one number is spread over an ensemble. */
export interface Distribution {
  /** At QUANTILES, by nearest rank ⌈p·n⌉ over ALL trajectories, diverged (and NaN) as +∞. */
  readonly quantiles: readonly number[];
  /** Over those not diverged, where the number is finite; NaN where there are none. */
  readonly mean: number;
  /** The smallest of those not diverged; NaN where there is none. */
  readonly best: number;
}

/** What an ensemble has come to at one step. */
export interface EnsembleStatistics {
  readonly step: number;
  readonly total: number;
  readonly running: number;
  readonly converged: number;
  readonly stationary: number;
  readonly diverged: number;
  /** Within reach of a listed minimum now. */
  readonly arrived: number;
  /** Trajectories within reach of each listed minimum now (nearest one), in the order of minimaOf(surface). */
  readonly basins: readonly number[];
  /** First within reach since the previous sampled step: the histogram of arrival steps, to the sampling of the series. */
  readonly newlyArrived: number;
  /** Loss above `lossFloor` (the lowest listed minimum's loss; 0 where none is listed). */
  readonly loss: Distribution;
  /** Distance to the nearest listed minimum; undefined where none is listed. */
  readonly distance: Distribution | undefined;
  /** Mean evaluations a trajectory so far. */
  readonly evaluations: { readonly loss: number; readonly gradient: number; readonly hessian: number };
  /** 32-bit sum over trajectories of a hash of (index, position bits): equal fingerprints, equal positions. */
  readonly fingerprint: number;
}

/** An ensemble at one step, number by number; every list but `positions` has one entry a trajectory. */
export interface Crowd {
  /** x, y of the first trajectory, x, y of the next, …; taken as f32. */
  readonly positions: ArrayLike<number>;
  /** Noiseless loss. */
  readonly losses: ArrayLike<number>;
  /** Indices into STATUSES. */
  readonly statuses: ArrayLike<number>;
  readonly evaluations: {
    readonly loss: ArrayLike<number>;
    readonly gradient: ArrayLike<number>;
    readonly hessian: ArrayLike<number>;
  };
  /** Not zero where the trajectory was within reach at a sampled step before; nobody was, when absent. */
  readonly arrivedBefore?: ArrayLike<number>;
}

/** The rank, from 1 to n, of a quantile among n sorted numbers: ⌈p·n⌉. */
export function nearestRank(p: number, n: number): number {
  return Math.max(1, Math.ceil(p * n));
}

/**
 * The statistics of a crowd in f64, by sorting: what the GPU's are held against. Minima, radius and floor are rounded
 * to f32 first, since distances as small as their rounding matter.
 */
export function statisticsOf(
  crowd: Crowd,
  { minima, radius }: Targets,
  lossFloor: number,
  step: number,
): EnsembleStatistics {
  const total = crowd.statuses.length;
  const positions = Float32Array.from(crowd.positions);
  const words = new Uint32Array(positions.buffer);
  const places = minima.map(({ x, y }) => ({ x: Math.fround(x), y: Math.fround(y) }));
  const reach = Math.fround(radius);
  const floor = Math.fround(lossFloor);
  const statuses: Record<Status, number> = { running: 0, converged: 0, stationary: 0, diverged: 0 };
  const basins = places.map(() => 0);
  const losses = new Float64Array(total).fill(Number.NaN);
  const distances = new Float64Array(total).fill(Number.NaN);
  let newlyArrived = 0;
  let fingerprint = 0;
  for (let index = 0; index < total; index += 1) {
    const status = STATUSES[crowd.statuses[index] ?? 0] ?? "running";
    statuses[status] += 1;
    const { basin, distance } = nearestOf(positions[2 * index] ?? 0, positions[2 * index + 1] ?? 0, places);
    if (distance <= reach) {
      basins[basin] = (basins[basin] ?? 0) + 1;
      if ((crowd.arrivedBefore?.[index] ?? 0) === 0) newlyArrived += 1;
    }
    const [hash] = randomBits(index, words[2 * index] ?? 0, words[2 * index + 1] ?? 0, 0);
    fingerprint = (fingerprint + hash) >>> 0;
    if (status === "diverged") continue;
    losses[index] = (crowd.losses[index] ?? Number.NaN) - floor;
    distances[index] = distance;
  }
  return {
    step,
    total,
    ...statuses,
    arrived: basins.reduce((sum, count) => sum + count, 0),
    basins,
    newlyArrived,
    loss: distributionOf(losses),
    distance: places.length === 0 ? undefined : distributionOf(distances),
    evaluations: {
      loss: sumOf(crowd.evaluations.loss) / total,
      gradient: sumOf(crowd.evaluations.gradient) / total,
      hessian: sumOf(crowd.evaluations.hessian) / total,
    },
    fingerprint,
  };
}

/** The nearest place, of two as near the first; infinitely far where there is none. */
function nearestOf(x: number, y: number, places: Targets["minima"]): { basin: number; distance: number } {
  let basin = 0;
  let distance = Number.POSITIVE_INFINITY;
  for (const [index, place] of places.entries()) {
    const away = Math.hypot(x - place.x, y - place.y);
    if (away >= distance) continue;
    basin = index;
    distance = away;
  }
  return { basin, distance };
}

/** The distribution of numbers, of which NaN stands for those that count as +∞. */
function distributionOf(values: Float64Array): Distribution {
  const sorted = values.map((value) => (Number.isNaN(value) ? Number.POSITIVE_INFINITY : value)).sort();
  const known = values.filter((value) => !Number.isNaN(value));
  const finite = known.filter(Number.isFinite);
  return {
    quantiles: QUANTILES.map((p) => sorted[nearestRank(p, sorted.length) - 1] ?? Number.NaN),
    mean: finite.length === 0 ? Number.NaN : sumOf(finite) / finite.length,
    best: known.length === 0 ? Number.NaN : known.reduce((least, value) => Math.min(least, value)),
  };
}

function sumOf(values: ArrayLike<number>): number {
  let sum = 0;
  for (let index = 0; index < values.length; index += 1) sum += values[index] ?? 0;
  return sum;
}
