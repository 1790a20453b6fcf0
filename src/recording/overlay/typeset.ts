import { type Box, boxBetween, type Size } from "./box.ts";
import { type FormulaMarkup, formulaMarkup } from "./formula-markup.ts";
import { inkBounds } from "./ink-bounds.ts";
import { contextOf } from "./picture.ts";

/** A formula that can be painted in any size. */
export interface Formula {
  /** Of its ink, in ems. */
  readonly ems: Size;
  /** Paints it, no larger than its ink, in the very pixels that it is shown with. @param size of the letters, in pixels. */
  draw(size: number, color: string): Promise<OffscreenCanvas>;
}

/** A formula has more to it than a film has room for. */
export class FormulaSizeError extends Error {
  override readonly name = "FormulaSizeError";
}

/** The size in which a formula is measured, in pixels, and the most that it may take there. */
const PROBE = { size: 16, width: 3200, height: 640 } as const;
/** Around it, in ems: letters reach over the boxes that they are set in. */
const AIR = 1;
/** The size in which every formula is laid out, to be drawn as large as it is wanted: so that no rounding depends on that. */
const LAID_OUT = 48;

/**
 * Typesets a formula in display style. The browser lays it out from the typesetter's own styles and faces, all of them
 * within one image, so that it is the same in any page.
 * @throws Error of the typesetter with what it does not understand; FormulaSizeError where too much is to be seen, Error
 * where nothing is.
 */
export async function typeset(tex: string): Promise<Formula> {
  const markup = await formulaMarkup(tex);
  const origin = AIR * PROBE.size;
  const { bounds } = await drawn(markup, PROBE.size, "#000000", { ...PROBE, left: origin, top: origin });
  if (bounds === undefined) throw new Error("nothing of it is to be seen");
  if (bounds.left + bounds.width >= PROBE.width || bounds.top + bounds.height >= PROBE.height) {
    throw new FormulaSizeError(`it is larger than ${PROBE.width / PROBE.size} × ${PROBE.height / PROBE.size} letters`);
  }
  const ems = (pixels: number) => pixels / PROBE.size;
  return {
    ems: { width: ems(bounds.width), height: ems(bounds.height) },
    async draw(size, color) {
      const { canvas, bounds: own } = await drawn(markup, size, color, {
        left: (2 * AIR - ems(bounds.left)) * size,
        top: (2 * AIR - ems(bounds.top)) * size,
        width: Math.ceil((ems(bounds.width) + 2 * AIR) * size),
        height: Math.ceil((ems(bounds.height) + 2 * AIR) * size),
      });
      const { left, top, width, height } = own ?? boxBetween(0, 0, canvas.width, canvas.height);
      const context = contextOf(width, height);
      context.drawImage(canvas, -left, -top);
      return context.canvas;
    },
  };
}

/** Draws a formula whose line begins at a place of a canvas of a size. */
async function drawn(
  { content, style }: FormulaMarkup,
  size: number,
  color: string,
  { left, top, width, height }: Box,
) {
  const image = new Image();
  const factor = LAID_OUT / size;
  const [wide, high] = [width * factor, height * factor];
  const place = `position:absolute;left:${left * factor}px;top:${top * factor}px;white-space:nowrap;text-align:center`;
  const letters = `font-size:${LAID_OUT}px;text-rendering:geometricPrecision;color:${color}`;
  const body = `<div xmlns="http://www.w3.org/1999/xhtml" style="${place};${letters}">${content}</div>`;
  const laidOut = `<foreignObject width="${wide}" height="${high}">${body}</foreignObject>`;
  const box = `width="${width}" height="${height}" viewBox="0 0 ${wide} ${high}" preserveAspectRatio="none"`;
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" ${box}><style><![CDATA[${style}]]></style>${laidOut}</svg>`;
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`;
  await image.decode();
  const context = contextOf(width, height);
  context.drawImage(image, 0, 0);
  const { data } = context.getImageData(0, 0, width, height);
  return { canvas: context.canvas, bounds: inkBounds(data, width, height) };
}
