import { readField } from "../gpu/struct-layout.ts";
import { type Distribution, type EnsembleStatistics, QUANTILES } from "../reference/statistics.ts";
import { HUGE_LOSS, MOST_MINIMA, ROW, TALLY } from "./statistics-layout.ts";

/** What a row does not hold itself. */
export interface RowContext {
  readonly step: number;
  readonly trajectories: number;
  /** How many minima were listed. */
  readonly minima: number;
}

const BIN_SHIFT = 17;
/** Order-preserving bits of zero, of the infinities, and of what is missing. */
const ZERO_KEY = 0x8000_0000;
const INFINITY_KEY = 0xff80_0000;
const MINUS_INFINITY_KEY = 0x007f_ffff;
const NO_KEY = 0xffff_ffff;

const bits = new DataView(new ArrayBuffer(4));

/** The number of order-preserving bits. */
export function valueOfKey(key: number): number {
  bits.setUint32(0, key >= ZERO_KEY ? key - ZERO_KEY : ~key >>> 0);
  return bits.getFloat32(0);
}

/**
 * The number that stands for a bin: the middle of it, at most 1 : 128 from any number in it (.34 % of a decade); 0 for
 * the bins at zero, whose numbers are below 1.9e-40, and ±∞ for those that hold no finite number.
 */
export function valueOfBin(bin: number): number {
  const lowest = bin * 2 ** BIN_SHIFT;
  if (lowest >= INFINITY_KEY) return Number.POSITIVE_INFINITY;
  if (lowest <= MINUS_INFINITY_KEY) return Number.NEGATIVE_INFINITY;
  if (lowest === ZERO_KEY || lowest === ZERO_KEY - 2 ** BIN_SHIFT) return 0;
  return valueOfKey(lowest + 2 ** (BIN_SHIFT - 1));
}

/** Reads the row of the table that begins at byte `base`. */
export function readRow(view: DataView, base: number, context: RowContext): EnsembleStatistics {
  const { step, trajectories: total, minima } = context;
  const all = (name: string): readonly number[] => readField(view, base, TALLY, name);
  const one = (name: string): number => all(name)[0] ?? 0;
  const evaluations = (name: string): number => {
    const [low = 0, high = 0] = all(name);
    return (high * 2 ** 32 + low) / total;
  };
  const diverged = one("diverged");
  const loss = {
    quantiles: quantilesAt(view, base + ROW.lossBins),
    mean: meanOf(one("lossSum") + HUGE_LOSS * one("hugeLossSum"), one("finiteLosses")),
    best: bestOf(one("leastLoss")),
  };
  const distance: Distribution | undefined =
    minima === 0
      ? undefined
      : {
          quantiles: quantilesAt(view, base + ROW.distanceBins),
          mean: meanOf(one("distanceSum"), total - diverged),
          best: bestOf(one("leastDistance")),
        };
  return {
    step,
    total,
    running: one("running"),
    converged: one("converged"),
    stationary: one("stationary"),
    diverged,
    arrived: one("arrived"),
    basins: Array.from({ length: Math.min(minima, MOST_MINIMA) }, (_, index) =>
      view.getUint32(base + ROW.basins + 4 * index, true),
    ),
    newlyArrived: one("newlyArrived"),
    loss,
    distance,
    evaluations: {
      loss: evaluations("lossEvaluations"),
      gradient: evaluations("gradientEvaluations"),
      hessian: evaluations("hessianEvaluations"),
    },
    fingerprint: one("fingerprint"),
  };
}

function quantilesAt(view: DataView, base: number): readonly number[] {
  return QUANTILES.map((_, index) => valueOfBin(view.getUint32(base + 4 * index, true)));
}

function meanOf(sum: number, count: number): number {
  return count === 0 ? Number.NaN : sum / count;
}

function bestOf(key: number): number {
  return key === NO_KEY ? Number.NaN : valueOfKey(key);
}
