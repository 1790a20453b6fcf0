import type { Ensemble } from "../../src/experiment/experiment.ts";
import type { SimulationResult, TrajectoryResult } from "../../src/reference/result.ts";
import type { Group } from "./cases.ts";
import type { OracleCase } from "./oracle-case.ts";
import { type Series, seriesOf } from "./series.ts";
import { noTally, sum, type Tally } from "./tally.ts";

/** The oracle's rule for one precision (README.md beside this file). */
export interface Rule {
  readonly precision: "f64" | "f32";
  /** Samples above this sensitivity are chaotic: skipped. */
  readonly highest: number;
  readonly tolerance: (sensitivity: number) => number;
  readonly divergence: number;
  /** Numbers nearer to zero than this may be taken for 0. */
  readonly flushesBelow?: number;
}

export const F64_RULE: Rule = {
  precision: "f64",
  highest: 6,
  tolerance: (sensitivity) => 100 * 2.2e-16 * 10 ** sensitivity,
  divergence: 1e150,
};

export const F32_RULE: Rule = {
  precision: "f32",
  highest: 3,
  tolerance: (sensitivity) => 10 * 1e-7 * 10 ** sensitivity,
  divergence: 1e15,
};

/** WGSL lets a GPU flush subnormal numbers to zero. */
export const GPU_RULE: Rule = { ...F32_RULE, flushesBelow: 2 ** -126 };

/** Compares what an experiment gave with every case that it repeats, at every listed step that the oracle lists too. */
export function compareGroup({ experiment, members }: Group, result: SimulationResult, rule: Rule): Tally {
  return sum(
    members.map(({ oracleCase, ensemble, trajectory }) => {
      const declared = experiment.ensembles[ensemble];
      const seen = result.ensembles[ensemble]?.trajectories[trajectory];
      if (declared === undefined || seen === undefined) throw new Error(`${oracleCase.id} gave no trajectory`);
      return compareCase(oracleCase, declared, seen, rule);
    }),
  );
}

function compareCase(oracleCase: OracleCase, ensemble: Ensemble, result: TrajectoryResult, rule: Rule): Tally {
  const tally = { ...noTally(), cases: 1 };
  const firstOutside = oracleCase.points.findIndex((point) => !(size(point) < rule.divergence));
  const inside = firstOutside < 0 ? oracleCase.steps.length : firstOutside;
  for (const series of seriesOf(oracleCase, ensemble, result, rule.precision)) {
    for (const [sample, step] of oracleCase.steps.entries()) {
      const index = result.steps.indexOf(step);
      if (index < 0 || series.points[sample] === undefined) continue;
      if (sample < inside) compareSample(oracleCase, series, sample, index, rule, tally);
      else tally.afterDivergence += 1;
    }
  }
  if (firstOutside >= 0) checkDivergence(oracleCase, result, firstOutside, rule, tally);
  return tally;
}

function compareSample(
  { id, steps }: OracleCase,
  series: Series,
  sample: number,
  index: number,
  rule: Rule,
  tally: Tally,
): void {
  const reference = series.points[sample];
  const sensitivity = series.sensitivities[sample] ?? Number.POSITIVE_INFINITY;
  if (reference === undefined) return;
  if (sensitivity > rule.highest) {
    tally.chaotic += 1;
    return;
  }
  const expected: Pair = [Number(reference[0]), Number(reference[1])];
  const seen = series.seen(index);
  const allowed = rule.tolerance(sensitivity) * Math.max(1, size(reference));
  const shares = [Math.abs(seen[0] - expected[0]) / allowed, Math.abs(seen[1] - expected[1]) / allowed];
  const isFlushed = (axis: 0 | 1) => seen[axis] === 0 && wasNear(series, sample, axis, rule.flushesBelow ?? 0);
  const excess = ([0, 1] as const).filter((axis) => !((shares[axis] ?? Number.NaN) <= 1));
  if (excess.length > 0 && excess.every(isFlushed)) {
    tally.flushed += 1;
    return;
  }
  tally.compared += 1;
  const share = Math.max(...shares.map((value) => (Number.isNaN(value) ? Number.POSITIVE_INFINITY : value)));
  tally.worst = Math.max(tally.worst, share);
  if (excess.length === 0) return;
  tally.failures.push(
    `${id} ${series.name} at step ${steps[sample]}: expected (${expected}), saw (${seen}), ${share.toFixed(2)} of what is allowed`,
  );
}

/** Whether a coordinate of the reference was so near to zero, but not zero, at a sample before. */
function wasNear({ points }: Series, sample: number, axis: 0 | 1, limit: number): boolean {
  return points.slice(0, sample).some((point) => {
    const size = Math.abs(Number(point?.[axis]));
    return size > 0 && size < limit;
  });
}

/** Where the oracle leaves, the run must have left between the samples around it; unless it was chaotic before. */
function checkDivergence(
  oracleCase: OracleCase,
  { status, divergedAt, steps }: TrajectoryResult,
  firstOutside: number,
  rule: Rule,
  tally: Tally,
): void {
  const after = oracleCase.steps[firstOutside - 1] ?? 0;
  const atMost = oracleCase.steps[firstOutside] ?? 0;
  if (!steps.includes(atMost)) return;
  const sensitivities = rule.precision === "f64" ? oracleCase.sens : oracleCase.sens32;
  if ((sensitivities[firstOutside - 1] ?? 0) > rule.highest) {
    tally.chaoticDivergences += 1;
    return;
  }
  tally.divergences += 1;
  if (status === "diverged" && divergedAt !== null && divergedAt > after && divergedAt <= atMost) return;
  tally.failures.push(
    `${oracleCase.id}: expected to diverge in steps ${after + 1} to ${atMost}, saw ${status} at ${divergedAt}`,
  );
}

type Pair = readonly [number, number];

function size([x, y]: readonly [number | string, number | string]): number {
  return Math.max(Math.abs(Number(x)), Math.abs(Number(y)));
}
