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
 * Measured worst share of what is allowed, f64 / f32: SGD .465/.987, Adam .101/.715, AdamW .090/.917, Adamax .050/.322,
 * NAdam .098/.566, RAdam .449/.405, Adagrad .024/.192, Adadelta .117/.633, RMSprop .026/.362, Rprop .114/.323,
 * ASGD .140/.399, Lion .030/.143, AdaBelief .091/.235, Yogi .091/.320, SophiaH .025/.167, ScheduleFreeSGD .060/.490,
 * ScheduleFreeAdamW .066/.517, Prodigy .081/.138, Muon .069/.471.
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
