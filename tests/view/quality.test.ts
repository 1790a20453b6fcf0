import { describe, expect, it } from "vitest";
import { QUALITY_LEVELS, QualityController } from "../../src/view/quality.ts";

const last = QUALITY_LEVELS.length - 1;

/** Plays frames on a machine that takes `cost(level)` seconds a frame; returns the levels drawn at. */
function play(controller: QualityController, cost: (level: number) => number, seconds: number): number[] {
  const levels: number[] = [];
  let now = 0;
  while (now < seconds) {
    const took = cost(controller.level);
    now += took;
    levels.push(controller.frame(took));
  }
  return levels;
}

describe("quality", () => {
  it("stays at the full level on a fast machine", () => {
    const levels = play(new QualityController(), () => 1 / 60, 30);
    expect(new Set(levels)).toEqual(new Set([0]));
  });

  it("reaches a level that a slow machine can draw within four seconds", () => {
    const levels = play(new QualityController(), (level) => 1.2 / 2 ** level, 4);
    expect(levels.at(-1)).toBeGreaterThanOrEqual(5);
  });

  it("comes to rest instead of flickering between a level that is too slow and one that is fast", () => {
    const controller = new QualityController();
    const levels = play(controller, (level) => (level < 3 ? 0.04 : 1 / 60), 600);
    const changes = levels.filter((level, index) => index > 0 && level !== levels[index - 1]).length;
    // Patience doubles with each failed trial: 3, 6, 12, … 240 s. Measured 17 changes in ten minutes.
    expect(changes).toBeLessThan(24);
    const lastMinutes = levels.slice(-60 * 60 * 3);
    expect(lastMinutes.filter((level) => level === 3).length / lastMinutes.length).toBeGreaterThan(0.98);
  });

  it("goes back up when the load is gone", () => {
    const controller = new QualityController();
    play(controller, () => 0.08, 5);
    expect(controller.level).toBe(last);
    play(controller, () => 1 / 60, 60);
    expect(controller.level).toBe(0);
  });

  it("takes no notice of a hidden page, of one slow frame, or of nonsense", () => {
    const controller = new QualityController();
    for (const seconds of [120, Number.NaN, 0, -1, Infinity]) controller.frame(seconds);
    for (let i = 0; i < 200; i++) controller.frame(i % 24 === 5 ? 0.3 : 1 / 60);
    expect(controller.level).toBe(0);
  });

  it("draws no more at a lower level than at a higher one", () => {
    for (let i = 1; i < QUALITY_LEVELS.length; i++) {
      const [higher, lower] = [QUALITY_LEVELS[i - 1], QUALITY_LEVELS[i]];
      if (higher === undefined || lower === undefined) throw new Error("unreachable");
      expect(lower.trails).toBeLessThanOrEqual(higher.trails);
      expect(lower.pixelRatio).toBeLessThanOrEqual(higher.pixelRatio);
      expect(lower.join).toBeGreaterThanOrEqual(higher.join);
      for (const field of ["lines", "heads", "side", "deposits"] as const) {
        expect(lower[field], `${field} at ${lower.label}`).toBeLessThanOrEqual(higher[field]);
      }
    }
  });
});
