import type { Experiment } from "../../src/experiment/experiment.ts";
import type { TrajectoryResult } from "../../src/reference/result.ts";
import { comparablePoint, type OracleCase } from "./cases.ts";

/** The oracle's rule for one precision (README.md beside this file). */
export interface Rule {
  readonly sensitivity: "sens" | "sens32";
  /** Samples above this sensitivity are chaotic: skipped. */
  readonly highest: number;
  readonly tolerance: (sensitivity: number) => number;
  readonly divergence: number;
}

export const F64_RULE: Rule = {
  sensitivity: "sens",
  highest: 6,
  tolerance: (sensitivity) => 100 * 2.2e-16 * 10 ** sensitivity,
  divergence: 1e150,
};

export const F32_RULE: Rule = {
  sensitivity: "sens32",
  highest: 3,
  tolerance: (sensitivity) => 10 * 1e-7 * 10 ** sensitivity,
  divergence: 1e15,
};

export interface Comparison {
  compared: number;
  skipped: number;
  /** The largest error as a share of what the rule allows. */
  worst: number;
  failures: string[];
}

/** Compares one trajectory with its case, at every listed step that the oracle lists too. */
export function compareWithOracle(
  oracleCase: OracleCase,
  experiment: Experiment,
  result: TrajectoryResult,
  rule: Rule,
): Comparison {
  const comparison: Comparison = { compared: 0, skipped: 0, worst: 0, failures: [] };
  let lastInside = 0;
  for (const [sample, step] of oracleCase.steps.entries()) {
    const index = result.steps.indexOf(step);
    if (index < 0) continue;
    const [rx, ry] = (oracleCase.points[sample] ?? []).map(Number);
    if (rx === undefined || ry === undefined) continue;
    const size = Math.max(Math.abs(rx), Math.abs(ry));
    if (!(size < rule.divergence)) {
      checkDivergence(oracleCase, result, lastInside, step, comparison);
      return comparison;
    }
    lastInside = step;
    const sensitivity = oracleCase[rule.sensitivity][sample] ?? Number.POSITIVE_INFINITY;
    if (sensitivity > rule.highest) {
      comparison.skipped += 1;
      continue;
    }
    comparison.compared += 1;
    const [x, y] = comparablePoint(experiment, result, index);
    const error = Math.max(Math.abs(x - rx), Math.abs(y - ry));
    const allowed = rule.tolerance(sensitivity) * Math.max(1, size);
    const share = error / allowed;
    comparison.worst = Math.max(comparison.worst, Number.isNaN(share) ? Number.POSITIVE_INFINITY : share);
    if (!(share <= 1)) {
      comparison.failures.push(
        `${oracleCase.id} step ${step}: expected (${rx}, ${ry}), saw (${x}, ${y}), ${share.toFixed(2)} of what is allowed`,
      );
    }
  }
  return comparison;
}

function checkDivergence(
  oracleCase: OracleCase,
  result: TrajectoryResult,
  after: number,
  atMost: number,
  comparison: Comparison,
): void {
  comparison.compared += 1;
  const { status, divergedAt } = result;
  if (status === "diverged" && divergedAt !== null && divergedAt > after && divergedAt <= atMost) return;
  comparison.failures.push(
    `${oracleCase.id}: expected to diverge in steps ${after + 1} to ${atMost}, saw ${status} at ${divergedAt}`,
  );
}

/** Adds up comparisons. */
export function sum(comparisons: readonly Comparison[]): Comparison {
  return {
    compared: comparisons.reduce((total, { compared }) => total + compared, 0),
    skipped: comparisons.reduce((total, { skipped }) => total + skipped, 0),
    worst: Math.max(0, ...comparisons.map(({ worst }) => worst)),
    failures: comparisons.flatMap(({ failures }) => failures),
  };
}
