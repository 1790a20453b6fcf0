import { decode } from "fast-png";
import { checkSides } from "./check-values.ts";
import type { LandscapeValues } from "./landscape.ts";
import { LandscapeFileError } from "./landscape-file-error.ts";

const SIGNATURE = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];
/** Bytes of the header chunk: its length and name after the signature, then these fields. */
const NAME = 12;
const WIDTH = 16;
const HEIGHT = 20;
const DEPTH = 24;
const COLOR = 25;
const HEADER_END = 33;

const COLOR_TYPES: Readonly<Record<number, string>> = {
  0: "greyscale",
  2: "truecolour",
  3: "indexed colour",
  4: "greyscale with alpha",
  6: "truecolour with alpha",
};

/**
 * Reads a greyscale picture of 8 or 16 bits: black is 0, white is `height`, and the numbers between are taken as they
 * stand, without any gamma. The picture lies as it looks: its top row is that of the largest y.
 *
 * Source: PNG Specification, third edition, W3C 2025, §11.2.1.
 * @throws LandscapeFileError
 */
export function readPng(bytes: Uint8Array, height: number): LandscapeValues {
  const { columns, rows, white } = readPngHeader(bytes);
  const data = pixels(bytes);
  const values = Array.from({ length: columns * rows }, (_, index) => {
    const row = rows - 1 - Math.floor(index / columns);
    return height * ((data[row * columns + (index % columns)] ?? Number.NaN) / white);
  });
  return { columns, rows, values };
}

function readPngHeader(bytes: Uint8Array) {
  const strange = SIGNATURE.findIndex((byte, index) => bytes[index] !== byte);
  if (strange >= 0) {
    const found = bytes[strange]?.toString(16).padStart(2, "0") ?? "the end of the file";
    throw new LandscapeFileError(`byte ${strange}: ${found}; PNG begins with 89 50 4e 47 0d 0a 1a 0a`);
  }
  if (bytes.length < HEADER_END) throw new LandscapeFileError(`byte ${bytes.length}: the file ends before its header`);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const name = String.fromCharCode(...bytes.subarray(NAME, NAME + 4));
  if (name !== "IHDR")
    throw new LandscapeFileError(`byte ${NAME}: chunk ${JSON.stringify(name)}; allowed "IHDR" first`);
  const color = view.getUint8(COLOR);
  if (color !== 0) {
    const kind = COLOR_TYPES[color] ?? "unknown";
    throw new LandscapeFileError(`byte ${COLOR}: colour type ${color} (${kind}); allowed 0 (greyscale)`);
  }
  const depth = view.getUint8(DEPTH);
  if (depth !== 8 && depth !== 16) throw new LandscapeFileError(`byte ${DEPTH}: bit depth ${depth}; allowed 8, 16`);
  const [columns, rows] = [view.getUint32(WIDTH), view.getUint32(HEIGHT)];
  checkSides(columns, rows, `byte ${WIDTH}`);
  return { columns, rows, white: 2 ** depth - 1 };
}

function pixels(bytes: Uint8Array): ArrayLike<number> {
  try {
    return decode(bytes, { checkCrc: true }).data;
  } catch (error) {
    const why = error instanceof Error ? error.message.replace(/[.:]\s*$/, "") : String(error);
    throw new LandscapeFileError(`the picture's data are damaged (${why})`, { cause: error });
  }
}
