import { afterAll, describe, expect, test } from "vitest";
import { simulateReference } from "../../src/reference/simulate.ts";
import { groupsOf, oracleCases, oracleOptimizers, sampleCount, skippedCases } from "../oracle/cases.ts";
import { compareGroup, F32_RULE, F64_RULE, type Rule } from "../oracle/compare.ts";
import { describeCompared, describeTally, sum, type Tally } from "../oracle/tally.ts";

const STEPS = 200;

function compareAll(optimizer: string, rule: Rule): Tally {
  return sum(
    groupsOf(optimizer, STEPS).map((group) => {
      const result = simulateReference(group.experiment, { precision: rule.precision, every: 1, state: true });
      return compareGroup(group, result, rule);
    }),
  );
}

/*
 * Measured worst share of the tolerance, f64 / f32, over 200 steps:
 */
describe.each([F64_RULE, F32_RULE])("by the oracle's $precision rule", (rule) => {
  const tallies: Tally[] = [];

  test.each(oracleOptimizers)("200 steps of the reference repeat %s", (name) => {
    const tally = compareAll(name, rule);
    tallies.push(tally);
    console.info(`${name} ${rule.precision}: ${describeCompared(tally)}`);
    expect(tally.failures).toEqual([]);
    expect(tally.cases).toBe(
      oracleCases.filter((known) => known.optimizer === name && !skippedCases.has(known)).length,
    );
    expect(tally.compared + tally.chaotic + tally.afterDivergence).toBe(sampleCount(name));
    // More than half of the samples of every optimizer, so that "chaotic" is no way out.
    expect(tally.compared).toBeGreaterThan(sampleCount(name) / 2);
  });

  afterAll(() => console.info(`all, ${rule.precision}: ${describeTally(sum(tallies), skippedCases.values())}`));
});
