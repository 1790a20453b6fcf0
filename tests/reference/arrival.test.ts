import { expect, it } from "vitest";
import { parseExperiment } from "../../src/experiment/parse-experiment.ts";
import { basinOf, targetsOf } from "../../src/reference/arrival.ts";

const onBooth = (stopping: object) =>
  targetsOf(parseExperiment({ version: 1, surface: { id: "booth" }, ensembles: [{ optimizer: "adam" }], stopping }));

it("a trajectory has arrived within a hundredth of the domain's diagonal, its rim included", () => {
  // Booth's domain is 20 by 20, its minimum (1, 3).
  const targets = onBooth({});
  expect(targets.radius).toBeCloseTo(0.2 * Math.SQRT2, 12);
  expect(basinOf({ x: 1.282, y: 3 }, targets)).toBe(0);
  expect(basinOf({ x: 1.284, y: 3 }, targets)).toBeNull();
  expect(basinOf({ x: 1.5, y: 3 }, onBooth({ radius: 0.5 }))).toBe(0);
});

it("of several minima within reach the nearest counts, and of two as near the first", () => {
  const minima = [
    { x: 0, y: 0 },
    { x: 1, y: 0 },
    { x: 2, y: 0 },
  ];
  const basin = (x: number) => basinOf({ x, y: 0 }, { minima, radius: 5 });
  expect([basin(0.4), basin(0.5), basin(0.6), basin(1.9)]).toEqual([0, 0, 1, 2]);
});
