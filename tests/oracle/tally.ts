/** What a comparison with the oracle came to. */
export interface Tally {
  cases: number;
  /** Samples held against the rule. */
  compared: number;
  /** Divergences held against the rule. */
  divergences: number;
  /** Samples skipped: beyond the rule's sensitivity. */
  chaotic: number;
  /** Divergences skipped: of trajectories that were beyond the rule's sensitivity before. */
  chaoticDivergences: number;
  /** Samples skipped: a coordinate was flushed to zero where it became subnormal, and the reference's came back. */
  flushed: number;
  /** Samples skipped: after a divergence, when a trajectory stays where it was. */
  afterDivergence: number;
  /** The largest error as a share of what the rule allows. */
  worst: number;
  failures: string[];
}

export function noTally(): Tally {
  return {
    cases: 0,
    compared: 0,
    divergences: 0,
    chaotic: 0,
    chaoticDivergences: 0,
    flushed: 0,
    afterDivergence: 0,
    worst: 0,
    failures: [],
  };
}

/** Adds up tallies. */
export function sum(tallies: readonly Tally[]): Tally {
  const total = noTally();
  for (const tally of tallies) {
    total.cases += tally.cases;
    total.compared += tally.compared;
    total.divergences += tally.divergences;
    total.chaotic += tally.chaotic;
    total.chaoticDivergences += tally.chaoticDivergences;
    total.flushed += tally.flushed;
    total.afterDivergence += tally.afterDivergence;
    total.worst = Math.max(total.worst, tally.worst);
    total.failures.push(...tally.failures);
  }
  return total;
}

/** What was compared, in one line. */
export function describeCompared({ cases, compared, divergences, worst }: Tally): string {
  return `${cases} cases, ${compared} samples and ${divergences} divergences compared, worst ${worst.toFixed(3)} of what is allowed`;
}

/** A tally as lines of text: what was compared, and what was skipped, with its reason. */
export function describeTally(tally: Tally, skippedCases: Iterable<string>): string {
  const lines = [
    describeCompared(tally),
    `skipped ${tally.chaotic} samples and ${tally.chaoticDivergences} divergences: chaotic, beyond the rule's sensitivity`,
    `skipped ${tally.flushed} samples: a subnormal coordinate was flushed to zero`,
    `skipped ${tally.afterDivergence} samples: after a divergence`,
  ];
  const reasons = new Map<string, number>();
  for (const reason of skippedCases) reasons.set(reason, (reasons.get(reason) ?? 0) + 1);
  for (const [reason, count] of reasons) lines.push(`skipped ${count} cases: ${reason}`);
  if (reasons.size === 0) lines.push("skipped 0 cases");
  return lines.join("\n");
}
