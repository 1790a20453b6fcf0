import { type Box, boxBetween, type Size } from "./box.ts";
import { type FormulaMarkup, formulaMarkup } from "./formula-markup.ts";
import { inkBounds } from "./ink-bounds.ts";

export interface TypesetOptions {
  /** Of the letters, in pixels. */
  readonly size: number;
  readonly color: string;
  /** It is set in smaller letters where it would be larger than this. */
  readonly most: Size;
}

/** The size in which a formula is measured, in pixels, and the most that it may take there. */
const PROBE = { size: 16, width: 3200, height: 640 } as const;
/** Around it, in ems: letters reach over the boxes that they are set in. */
const AIR = 1;

/**
 * Typesets a formula in display style, in the very pixels that it is painted with, so that it is sharp. The browser lays
 * it out from the typesetter's own styles and faces, all of them within one image, so that it is the same in any page.
 * @returns the formula, no larger than its ink.
 * @throws Error of the typesetter with what it does not understand; Error where nothing is to be seen.
 */
export async function typesetFormula(tex: string, { size, color, most }: TypesetOptions): Promise<OffscreenCanvas> {
  const markup = await formulaMarkup(tex);
  const probe = await drawn(markup, PROBE.size, color, { ...PROBE, left: AIR * PROBE.size, top: AIR * PROBE.size });
  const { bounds } = probe;
  if (bounds === undefined) throw new Error("nothing of it is seen");
  if (bounds.left + bounds.width >= PROBE.width || bounds.top + bounds.height >= PROBE.height)
    throw new Error("it is too large");
  const ems = (pixels: number) => pixels / PROBE.size;
  // The pixels at its rim belong to it in part.
  const wanted = Math.min(size, most.width / ems(bounds.width), most.height / ems(bounds.height));
  const { canvas, bounds: own } = await drawn(markup, wanted, color, {
    left: (AIR - ems(bounds.left) + AIR) * wanted,
    top: (AIR - ems(bounds.top) + AIR) * wanted,
    width: Math.ceil((ems(bounds.width) + 2 * AIR) * wanted),
    height: Math.ceil((ems(bounds.height) + 2 * AIR) * wanted),
  });
  return cropped(canvas, own ?? boxBetween(0, 0, canvas.width, canvas.height));
}

/** Draws a formula whose line begins at a place of a canvas of a size. */
async function drawn(
  { content, style }: FormulaMarkup,
  size: number,
  color: string,
  { left, top, width, height }: Box,
) {
  const image = new Image();
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}"><style><![CDATA[${style}]]></style><foreignObject width="${width}" height="${height}"><div xmlns="http://www.w3.org/1999/xhtml" style="position:absolute;left:${left}px;top:${top}px;white-space:nowrap;text-align:center;font-size:${size}px;color:${color}">${content}</div></foreignObject></svg>`;
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`;
  await image.decode();
  const canvas = new OffscreenCanvas(width, height);
  const context = canvas.getContext("2d", { willReadFrequently: true });
  if (context === null) throw new Error("The browser has no canvas left to draw on.");
  context.drawImage(image, 0, 0);
  return { canvas, bounds: inkBounds(context.getImageData(0, 0, width, height).data, width, height) };
}

function cropped(source: OffscreenCanvas, { left, top, width, height }: Box): OffscreenCanvas {
  const canvas = new OffscreenCanvas(width, height);
  canvas.getContext("2d", { willReadFrequently: true })?.drawImage(source, -left, -top);
  return canvas;
}
