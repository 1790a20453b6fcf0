import { encode } from "fast-png";

/**
 * A picture as a PNG file of eight bits a channel; colours are sRGB.
 * @param pixels RGBA, row by row from the top.
 */
export function encodePng(pixels: Uint8ClampedArray, width: number, height: number): Uint8Array {
  const data = new Uint8Array(pixels.buffer, pixels.byteOffset, pixels.byteLength);
  return encode({ width, height, data, channels: 4, depth: 8 });
}
