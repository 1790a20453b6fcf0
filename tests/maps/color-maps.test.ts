import { describe, expect, it } from "vitest";
import { DIVERGED, minimumColor, SADDLE, UNDER_WAY, UNLISTED } from "../../src/maps/category-colors.ts";
import { colorTable, GROUND, SHADES, shadesOf, TABLE_SIZE } from "../../src/maps/color-maps.ts";
import type { Ground, ValueScale } from "../../src/maps/map.ts";
import { type LinearColor, linearFromHex, toOklab } from "../../src/math/oklab.ts";

const GROUNDS: readonly Ground[] = ["night", "paper"];
const oklab = (hex: string): LinearColor => toOklab(linearFromHex(hex));
const apart = (a: LinearColor, b: LinearColor): number => Math.hypot(a[0] - b[0], a[1] - b[1], a[2] - b[2]);
const amount: ValueScale = { kind: "sequential", log: false, isReversed: false };
const goodness: ValueScale = { ...amount, isReversed: true };
const signed: ValueScale = { kind: "diverging", centre: 0, log: false };
const lightness = (scale: ValueScale, ground: Ground) => colorTable(scale, ground).map((hex) => oklab(hex)[0]);

describe.each(GROUNDS)("Colours on %s", (ground) => {
  it.each([
    ["amounts", amount, ground === "night" ? 1 : -1],
    ["what is good where it is little", goodness, ground === "night" ? -1 : 1],
  ])("change lightness one way for %s", (_name, scale, direction) => {
    const found = lightness(scale, ground);
    expect(found).toHaveLength(TABLE_SIZE);
    // Measured: no step of the 1,024 goes back by more than 0.0011, which is the rounding to 8 bits.
    for (const [index, next] of found.entries()) {
      const before = found[index - 1] ?? next;
      expect(direction * (next - before), `colour ${index}`).toBeGreaterThan(-0.002);
    }
    // Measured: 0.633 at least.
    expect(Math.abs((found.at(-1) ?? 0) - (found[0] ?? 0))).toBeGreaterThan(0.55);
  });

  it("differ everywhere from the ground, which means that nothing is known", () => {
    for (const scale of [amount, goodness]) {
      const nearest = Math.min(...colorTable(scale, ground).map((hex) => apart(oklab(hex), oklab(GROUND[ground]))));
      // Measured: 0.122 at night (the darkest of magma that is used), 0.074 on paper (its lightest).
      expect(nearest).toBeGreaterThan(0.07);
    }
  });

  it("are as light on one side of a diverging scale as on the other", () => {
    const found = lightness(signed, ground);
    for (const [index, value] of found.entries()) {
      // Measured: 0.0029, from rounding to 8 bits.
      expect(Math.abs(value - (found[TABLE_SIZE - 1 - index] ?? 0)), `colour ${index}`).toBeLessThan(0.005);
    }
    const centre = found[TABLE_SIZE / 2] ?? 0;
    expect(Math.sign((found[0] ?? 0) - centre)).toBe(ground === "night" ? 1 : -1);
    const middle = colorTable(signed, ground)[TABLE_SIZE / 2] ?? "";
    // Measured: 0.116 at night, 0.073 on paper.
    expect(apart(oklab(middle), oklab(GROUND[ground]))).toBeGreaterThan(0.07);
  });

  it("are blue above zero on a ranked scale, where that means converged, and on others below it", () => {
    const blueness = (scale: ValueScale, index: number) => -oklab(colorTable(scale, ground).at(index) ?? "")[2];
    expect(blueness({ kind: "ranked" }, -1)).toBeGreaterThan(0.05);
    expect(blueness({ kind: "ranked" }, 0)).toBeLessThan(-0.05);
    expect(blueness(signed, 0)).toBeGreaterThan(0.05);
    expect(blueness(signed, -1)).toBeLessThan(-0.05);
  });

  it("of a category go from its own towards the ground, and keep their hue", () => {
    const shades = shadesOf(minimumColor(0)[ground], ground);
    expect(shades).toHaveLength(SHADES);
    expect(shades[0]).toBe(minimumColor(0)[ground]);
    const [, a, b] = oklab(shades.at(-1) ?? "");
    expect(Math.hypot(a, b)).toBeGreaterThan(0.03);
  });
});

/** What colour-blind eyes see, in linear sRGB: G. M. Machado, M. M. Oliveira and L. A. F. Fernandes 2009, severity 1. */
const EYES: readonly (readonly [name: string, rows: readonly LinearColor[], least: number])[] = [
  [
    "all cones",
    [
      [1, 0, 0],
      [0, 1, 0],
      [0, 0, 1],
    ],
    0.105,
  ],
  [
    "no L cones",
    [
      [0.152286, 1.052583, -0.204868],
      [0.114503, 0.786281, 0.099216],
      [-0.003882, -0.048116, 1.051998],
    ],
    0.08,
  ],
  [
    "no M cones",
    [
      [0.367322, 0.860646, -0.227968],
      [0.280085, 0.672501, 0.047413],
      [-0.01182, 0.04294, 0.968881],
    ],
    0.07,
  ],
  [
    "no S cones",
    [
      [1.255528, -0.076749, -0.178779],
      [-0.078411, 0.930809, 0.147602],
      [0.004733, 0.691367, 0.3039],
    ],
    0.06,
  ],
];

describe.each(GROUNDS)("The twelve colours of minima, and those of what is none, on %s", (ground) => {
  const colors = [
    ...Array.from({ length: 12 }, (_, index) => minimumColor(index)),
    SADDLE,
    UNLISTED,
    UNDER_WAY,
    DIVERGED,
  ].map((color) => linearFromHex(color[ground]));

  // Measured at night: 0.111, 0.090, 0.078, 0.085; on paper: 0.112, 0.085, 0.083, 0.069.
  it.each(EYES)("stay apart for eyes with %s", (_name, rows, least) => {
    const seen = colors.map((color) => {
      const [r, g, b] = rows.map((row) =>
        Math.min(1, Math.max(0, row[0] * color[0] + row[1] * color[1] + row[2] * color[2])),
      );
      return toOklab([r ?? 0, g ?? 0, b ?? 0]);
    });
    const distances = seen.flatMap((color, index) => seen.slice(index + 1).map((other) => apart(color, other)));
    expect(Math.min(...distances)).toBeGreaterThan(least);
  });

  it("come again in another lightness beyond the twelfth, and the twenty-fourth", () => {
    for (let index = 0; index < 12; index++) {
      const [first = 0, second = 0, third = 0] = [0, 12, 24].map(
        (more) => oklab(minimumColor(index + more)[ground])[0],
      );
      // Measured: 0.104 at least.
      const least = Math.min(Math.abs(second - first), Math.abs(third - first), Math.abs(third - second));
      expect(least, `${index}: ${first} ${second} ${third}`).toBeGreaterThan(0.1);
    }
    expect(minimumColor(36)).toEqual(minimumColor(0));
  });
});
