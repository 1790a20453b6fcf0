/** Pixels: rows from the top, RGBA, straight alpha. */
export type Pixels = Uint8Array<ArrayBuffer> | Uint8ClampedArray<ArrayBuffer>;

/**
 * Takes the ground away from a picture that was drawn twice, over black and over white. What light adds and what ink
 * takes away depends on the ground in ways that one alpha cannot tell: over the ground that is asked for, pictures put
 * together from the result are right within rounding; over others as nearly as one alpha can have it.
 */
export function matte(overBlack: Pixels, overWhite: Pixels, exactOver: "black" | "white"): Uint8Array<ArrayBuffer> {
  const pixels = new Uint8Array(overBlack.length);
  for (let at = 0; at < pixels.length; at += 4) {
    const [r, g, b] = [overBlack[at] ?? 0, overBlack[at + 1] ?? 0, overBlack[at + 2] ?? 0];
    const [R, G, B] = [overWhite[at] ?? 0, overWhite[at + 1] ?? 0, overWhite[at + 2] ?? 0];
    const nearest = Math.round(255 - (R + G + B - r - g - b) / 3);
    // A colour lies between 0 and 255: less alpha than this could not hold it.
    const least = exactOver === "black" ? Math.max(r, g, b) : 255 - Math.min(R, G, B);
    const alpha = Math.min(Math.max(nearest, least), 255);
    if (alpha === 0) continue;
    const [red, green, blue] =
      exactOver === "black" ? [r, g, b] : [R - (255 - alpha), G - (255 - alpha), B - (255 - alpha)];
    pixels[at] = Math.round((255 * red) / alpha);
    pixels[at + 1] = Math.round((255 * green) / alpha);
    pixels[at + 2] = Math.round((255 * blue) / alpha);
    pixels[at + 3] = alpha;
  }
  return pixels;
}

/** Puts one picture over another. */
export function laidOver(below: Pixels, above: Pixels): Uint8Array<ArrayBuffer> {
  return combined(below, above, (alpha) => 1 - alpha, 1);
}

/** Mixes two pictures. @param share of the second */
export function mixed(first: Pixels, second: Pixels, share: number): Uint8Array<ArrayBuffer> {
  return combined(first, second, () => 1 - share, share);
}

/** Adds up what two pictures contribute. @param ofBelow the first one's weight, by the alpha of the second there */
function combined(
  below: Pixels,
  above: Pixels,
  ofBelow: (alpha: number) => number,
  ofAbove: number,
): Uint8Array<ArrayBuffer> {
  const pixels = new Uint8Array(below.length);
  for (let at = 0; at < pixels.length; at += 4) {
    const top = (above[at + 3] ?? 0) / 255;
    const ink = top * ofAbove;
    const rest = ((below[at + 3] ?? 0) / 255) * ofBelow(top);
    const alpha = ink + rest;
    if (alpha === 0) continue;
    for (let channel = at; channel < at + 3; channel++) {
      pixels[channel] = Math.round((ink * (above[channel] ?? 0) + rest * (below[channel] ?? 0)) / alpha);
    }
    pixels[at + 3] = Math.round(255 * alpha);
  }
  return pixels;
}
