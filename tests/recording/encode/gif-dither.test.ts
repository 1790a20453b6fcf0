import { describe, expect, it } from "vitest";
import { GifDither } from "../../../src/recording/encode/gif-dither.ts";

const PALETTE = [
  [0, 0, 0],
  [8, 10, 20],
  [16, 20, 40],
  [250, 180, 80],
  [255, 255, 255],
];
const SIDE = 32;

/** An area of one colour. */
function area(color: readonly number[]): Uint8Array {
  return Uint8Array.from({ length: SIDE * SIDE * 4 }, (_, at) => (at % 4 === 3 ? 255 : (color[at % 4] ?? 0)));
}

describe("dithering to a palette", () => {
  it("gives an area between two entries the colour's own mean", () => {
    const dither = new GifDither(PALETTE);
    let worst = 0;
    for (const color of [
      [2, 2, 5],
      [4, 5, 10],
      [10, 12, 25],
      [15, 19, 38],
    ]) {
      const indices = dither.indices(area(color), SIDE);
      for (let channel = 0; channel < 3; channel++) {
        const total = indices.reduce((sum, index) => sum + (PALETTE[index]?.[channel] ?? 0), 0);
        worst = Math.max(worst, Math.abs(total / indices.length - (color[channel] ?? 0)));
      }
    }
    // Measured .5: (2, 2, 5) is that far from the line between its two entries; 64 thresholds add up to 40 / 128 = .3.
    expect(worst).toBeLessThanOrEqual(0.6);
  });

  it("leaves a colour of the palette as it is", () => {
    const dither = new GifDither(PALETTE);
    for (const [entry, color] of PALETTE.entries()) {
      expect(new Set(dither.indices(area(color), SIDE))).toEqual(new Set([entry]));
    }
  });

  it("gives a pixel the same index whatever the others have become, so that what rests does not flicker", () => {
    const dither = new GifDither(PALETTE);
    const before = area([4, 5, 10]);
    const after = before.slice();
    after.set(area([200, 160, 90]).subarray(0, 4 * SIDE * 4), 4 * SIDE * 10);
    const [first, second] = [dither.indices(before, SIDE), dither.indices(after, SIDE)];
    const isAlike = (at: number) => first[at] === second[at];
    const rest = Array.from(first.keys()).filter((at) => at < SIDE * 10 || at >= SIDE * 14);
    expect(rest.filter((at) => !isAlike(at))).toEqual([]);
    expect(Array.from(first.keys()).filter((at) => !isAlike(at))).toHaveLength(SIDE * 4);
  });

  it("remembers colours without mistaking one for another", () => {
    // A hundred thousand colours in one row, and the same in pieces that are too short to crowd what is remembered.
    const [row, piece] = [100_000, 1000];
    const colors = Uint8Array.from(
      { length: 4 * row },
      (_, at) => (Math.floor(at / 4) * 167 * 256 ** (at % 4 === 3 ? 0 : at % 4)) >>> 16,
    );
    const together = new GifDither(PALETTE).indices(colors, row);
    for (let from = 0; from < row; from += piece) {
      const apart = new GifDither(PALETTE).indices(colors.subarray(4 * from, 4 * (from + piece)), piece);
      expect(together.subarray(from, from + piece), `from ${from} on`).toEqual(apart);
    }
  });
});
