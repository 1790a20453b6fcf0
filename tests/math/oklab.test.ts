import { describe, expect, it } from "vitest";
import { fromOklab, linearFromHex, oklabRamp, toOklab } from "../../src/math/oklab.ts";

describe("colours", () => {
  it("go to OKLab and back", () => {
    for (const hex of ["#070a12", "#f2b134", "#4cc9f0", "#ffffff"]) {
      const color = linearFromHex(hex);
      const back = fromOklab(toOklab(color));
      // Measured 3e-7: the published matrices have ten digits and are not exact inverses.
      for (let i = 0; i < 3; i++) expect(Math.abs((back[i] ?? NaN) - (color[i] ?? NaN))).toBeLessThan(2e-6);
    }
  });

  it("know white and mid-grey", () => {
    expect(toOklab(linearFromHex("#ffffff"))[0]).toBeCloseTo(1, 6);
    expect(linearFromHex("#808080")[0]).toBeCloseTo(0.21586, 5);
  });

  it("make a ramp that begins and ends at its colours", () => {
    const ramp = oklabRamp(["#0b1224", "#20375e", "#5b5787"], 9);
    expect(ramp).toHaveLength(9);
    expect(ramp[0]?.[2]).toBeCloseTo(linearFromHex("#0b1224")[2], 5);
    expect(ramp[4]?.[2]).toBeCloseTo(linearFromHex("#20375e")[2], 5);
    expect(ramp[8]?.[2]).toBeCloseTo(linearFromHex("#5b5787")[2], 5);
  });

  it("refuse what is not #rrggbb", () => {
    expect(() => linearFromHex("red")).toThrow(/#rrggbb/);
  });
});
