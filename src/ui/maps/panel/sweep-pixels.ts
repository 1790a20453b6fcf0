/** What the worst setting is still painted with, so that it differs from one that diverged. */
const FAINTEST = 0.08;

/**
 * A sweep as the pixels of a picture, the top row that of the largest second value: the better a setting, the stronger
 * the colour; nothing at all where it diverged.
 * @param shades row by row from the smallest second value, 0 … 1 or NaN.
 * @param color #rrggbb
 */
export function sweepPixels(shades: Float32Array, width: number, color: string): Uint8ClampedArray<ArrayBuffer> {
  const pixels = new Uint8ClampedArray(4 * shades.length);
  const height = shades.length / width;
  const components = [1, 3, 5].map((at) => Number.parseInt(color.slice(at, at + 2), 16));
  for (const [index, shade] of shades.entries()) {
    const row = height - 1 - Math.floor(index / width);
    const at = 4 * (row * width + (index % width));
    pixels.set(components, at);
    pixels[at + 3] = Number.isNaN(shade) ? 0 : 255 * (FAINTEST + (1 - FAINTEST) * shade);
  }
  return pixels;
}
