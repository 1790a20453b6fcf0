import { fromOklab, type LinearColor, linearFromHex, oklabRamp, toOklab } from "../../math/oklab.ts";
import { THEMES, type Theme } from "../../view/theme.ts";
import { COLUMNS, type ReliefSamples, ROWS } from "./relief-samples.ts";
import type { Work } from "./slices.ts";

/** Colours of the relief, from the lowest to the highest. */
const RAMP = 64;

/** How much higher than it is wide a cell is taken to be, for its shade. */
const STEEPNESS = 26;

/** Where the light comes from: the left, the far side and above; unit length. */
const LIGHT = { x: -0.5, y: -0.42, z: 0.76 } as const;

/** The share of the relief that is left where it is a mere background; the rest is ground. */
const FAINT = 0.55;

/** A thumbnail is small: its relief is lit up by this much to be told at a glance. */
const LIFT: Readonly<Record<Theme, number>> = { night: 1.6, paper: 1 };

/** Narrower than this, in CSS pixels, contours lie so close that each is drawn the fainter. */
const ROOMY = 150;

export interface ReliefLook {
  readonly theme: Theme;
  /** As a background for trails. */
  readonly isFaint: boolean;
}

/** Paints a relief seen from above over a whole canvas: shaded, with contours a hair wide. */
export function* paintRelief(
  context: CanvasRenderingContext2D,
  samples: ReliefSamples,
  look: ReliefLook,
  pixelRatio: number,
): Work<void> {
  yield "pause";
  const { width, height } = context.canvas;
  const small = document.createElement("canvas");
  small.width = COLUMNS;
  small.height = ROWS;
  small.getContext("2d")?.putImageData(new ImageData(shadedPixels(samples, look), COLUMNS, ROWS), 0, 0);
  context.imageSmoothingEnabled = true;
  context.imageSmoothingQuality = "high";
  // A sample is the middle of its pixel: the picture ends in the middles of the outermost.
  context.drawImage(small, 0.5, 0.5, COLUMNS - 1, ROWS - 1, 0, 0, width, height);

  yield "pause";

  const { contour, contourStrength } = THEMES[look.theme];
  context.strokeStyle = contour;
  const crowding = Math.min(width / pixelRatio / ROOMY, 1);
  context.globalAlpha = contourStrength * (look.isFaint ? 0.7 : 1.25) * crowding;
  context.lineWidth = 0.8 * pixelRatio;
  const [scaleX, scaleY] = [width / (COLUMNS - 1), height / (ROWS - 1)];
  const { contours } = samples;
  context.beginPath();
  for (let at = 0; at < contours.length; at += 4) {
    context.moveTo((contours[at] ?? 0) * scaleX, (contours[at + 1] ?? 0) * scaleY);
    context.lineTo((contours[at + 2] ?? 0) * scaleX, (contours[at + 3] ?? 0) * scaleY);
  }
  context.stroke();
  context.globalAlpha = 1;
  yield "pause";
}

/** The relief as sRGB bytes, a pixel a sample. */
export function shadedPixels(
  { heights }: ReliefSamples,
  { theme, isFaint }: ReliefLook,
): Uint8ClampedArray<ArrayBuffer> {
  const { relief, ground, shadow, sunlight } = THEMES[theme];
  const ramp = oklabRamp(relief, RAMP);
  const behind = toOklab(linearFromHex(ground));
  const share = isFaint ? FAINT : 1;
  const tones = ramp.map((color) => fromOklab(mix(behind, toOklab(color), share)));
  const pixels = new Uint8ClampedArray(4 * COLUMNS * ROWS);
  for (let row = 0; row < ROWS; row += 1) {
    for (let column = 0; column < COLUMNS; column += 1) {
      const at = row * COLUMNS + column;
      const height = heights[at] ?? 0;
      const tone = tones[Math.round(Math.min(height, 1) * (RAMP - 1))] ?? behind;
      const light = lightAt(heights, column, row);
      const factor = (shadow + (sunlight - shadow) * light) * LIFT[theme];
      pixels[4 * at] = encode(tone[0] * factor);
      pixels[4 * at + 1] = encode(tone[1] * factor);
      pixels[4 * at + 2] = encode(tone[2] * factor);
      pixels[4 * at + 3] = 255;
    }
  }
  return pixels;
}

/** How much light falls there, 0 … 1. */
function lightAt(heights: Float32Array, column: number, row: number): number {
  const at = (c: number, r: number) => heights[Math.min(Math.max(r, 0), ROWS - 1) * COLUMNS + c] ?? 0;
  const left = at(Math.max(column - 1, 0), row);
  const right = at(Math.min(column + 1, COLUMNS - 1), row);
  const slopeX = ((right - left) / 2) * STEEPNESS;
  const slopeY = ((at(column, row + 1) - at(column, row - 1)) / 2) * STEEPNESS;
  const length = Math.hypot(slopeX, slopeY, 1);
  const sun = Math.max(0, (LIGHT.z - LIGHT.x * slopeX - LIGHT.y * slopeY) / length);
  const sky = (1 / length) * 0.5 + 0.5;
  return 0.25 * sky + 0.75 * sun;
}

function mix(a: LinearColor, b: LinearColor, share: number): LinearColor {
  return [a[0] + share * (b[0] - a[0]), a[1] + share * (b[1] - a[1]), a[2] + share * (b[2] - a[2])];
}

/** Finer than the steps of sRGB bytes everywhere but in the darkest: there a step of the table is half a byte. */
const LEVELS = 8192;

/** sRGB bytes of linear components, evenly from 0 to 1: a power for each of thirty thousand would take its time. */
const BYTES = Uint8ClampedArray.from({ length: LEVELS + 1 }, (_, level) => {
  const light = level / LEVELS;
  return 255 * (light <= 0.0031308 ? 12.92 * light : 1.055 * light ** (1 / 2.4) - 0.055);
});

/** A linear component as an sRGB byte. */
function encode(component: number): number {
  return BYTES[Math.round(Math.min(Math.max(component, 0), 1) * LEVELS)] ?? 0;
}
