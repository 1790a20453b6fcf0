import { describe, expect, it } from "vitest";
import { CROSSFADE, crossfadeShares, geometricBlend } from "../../src/view/crossfade.ts";
import { chooseTier, planCrowd, TIERS } from "../../src/view/crowd-plan.ts";
import { QUALITY_LEVELS, type QualityLevel } from "../../src/view/quality.ts";

const level = (index: number): QualityLevel => {
  const found = QUALITY_LEVELS[index];
  if (found === undefined) throw new Error(`expected a level ${index}`);
  return found;
};
const lowest = level(QUALITY_LEVELS.length - 1);

describe("the tier", () => {
  it("goes from ribbons over lines to the drape as the crowd grows", () => {
    const tiers = [1, 512, 16_384, 20_480, 20_481, 131_072, 131_073, 1_048_576].map((n) => chooseTier(n, level(0)));
    expect(tiers).toEqual(["ribbons", "ribbons", "ribbons", "ribbons", "lines", "lines", "drape", "drape"]);
  });

  it("goes over to the drape earlier on a slow machine, and leaves a few in full on any", () => {
    expect([512, 513, 16_384, 20_481, 131_072].map((n) => chooseTier(n, lowest))).toEqual([
      "ribbons",
      "lines",
      "lines",
      "drape",
      "drape",
    ]);
  });

  it("never goes back to trails as the crowd grows or the level falls", () => {
    const rank = (total: number, index: number): number => TIERS.indexOf(chooseTier(total, level(index)));
    for (let index = 0; index < QUALITY_LEVELS.length; index++) {
      for (let total = 513; total < 2_000_000; total = Math.ceil(total * 1.3)) {
        expect(rank(Math.ceil(total * 1.3), index), `after ${total}`).toBeGreaterThanOrEqual(rank(total, index));
        if (index > 0)
          expect(rank(total, index), `${total} at ${index}`).toBeGreaterThanOrEqual(rank(total, index - 1));
      }
    }
  });

  it("is the one that is asked for, whatever the count", () => {
    for (const tier of TIERS) {
      for (const total of [1, 4096, 1_048_576]) expect(planCrowd(total, level(0), 0, tier).tier).toBe(tier);
    }
  });
});

describe("the plan", () => {
  it("draws no more trails and heads than its level allows, and has numbers that can be drawn", () => {
    for (const each of QUALITY_LEVELS) {
      for (const total of [0, 1, 512, 16_384, 131_072, 1_048_576]) {
        const plan = planCrowd(total, each, 0);
        if (total > 512) expect(Math.floor(total / plan.thinning)).toBeLessThanOrEqual(each.trails);
        if (plan.tier === "drape") expect(Math.floor(total / plan.headThinning)).toBeLessThanOrEqual(each.heads);
        else expect(plan.headThinning, `heads thinned below the drape, ${total} in all`).toBe(1);
        expect(plan.side > 0).toBe(plan.tier === "drape");
        expect(plan.reach > 0, `reach ${plan.reach} of ${total} at ${each.label}`).toBe(plan.tier === "drape");
        for (const value of [plan.light, plan.headLight, plan.width, plan.headRadius, plan.span]) {
          expect(value, `of ${total} at ${each.label}`).toBeGreaterThan(0);
          expect(Number.isFinite(value)).toBe(true);
        }
      }
    }
  });
});

describe("a crossfade", () => {
  it("keeps the total of light, and begins and ends where the two ways of drawing are", () => {
    expect(crossfadeShares(0)).toEqual({ before: 1, after: 0 });
    expect(crossfadeShares(1)).toEqual({ before: 0, after: 1 });
    for (let t = -0.5; t <= 1.5; t += 0.01) {
      const { before, after } = crossfadeShares(t);
      // One rounding each: 1 − a + a is 1 or the double beside it.
      expect(Math.abs(before + after - 1)).toBeLessThanOrEqual(2 ** -53);
      expect(Math.min(before, after)).toBeGreaterThanOrEqual(0);
    }
  });

  it("changes little from one frame to the next", () => {
    const frame = 1 / 60 / CROSSFADE;
    let largest = 0;
    for (let t = 0; t < 1; t += frame / 4) {
      largest = Math.max(largest, crossfadeShares(t + frame).after - crossfadeShares(t).after);
    }
    // The steepest share of a smoothstep, 1.5, times the frame's share of the time; measured 0.06246.
    expect(largest).toBeLessThanOrEqual(1.5 * frame);
    expect(largest).toBeGreaterThan(frame);
  });

  it("brings the scale of brightness from one to the other by ratio", () => {
    expect(geometricBlend(50, 800, 0)).toBe(50);
    expect(geometricBlend(50, 800, 0.5)).toBeCloseTo(200, 10);
    expect(geometricBlend(50, 800, 1)).toBe(800);
  });
});
