/** A chart of flat colours. */
export interface Patches {
  readonly rgba: Uint8Array<ArrayBuffer>;
  readonly width: number;
  readonly height: number;
  /** A pixel in the middle of every patch, and the colour of all of the patch. */
  readonly middles: readonly {
    readonly x: number;
    readonly y: number;
    readonly color: readonly [number, number, number];
  }[];
}

const COLUMNS = 6;
const ROWS = 5;

/** 24 colours about the cube and six greys. */
const COLORS: readonly (readonly [number, number, number])[] = [
  ...[0, 255].flatMap((red) => [0, 255].flatMap((green) => [0, 255].map((blue) => [red, green, blue] as const))),
  ...[40, 128].flatMap((red) => [60, 200].flatMap((green) => [20, 230].map((blue) => [red, green, blue] as const))),
  [255, 180, 84],
  [255, 107, 107],
  [90, 212, 230],
  [180, 140, 255],
  [5, 7, 13],
  [16, 26, 44],
  [246, 243, 235],
  [200, 30, 120],
  ...[8, 32, 64, 110, 170, 240].map((grey) => [grey, grey, grey] as const),
];

/** Colours of which each has the same share of a picture, both sides even. */
export function patchesOf(width: number, height: number): Patches {
  const rgba = new Uint8Array(width * height * 4);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const index = Math.floor((y * ROWS) / height) * COLUMNS + Math.floor((x * COLUMNS) / width);
      rgba.set([...(COLORS[index] ?? [0, 0, 0]), 255], 4 * (y * width + x));
    }
  }
  const middles = COLORS.map((color, index) => ({
    x: 2 * Math.floor((((index % COLUMNS) + 0.5) * width) / COLUMNS / 2),
    y: 2 * Math.floor(((Math.floor(index / COLUMNS) + 0.5) * height) / ROWS / 2),
    color,
  }));
  return { rgba, width, height, middles };
}
