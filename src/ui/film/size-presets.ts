/** The shapes that a film may have, by what is shown on what. */
export const SHAPES = ["landscape", "square", "upright"] as const;
export type Shape = (typeof SHAPES)[number];

/** Sizes by the length of the shorter side, as people call them, each with the longer side at 16 : 9. */
const PRESETS = [
  ["240p", 240, 426],
  ["360p", 360, 640],
  ["480p", 480, 854],
  ["720p", 720, 1280],
  ["1080p", 1080, 1920],
  ["1440p", 1440, 2560],
  ["4K", 2160, 3840],
] as const;

export interface Size {
  readonly width: number;
  readonly height: number;
}

export const PRESET_NAMES = PRESETS.map(([name]) => name);

/** The size of a preset in pixels: both sides even. */
export function presetSize(name: string, shape: Shape): Size | undefined {
  const found = PRESETS.find((preset) => preset[0] === name);
  if (found === undefined) return undefined;
  const [, short, long] = found;
  if (shape === "square") return { width: short, height: short };
  return shape === "landscape" ? { width: long, height: short } : { width: short, height: long };
}

/** The shape that a size comes nearest to. */
export function shapeOf({ width, height }: Size): Shape {
  if (width === height) return "square";
  return width > height ? "landscape" : "upright";
}

/** The name of the preset that a size is; undefined for one of its own. */
export function presetOf(size: Size): string | undefined {
  const shape = shapeOf(size);
  return PRESET_NAMES.find((name) => {
    const preset = presetSize(name, shape);
    return preset?.width === size.width && preset.height === size.height;
  });
}

/** The size with another shape: its sides exchanged or made equal; what was square gets a longer side, as presets have. */
export function reshaped(size: Size, shape: Shape): Size {
  const [short, long] = [Math.min(size.width, size.height), Math.max(size.width, size.height)];
  if (shape === "square") return { width: short, height: short };
  // At 16 : 9, and even.
  const longer = short === long ? 2 * Math.round((short * 8) / 9) : long;
  return shape === "landscape" ? { width: longer, height: short } : { width: short, height: longer };
}
