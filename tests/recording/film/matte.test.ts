import { describe, expect, it } from "vitest";
import { randomBits, unitInterval } from "../../../src/math/random.ts";
import { laidOver, matte, mixed } from "../../../src/recording/film/matte.ts";

const random = (index: number): number => unitInterval(randomBits(5, index, 1, 0)[0]);

/** A pixel of straight alpha over a grey ground, as browsers put it together, 0 … 255. */
const over = (pixel: readonly number[], ground: number): number[] => {
  const alpha = (pixel[3] ?? 0) / 255;
  return pixel.slice(0, 3).map((value) => alpha * value + (1 - alpha) * ground);
};

/** What one ink of colour c and cover k is over black and over white. */
function painted(index: number): { readonly black: number[]; readonly white: number[]; readonly cover: number } {
  const cover = random(4 * index);
  const ink = [1, 2, 3].map((channel) => 255 * random(4 * index + channel));
  return {
    cover,
    black: [...ink.map((value) => Math.round(cover * value)), 255],
    white: [...ink.map((value) => Math.round(cover * value + (1 - cover) * 255)), 255],
  };
}

const COUNT = 400;
const paintings = Array.from({ length: COUNT }, (_, index) => painted(index));
const black = new Uint8Array(paintings.flatMap((painting) => painting.black));
const white = new Uint8Array(paintings.flatMap((painting) => painting.white));
const pixel = (pixels: Uint8Array, index: number): number[] => [...pixels.subarray(4 * index, 4 * index + 4)];

describe("a matte", () => {
  it("is right over the ground that is asked for, within rounding, and near over the other", () => {
    for (const exactOver of ["black", "white"] as const) {
      const cut = matte(black, white, exactOver);
      let [exact, other] = [0, 0];
      for (const [index, painting] of paintings.entries()) {
        const apart = (ground: number, wanted: readonly number[]) =>
          Math.max(...over(pixel(cut, index), ground).map((value, at) => Math.abs(value - (wanted[at] ?? 0))));
        const errors = { black: apart(0, painting.black), white: apart(255, painting.white) };
        exact = Math.max(exact, errors[exactOver]);
        other = Math.max(other, errors[exactOver === "black" ? "white" : "black"]);
      }
      // Measured .4745, which is rounding, and 1.4627: alpha is rounded, too.
      expect(exact).toBeLessThan(0.51);
      expect(other).toBeLessThan(1.6);
    }
  });

  it("leaves nothing of what is ground alone, and all of what covers it", () => {
    const ground = matte(new Uint8Array([0, 0, 0, 255]), new Uint8Array([255, 255, 255, 255]), "black");
    expect([...ground]).toEqual([0, 0, 0, 0]);
    const cover = new Uint8Array([10, 200, 30, 255]);
    expect([...matte(cover, cover, "white")]).toEqual([10, 200, 30, 255]);
  });

  it("has alpha enough for a colour that light adds to any ground", () => {
    // Light of one channel that hides nothing: over white it does not show.
    const cut = matte(new Uint8Array([200, 0, 0, 255]), new Uint8Array([255, 255, 255, 255]), "black");
    expect(over([...cut], 0)).toEqual([200, 0, 0]);
  });
});

describe("pictures with alpha", () => {
  it("lie over each other as canvases put them", () => {
    expect([...laidOver(new Uint8Array([10, 20, 30, 255]), new Uint8Array([200, 100, 0, 0]))]).toEqual([
      10, 20, 30, 255,
    ]);
    expect([...laidOver(new Uint8Array([10, 20, 30, 0]), new Uint8Array([200, 100, 0, 77]))]).toEqual([
      200, 100, 0, 77,
    ]);
    // Half of each where both are half covering: .5 + .5 · .5 of all.
    expect([...laidOver(new Uint8Array([0, 0, 255, 128]), new Uint8Array([255, 0, 0, 128]))]).toEqual([
      170, 0, 85, 192,
    ]);
  });

  it("mix by what they contribute", () => {
    expect([...mixed(new Uint8Array([10, 20, 30, 255]), new Uint8Array([0, 0, 0, 0]), 0.25)]).toEqual([
      10, 20, 30, 191,
    ]);
    expect([...mixed(new Uint8Array([100, 0, 0, 255]), new Uint8Array([0, 100, 0, 255]), 0.5)]).toEqual([
      50, 50, 0, 255,
    ]);
  });
});
