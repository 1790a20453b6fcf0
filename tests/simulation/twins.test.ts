import { describe, expect, test } from "vitest";
import { parseExperiment } from "../../src/experiment/parse-experiment.ts";
import { findOptimizer, optimizers } from "../../src/optimizers/index.ts";
import { simulateReference } from "../../src/reference/simulate.ts";
import { SIZE_SLOTS, stateApart } from "../../src/simulation/cells/twins.ts";
import { stateLayout } from "../../src/simulation/layouts.ts";

function layoutOf(id: string) {
  const optimizer = findOptimizer(id);
  if (optimizer === undefined) throw new Error(`There is no ${id}.`);
  return stateLayout(optimizer);
}

/** Vector slots of an optimizer's state that were above zero on its way, and of which no coordinate was ever below. */
function neverNegative(id: string): string[] {
  const surfaces = ["himmelblau", "linear-system"];
  const positive = new Set<string>();
  const negative = new Set<string>();
  for (const surface of surfaces) {
    const needsSystem = (findOptimizer(id)?.requires ?? []).includes("linear-system");
    if (needsSystem && surface !== "linear-system") continue;
    const experiment = parseExperiment({
      version: 1,
      surface: { id: surface },
      starts: { kind: "grid", columns: 4, rows: 4 },
      ensembles: [{ optimizer: id }],
      steps: 40,
    });
    const { ensembles } = simulateReference(experiment, { precision: "f64", every: 1, state: true });
    for (const { state = {} } of ensembles[0]?.trajectories ?? []) {
      for (const [slot, values] of Object.entries(state)) {
        if (findOptimizer(id)?.state[slot] !== "vector") continue;
        if (values.flat().some((coordinate) => coordinate > 0)) positive.add(slot);
        if (values.flat().some((coordinate) => coordinate < 0)) negative.add(slot);
      }
    }
  }
  return [...positive].filter((slot) => !negative.has(slot));
}

describe("what sets a twin apart", () => {
  // A square below zero would make the twin's step meaningless: a new optimizer's must be listed.
  test.each(optimizers.map(({ id }) => id))("the sizes that %s remembers are listed as such", (id) => {
    const sizes = Object.keys(findOptimizer(id)?.state ?? {}).filter((slot) => SIZE_SLOTS.has(slot));
    expect(new Set([...neverNegative(id), ...sizes])).toEqual(new Set(sizes));
  });

  test("is scaled slot by slot, sizes and plain numbers only down", () => {
    expect(stateApart(layoutOf("adam")).split("\n").slice(2, 7)).toEqual([
      "  state.firstMoment = one.firstMoment + scale * (other.firstMoment - one.firstMoment);",
      "  state.secondMoment = one.secondMoment + min(scale, 1.0f) * (other.secondMoment - one.secondMoment);",
      "  state.maximumSecondMoment = one.maximumSecondMoment + min(scale, 1.0f) * (other.maximumSecondMoment - one.maximumSecondMoment);",
      "  state.correction1 = one.correction1 + min(scale, 1.0f) * (other.correction1 - one.correction1);",
      "  state.correction2 = one.correction2 + min(scale, 1.0f) * (other.correction2 - one.correction2);",
    ]);
  });
});
