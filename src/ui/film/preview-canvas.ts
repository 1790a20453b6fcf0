import { signal } from "@preact/signals";
import type { Size } from "./preview-size.ts";

/** Where the film shows in the studio; absent while that is closed. */
export const previewCanvas = signal<HTMLCanvasElement | undefined>(undefined);

/** The frame that shows there; read by tests and by whoever looks at the page from outside. */
export const paintedFrame = signal<number | undefined>(undefined);

/** Shows the pixels of a frame: rows from the top, four bytes a pixel. */
export function paintPixels(pixels: Uint8Array<ArrayBuffer>, { width, height }: Size, index: number): void {
  const context = sized({ width, height });
  const { buffer, byteOffset, byteLength } = pixels;
  context?.putImageData(new ImageData(new Uint8ClampedArray(buffer, byteOffset, byteLength), width, height), 0, 0);
  paintedFrame.value = index;
}

/** Shows a picture of a frame, drawn at this size. */
export function paintPicture(picture: CanvasImageSource, { width, height }: Size, index: number): void {
  sized({ width, height })?.drawImage(picture, 0, 0, width, height);
  paintedFrame.value = index;
}

/** A new size clears the canvas, so it is given only where it is another. */
function sized({ width, height }: Size): CanvasRenderingContext2D | null {
  const canvas = previewCanvas.peek();
  if (canvas === undefined) return null;
  if (canvas.width !== width) canvas.width = width;
  if (canvas.height !== height) canvas.height = height;
  return canvas.getContext("2d");
}
