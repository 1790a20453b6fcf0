import { decode } from "fast-png";
import { describe, expect, it } from "vitest";
import { DIVERGED, minimumColor, SADDLE } from "../../src/maps/category-colors.ts";
import { colorTable, GROUND, SHADES, shadesOf, TABLE_SIZE } from "../../src/maps/color-maps.ts";
import { findMap } from "../../src/maps/index.ts";
import type { Ground, ValueScale } from "../../src/maps/map.ts";
import type { MapPicture } from "../../src/maps/map-picture.ts";
import { type Pixels, paintMap, paintNumbers } from "../../src/maps/painting.ts";
import { encodePng } from "../../src/maps/png.ts";
import { valueRange } from "../../src/maps/value-range.ts";
import { pictureOf } from "./pictures.ts";

/** The pixels of an image as #rrggbb, row by row from the top; alpha must be full. */
function hexRows(pixels: Uint8ClampedArray, width: number): string[][] {
  const hex = (at: number): string => {
    expect(pixels[at + 3]).toBe(255);
    return `#${[0, 1, 2].map((part) => (pixels[at + part] ?? 0).toString(16).padStart(2, "0")).join("")}`;
  };
  return Array.from({ length: pixels.length / 4 / width }, (_, row) =>
    Array.from({ length: width }, (_, column) => hex(4 * (row * width + column))),
  );
}

function painted(picture: MapPicture, theme: Ground = "night"): string[][] {
  const definition = findMap(picture.choice.kind);
  const range = valueRange(definition, picture);
  return hexRows(paintMap(definition, picture, { range, theme }), picture.choice.width);
}

const sensitivity = colorTable({ kind: "diverging", centre: 0, log: false }, "night");

describe("The image of a map", () => {
  it("has the largest y at the top, and the smallest x at the left", () => {
    const picture = pictureOf("sensitivity", { width: 3, height: 2 }, (column, row) => [row === 0 ? -1 : column / 2]);
    const [top, bottom] = painted(picture);
    expect(bottom).toEqual([sensitivity[0], sensitivity[0], sensitivity[0]]);
    expect(top?.[2]).toBe(sensitivity[TABLE_SIZE - 1]);
    expect(top?.[0]).toBe(sensitivity[TABLE_SIZE / 2]);
  });

  it("shows the ground where nothing is known", () => {
    const picture = pictureOf("sensitivity", { width: 2, height: 2 }, (column) => [column === 0 ? Number.NaN : 1]);
    expect(painted(picture)[0]?.[0]).toBe(GROUND.night);
    expect(painted(picture, "paper")[1]?.[0]).toBe(GROUND.paper);
    expect(painted(picture)[0]?.[1]).not.toBe(GROUND.night);
  });

  it("fills the cells that are not known yet with those that are, while it refines", () => {
    const picture = pictureOf("sensitivity", { width: 5, height: 5, stride: 2 }, (column, row) => [column - row]);
    const rows = painted(picture);
    // Cell (column, row) stands for the block of 2 × 2 above and to the right of it; at the rims less remains.
    for (let row = 0; row < 5; row++) {
      for (let column = 0; column < 5; column++) {
        const [x, y] = [column - (column % 2), row - (row % 2)];
        const place = Math.round(((x - y + 4) / 8) * (TABLE_SIZE - 1));
        expect(rows[4 - row]?.[column], `column ${column}, row ${row}`).toBe(sensitivity[place]);
      }
    }
  });

  it("colours minima by their index, brighter where they are reached sooner, and what is none by itself", () => {
    const cells = [
      [0, 10, 1],
      [0, 1000, 1],
      [1, 10, 1],
      [-1, -1, 2],
      [-2, -1, 4],
    ];
    const [row] = painted(pictureOf("basins", { width: 5, height: 2 }, (column) => cells[column] ?? []));
    expect(row).toEqual([
      shadesOf(minimumColor(0).night, "night")[0],
      shadesOf(minimumColor(0).night, "night")[Math.round(0.8 * (SHADES - 1))],
      shadesOf(minimumColor(1).night, "night")[0],
      SADDLE.night,
      DIVERGED.night,
    ]);
  });

  it("is light at night for what is ink on paper: much, or good where little is good", () => {
    const lossAt = (theme: Ground) =>
      painted(
        pictureOf("loss", { width: 2, height: 2 }, (column) => [0, 1, 1, 0, column === 0 ? 1e-9 : 1]),
        theme,
      )[0];
    const viridis = colorTable({ kind: "sequential", log: true, isReversed: true }, "night");
    expect(lossAt("night")).toEqual([viridis[0], viridis[TABLE_SIZE - 1]]);
    expect(lossAt("paper")).toEqual([viridis[TABLE_SIZE - 1], viridis[0]]);
  });

  it("goes where it is told to", () => {
    const picture = pictureOf("sensitivity", { width: 2, height: 3 }, () => [1]);
    const definition = findMap("sensitivity");
    const options = { range: valueRange(definition, picture), theme: "night" } as const;
    const buffer = new ArrayBuffer(32);
    const out: Pixels = new Uint8ClampedArray(buffer, 8, 24);
    expect(paintMap(definition, picture, options, out)).toBe(out);
    expect([...new Uint8Array(buffer, 0, 8)]).toEqual([0, 0, 0, 0, 0, 0, 0, 0]);
    expect(out[3]).toBe(255);
    expect(() => paintMap(definition, picture, options, new Uint8ClampedArray(20))).toThrow(
      "2 × 3 pixels are not 20 bytes.",
    );
  });
});

describe("Numbers that are no map of their own", () => {
  it("are painted on the scale and in the range that is given", () => {
    const scale: ValueScale = { kind: "diverging", centre: 0, log: false };
    const range = { kind: "interval", from: -2, to: 2 } as const;
    const pixels = paintNumbers([-2, 0, 9, Number.NaN], { width: 2, height: 2, stride: 1 }, scale, {
      range,
      theme: "night",
    });
    expect(hexRows(pixels, 2)).toEqual([
      [sensitivity[TABLE_SIZE - 1], GROUND.night],
      [sensitivity[0], sensitivity[TABLE_SIZE / 2]],
    ]);
  });
});

describe("A PNG file", () => {
  it("holds the image, pixel by pixel", () => {
    const pixels = Uint8ClampedArray.from({ length: 4 * 6 }, (_, index) => (index * 37) % 256);
    const { width, height, depth, channels, data } = decode(encodePng(pixels, 3, 2));
    expect({ width, height, depth, channels }).toEqual({ width: 3, height: 2, depth: 8, channels: 4 });
    expect([...data]).toEqual([...pixels]);
  });
});
