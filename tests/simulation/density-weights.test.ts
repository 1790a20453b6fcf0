import { describe, expect, it } from "vitest";
import { fillWeights, MOST_POINTS, POINTS_PER_SLOT, weightUnits } from "../../src/simulation/density-weights.ts";

describe("the weights of a streak", () => {
  it("add up to the units exactly, fall off with age, and end at the reach", () => {
    for (const units of [1, 8, 2048, 4096]) {
      for (const reach of [0.1, 1, 2.5, 8, 100]) {
        const weights = new Uint32Array(MOST_POINTS).fill(99);
        const points = fillWeights(reach, units, weights);
        expect(
          weights.reduce((sum, weight) => sum + weight, 0),
          `${units} units, reach ${reach}`,
        ).toBe(units);
        expect(points).toBe(Math.min(Math.max(Math.ceil(reach * POINTS_PER_SLOT), 1), MOST_POINTS));
        expect([...weights.subarray(points)].every((weight) => weight === 0)).toBe(true);
        if (units < 2048) continue;
        // Rounding may lift a weight above its elder by one unit.
        for (let i = 1; i < points; i++) expect(weights[i]).toBeLessThanOrEqual((weights[i - 1] ?? 0) + 1);
      }
    }
  });

  it("leave room for all trajectories in one cell", () => {
    for (const total of [0, 1, 1000, 131_072, 1_048_576, 2 ** 28]) {
      const units = weightUnits(total);
      expect(units * total).toBeLessThan(2 ** 32);
      expect(Math.log2(units) % 1).toBe(0);
      expect(units).toBeGreaterThanOrEqual(8);
    }
  });
});
