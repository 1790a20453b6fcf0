import { encode } from "fast-png";

/** Tells that the colours are sRGB, to be shown perceptually: a chunk of one byte, 0, with its checksum. */
const SRGB_CHUNK = [0, 0, 0, 1, 0x73, 0x52, 0x47, 0x42, 0, 0xae, 0xce, 0x1c, 0xe9];
/** Signature and header: where the chunk goes. */
const HEADER_BYTES = 8 + 25;

/**
 * A picture as a PNG file, eight bits a channel, sRGB; without an alpha channel where nothing is transparent. The same
 * picture gives the same bytes.
 * @param rgba rows from the top, straight alpha.
 */
export function encodeStill(rgba: Uint8Array, width: number, height: number): Uint8Array<ArrayBuffer> {
  const opaque = isOpaque(rgba);
  const data = opaque ? withoutAlpha(rgba) : rgba;
  const png = encode({ width, height, data, channels: opaque ? 3 : 4, depth: 8 });
  const file = new Uint8Array(png.length + SRGB_CHUNK.length);
  file.set(png.subarray(0, HEADER_BYTES));
  file.set(SRGB_CHUNK, HEADER_BYTES);
  file.set(png.subarray(HEADER_BYTES), HEADER_BYTES + SRGB_CHUNK.length);
  return file;
}

function isOpaque(rgba: Uint8Array): boolean {
  for (let at = 3; at < rgba.length; at += 4) if (rgba[at] !== 255) return false;
  return true;
}

function withoutAlpha(rgba: Uint8Array): Uint8Array {
  const rgb = new Uint8Array((rgba.length / 4) * 3);
  for (let from = 0, to = 0; from < rgba.length; from += 4, to += 3) {
    rgb[to] = rgba[from] ?? 0;
    rgb[to + 1] = rgba[from + 1] ?? 0;
    rgb[to + 2] = rgba[from + 2] ?? 0;
  }
  return rgb;
}
