import { colorTable, GROUND, SHADES, shadesOf, TABLE_SIZE } from "./color-maps.ts";
import type { Ground, MapCategory, MapDefinition, ValueScale } from "./map.ts";
import type { MapPicture } from "./map-picture.ts";
import { shadingOf } from "./shading-of.ts";
import { placesOf } from "./value-places.ts";
import type { ValueRange } from "./value-range.ts";

/** RGBA, four bytes a pixel, as canvases take it. */
export type Pixels = Uint8ClampedArray<ArrayBuffer>;

export interface PaintOptions {
  readonly range: ValueRange;
  readonly theme: Ground;
}

/** Which cells are known: those whose column and row are multiples of the stride. */
interface Lattice {
  readonly width: number;
  readonly height: number;
  readonly stride: number;
}

const bytes = new Uint8Array(4);
const word = new Uint32Array(bytes.buffer);

/** A colour as one number that lies in memory as red, green, blue and full alpha. */
function packed(hex: string): number {
  const value = Number.parseInt(hex.slice(1), 16);
  bytes.set([value >> 16, (value >> 8) & 0xff, value & 0xff, 0xff]);
  return word[0] ?? 0;
}

const packedTables = new WeakMap<readonly string[], Uint32Array>();

function packedTable(colors: readonly string[]): Uint32Array {
  const table = packedTables.get(colors) ?? Uint32Array.from(colors, packed);
  packedTables.set(colors, table);
  return table;
}

/** The colours of a category, {@link SHADES} of them. */
function colorsOf({ color, isShaded }: MapCategory, ground: Ground): readonly string[] {
  const hex = color[ground];
  return isShaded === true ? shadesOf(hex, ground) : Array.from({ length: SHADES }, () => hex);
}

/** The top row has the largest y; a cell that is not known yet looks like the known one beside it. */
function arrange(colors: Uint32Array, { width, height, stride }: Lattice, out: Pixels): void {
  if (out.length !== 4 * width * height) throw new Error(`${width} × ${height} pixels are not ${out.length} bytes.`);
  const pixels = new Uint32Array(out.buffer, out.byteOffset, width * height);
  for (let row = 0; row < height; row++) {
    const from = row * width;
    const to = (height - 1 - row) * width;
    if (row % stride > 0) {
      pixels.copyWithin(to, to + width, to + 2 * width);
    } else if (stride === 1) {
      pixels.set(colors.subarray(from, from + width), to);
    } else {
      for (let column = 0; column < width; column += stride) {
        pixels.fill(colors[from + column] ?? 0, to + column, to + Math.min(width, column + stride));
      }
    }
  }
}

/** The colours of cells by their places on the scale; the ground's where they have none. */
function colorsByPlace(scale: ValueScale, theme: Ground, places: Float32Array): Uint32Array {
  const table = packedTable(colorTable(scale, theme));
  const ground = packed(GROUND[theme]);
  const colors = new Uint32Array(places.length);
  for (let cell = 0; cell < colors.length; cell++) {
    const place = places[cell] ?? Number.NaN;
    colors[cell] = place >= 0 ? (table[(place * (TABLE_SIZE - 1) + 0.5) | 0] ?? ground) : ground;
  }
  return colors;
}

/**
 * Paints a map as RGBA, row by row from the largest y: the image that people see and that a PNG holds.
 * @param out 4 · width · height bytes on a multiple of four; new ones when absent.
 */
export function paintMap(
  definition: MapDefinition,
  picture: MapPicture,
  { range, theme }: PaintOptions,
  out: Pixels = new Uint8ClampedArray(4 * picture.choice.width * picture.choice.height),
): Pixels {
  const { scale } = definition;
  const { categories, numbers, marks } = shadingOf(definition, picture);
  const places = placesOf(scale, range, numbers);
  const colors = colorsByPlace(scale, theme, places);
  const shades = Uint32Array.from(
    categories.flatMap((each) => colorsOf(each, theme)),
    packed,
  );
  for (let cell = 0; marks !== undefined && cell < colors.length; cell++) {
    const found = marks[cell] ?? -1;
    if (found < 0) continue;
    const place = places[cell] ?? 0;
    // What has no number is as bright as it can be.
    const shade = place > 0 ? (place * (SHADES - 1) + 0.5) | 0 : 0;
    colors[cell] = shades[found * SHADES + shade] ?? 0;
  }
  const { width, height } = picture.choice;
  arrange(colors, { width, height, stride: picture.stride }, out);
  return out;
}

/**
 * Paints numbers of cells that are no map of their own, such as the difference between measured and predicted rates.
 * @param numbers of every cell, row by row from the smallest y; NaN shows the ground.
 */
export function paintNumbers(
  numbers: ArrayLike<number>,
  lattice: Lattice,
  scale: ValueScale,
  { range, theme }: PaintOptions,
  out: Pixels = new Uint8ClampedArray(4 * lattice.width * lattice.height),
): Pixels {
  arrange(colorsByPlace(scale, theme, placesOf(scale, range, numbers)), lattice, out);
  return out;
}
