import type { Palette } from "gifenc";

/** Side of the pattern of thresholds. */
const SIDE = 8;
const CACHED = 1 << 16;
/** What the grain of a mixture counts against its colour being off: variance against squared distance. */
const GRAIN = 0.1;

/**
 * Turns colours into indices of a palette so that an area has the mean colour of the picture: of the two entries that lie
 * about a colour, a fixed pattern takes the farther one as often as the colour is near to it. A still pixel keeps its index
 * from frame to frame.
 */
export class GifDither {
  private readonly thresholds = bayer(SIDE);
  /** The colour that each place of the cache holds, plus 1, with its two entries and how often the second is taken. */
  private readonly colors = new Uint32Array(CACHED);
  private readonly near = new Uint8Array(CACHED);
  private readonly far = new Uint8Array(CACHED);
  private readonly share = new Float32Array(CACHED);
  private readonly entries: Float32Array;

  constructor(palette: Palette) {
    this.entries = Float32Array.from(palette.flatMap((color) => color.slice(0, 3)));
  }

  /** @param rgba of a frame, rows from the top. */
  indices(rgba: Uint8Array, width: number): Uint8Array {
    const indices = new Uint8Array(rgba.length / 4);
    for (let pixel = 0; pixel < indices.length; pixel++) {
      const red = rgba[4 * pixel] ?? 0;
      const green = rgba[4 * pixel + 1] ?? 0;
      const blue = rgba[4 * pixel + 2] ?? 0;
      const place = this.placeOf(red, green, blue);
      const threshold =
        this.thresholds[((Math.floor(pixel / width) % SIDE) * SIDE + ((pixel % width) % SIDE)) | 0] ?? 0;
      indices[pixel] = ((this.share[place] ?? 0) > threshold ? this.far[place] : this.near[place]) ?? 0;
    }
    return indices;
  }

  private placeOf(red: number, green: number, blue: number): number {
    const color = (red << 16) | (green << 8) | blue;
    const place = (Math.imul(color, 0x9e3779b1) >>> 16) & (CACHED - 1);
    if (this.colors[place] === color + 1) return place;
    const near = this.nearest(red, green, blue);
    const { far, share } = this.partner(near, red, green, blue);
    this.colors[place] = color + 1;
    this.near[place] = near;
    this.far[place] = far;
    this.share[place] = share;
    return place;
  }

  /** The entry with which the near one mixes best to a colour, and its share of the mixture. */
  private partner(near: number, red: number, green: number, blue: number): { far: number; share: number } {
    const nearRed = this.entries[3 * near] ?? 0;
    const nearGreen = this.entries[3 * near + 1] ?? 0;
    const nearBlue = this.entries[3 * near + 2] ?? 0;
    const [x, y, z] = [red - nearRed, green - nearGreen, blue - nearBlue];
    let best = { far: near, share: 0 };
    let least = x * x + y * y + z * z;
    for (let at = 0; at < this.entries.length; at += 3) {
      const farX = (this.entries[at] ?? 0) - nearRed;
      const farY = (this.entries[at + 1] ?? 0) - nearGreen;
      const farZ = (this.entries[at + 2] ?? 0) - nearBlue;
      const length = farX * farX + farY * farY + farZ * farZ;
      const share = length === 0 ? 0 : (x * farX + y * farY + z * farZ) / length;
      if (share <= 0) continue;
      const off = (x - share * farX) ** 2 + (y - share * farY) ** 2 + (z - share * farZ) ** 2;
      const cost = off + GRAIN * share * (1 - share) * length;
      if (cost < least) {
        least = cost;
        best = { far: at / 3, share };
      }
    }
    return best;
  }

  private nearest(red: number, green: number, blue: number): number {
    let best = 0;
    let least = Number.POSITIVE_INFINITY;
    for (let at = 0; at < this.entries.length; at += 3) {
      const x = (this.entries[at] ?? 0) - red;
      const y = (this.entries[at + 1] ?? 0) - green;
      const z = (this.entries[at + 2] ?? 0) - blue;
      const distance = x * x + y * y + z * z;
      if (distance < least) {
        least = distance;
        best = at / 3;
      }
    }
    return best;
  }
}

/** Bayer's matrix: thresholds of 0 … 1, each once, neighbours as different as can be. */
function bayer(side: number): Float32Array {
  const rank = (x: number, y: number): number => {
    let value = 0;
    for (let bit = 1; bit < side; bit *= 2) {
      const [across, down] = [(x & bit) !== 0, (y & bit) !== 0];
      value = 4 * value + (across !== down ? 2 : 0) + (down ? 1 : 0);
    }
    return value;
  };
  return Float32Array.from(
    { length: side * side },
    (_, at) => (rank(at % side, Math.floor(at / side)) + 0.5) / (side * side),
  );
}
