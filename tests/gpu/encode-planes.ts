/** BT.709's weights of red and blue; green has the rest. */
const RED = 0.2126;
const BLUE = 0.0722;
const GREEN = 1 - RED - BLUE;

/** I420 of RGBA: BT.709, limited range, chroma the mean of four pixels. Written from the recommendation alone. */
export function planesOf(rgba: Uint8Array, width: number, height: number): Uint8Array<ArrayBuffer> {
  const pixels = width * height;
  const planes = new Uint8Array((pixels * 3) / 2);
  const across = width / 2;
  for (let y = 0; y < height; y += 2) {
    for (let x = 0; x < width; x += 2) {
      let [blueness, redness] = [0, 0];
      for (const at of [y * width + x, y * width + x + 1, (y + 1) * width + x, (y + 1) * width + x + 1]) {
        const red = (rgba[4 * at] ?? 0) / 255;
        const green = (rgba[4 * at + 1] ?? 0) / 255;
        const blue = (rgba[4 * at + 2] ?? 0) / 255;
        const luma = RED * red + GREEN * green + BLUE * blue;
        planes[at] = Math.round(16 + 219 * luma);
        blueness += (blue - luma) / (2 * (1 - BLUE)) / 4;
        redness += (red - luma) / (2 * (1 - RED)) / 4;
      }
      const at = (y / 2) * across + x / 2;
      planes[pixels + at] = Math.round(128 + 224 * blueness);
      planes[pixels + pixels / 4 + at] = Math.round(128 + 224 * redness);
    }
  }
  return planes;
}

/** The colour of planes' values, each 0 … 255: not rounded, but as far as a screen can show it. */
export function colorOf(luma: number, blueness: number, redness: number): readonly [number, number, number] {
  const y = (luma - 16) / 219;
  const red = y + 2 * (1 - RED) * ((redness - 128) / 224);
  const blue = y + 2 * (1 - BLUE) * ((blueness - 128) / 224);
  const green = (y - RED * red - BLUE * blue) / GREEN;
  return [shown(red), shown(green), shown(blue)];
}

const shown = (share: number): number => 255 * Math.min(1, Math.max(0, share));
