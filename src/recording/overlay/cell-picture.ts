import type { Size } from "./box.ts";
import { contextOf } from "./picture.ts";

/**
 * The cells of a map in the size in which they are shown: each as large as the others, with sharp borders where a cell is
 * larger than a pixel, and their mean where it is smaller.
 * @param pixels RGBA of `cells.width` columns, row by row.
 */
export function cellPicture(pixels: Uint8ClampedArray<ArrayBuffer>, cells: Size, shown: Size): OffscreenCanvas {
  const own = contextOf(cells.width, cells.height);
  own.putImageData(new ImageData(pixels, cells.width, cells.height), 0, 0);
  const factor = Math.ceil(Math.max(shown.width / cells.width, shown.height / cells.height));
  // Whole pixels first, which keeps borders sharp, then down by less than two.
  const enlarged =
    factor > 1 ? scaled(own.canvas, { width: cells.width * factor, height: cells.height * factor }, false) : own.canvas;
  return enlarged.width === shown.width && enlarged.height === shown.height ? enlarged : scaled(enlarged, shown, true);
}

function scaled(source: OffscreenCanvas, { width, height }: Size, isSmooth: boolean): OffscreenCanvas {
  const context = contextOf(width, height);
  context.imageSmoothingEnabled = isSmooth;
  context.imageSmoothingQuality = "high";
  context.drawImage(source, 0, 0, width, height);
  return context.canvas;
}
