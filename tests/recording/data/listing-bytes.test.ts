import { describe, expect, it } from "vitest";
import { parseExperiment } from "../../../src/experiment/parse-experiment.ts";
import { findOptimizer } from "../../../src/optimizers/index.ts";
import { listingOf } from "../../../src/recording/data/listing-bytes.ts";

const experiment = parseExperiment({
  version: 1,
  surface: { id: "booth" },
  starts: { kind: "uniform", count: 10 },
  ensembles: [{ optimizer: "momentum" }, { optimizer: "adam" }],
  steps: 100,
});

describe("What listing a run takes", () => {
  it("counts every listed step of every trajectory, the last among them", () => {
    expect(listingOf(experiment, { every: 1, state: false }).listed).toBe(20 * 101);
    expect(listingOf(experiment, { every: 30, state: false }).listed).toBe(20 * 5);
    expect(listingOf(experiment, { every: 1000, state: false }).listed).toBe(20 * 2);
  });

  it("grows with the slots of state that are listed too", () => {
    const bare = listingOf(experiment, { every: 1, state: false }).bytes;
    const slots = experiment.ensembles.map(
      ({ optimizer }) => Object.keys(findOptimizer(optimizer)?.state ?? {}).length,
    );
    expect(slots, "a velocity; two moments, the largest, two corrections").toEqual([1, 5]);
    expect(listingOf(experiment, { every: 1, state: true }).bytes - bare).toBe(10 * 101 * 80 * 6);
  });
});
