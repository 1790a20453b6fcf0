import { describe, expect, it } from "vitest";
import { Pacer } from "../../src/ui/pacing.ts";

/** Steps made in `seconds` at a frame rate, and the fractions seen. */
function run(rate: number, speed: number, seconds: number, left = Number.POSITIVE_INFINITY) {
  const pacer = new Pacer();
  pacer.reset(0);
  let steps = 0;
  const fractions: number[] = [];
  for (let frame = 0; frame < rate * seconds; frame++) {
    steps += pacer.advance(1 / rate, speed, true, left - steps);
    fractions.push(pacer.fraction);
  }
  return { steps, fractions };
}

describe("pacing", () => {
  it.each([24, 30, 60, 144, 240])("makes the same steps at %d frames a second", (rate) => {
    for (const speed of [2, 60, 1000]) {
      // The last step may still be due by a rounding error.
      expect(Math.abs(run(rate, speed, 2).steps - 2 * speed)).toBeLessThanOrEqual(1);
    }
  });

  it("glides from one step to the next in slow motion", () => {
    const { fractions } = run(60, 6, 1);
    for (const [index, fraction] of fractions.entries()) {
      const before = fractions[index - 1];
      if (before === undefined) continue;
      const moved = fraction > before ? fraction - before : fraction + 1 - before;
      expect(moved, `frame ${index}`).toBeCloseTo(0.1, 6);
    }
  });

  it("slows a machine down that cannot follow, instead of piling steps up", () => {
    const pacer = new Pacer();
    pacer.reset(0);
    expect(pacer.advance(10, 60, true, 1e9)).toBeLessThanOrEqual(4);
  });

  it("never goes beyond the end, and rests there at the newest step", () => {
    const { steps, fractions } = run(60, 60, 3, 100);
    expect(steps).toBe(100);
    expect(fractions.at(-1)).toBe(1);
  });

  it("holds at the first step for as long as it is told to", () => {
    const pacer = new Pacer();
    pacer.reset(0.5);
    let frames = 0;
    while (pacer.advance(1 / 60, 60, true, 10) === 0 && frames < 100) frames++;
    expect(frames).toBeGreaterThanOrEqual(30);
    expect(frames).toBeLessThanOrEqual(33);
  });

  it("closes the glide when the run rests, without a step", () => {
    const pacer = new Pacer();
    pacer.reset(0);
    pacer.advance(1 / 60, 6, true, 10);
    expect(pacer.fraction).toBeLessThan(1);
    for (let frame = 0; frame < 20; frame++) expect(pacer.advance(1 / 60, 6, false, 10)).toBe(0);
    expect(pacer.fraction).toBe(1);
  });
});

describe("a step by hand", () => {
  it("glides from the step before, or is there at once", () => {
    const pacer = new Pacer();
    pacer.stepped(true);
    expect(pacer.fraction).toBe(0);
    pacer.stepped(false);
    expect(pacer.fraction).toBe(1);
  });

  it("glides for no longer than a seventh of a second, however slow the run", () => {
    const pacer = new Pacer();
    pacer.stepped(true);
    // Ten frames of a sixtieth of a second are a sixth.
    for (let frame = 0; frame < 10; frame++) pacer.advance(1 / 60, 0.5, false, 10);
    expect(pacer.fraction).toBe(1);
  });

  it("ends the hold at the first step", () => {
    const pacer = new Pacer();
    pacer.reset(100);
    pacer.stepped(false);
    expect(pacer.advance(1 / 60, 60, true, 10)).toBe(1);
  });

  it("leaves the hold for when the run plays", () => {
    const pacer = new Pacer();
    pacer.reset(0.1);
    for (let frame = 0; frame < 60; frame++) expect(pacer.advance(1 / 60, 60, false, 10)).toBe(0);
    expect(pacer.advance(1 / 60, 60, true, 10)).toBe(0);
  });
});
