import { FILM_COLORS } from "../../recording/encode/encoder-config.ts";
import { time } from "./film-store.ts";
import { paintPicture, paintPixels, previewCanvas } from "./preview-canvas.ts";
import { PREVIEW_PIXELS, type Size } from "./preview-size.ts";

/** Milliseconds between two frames of an export that are shown: it has better to do. */
const APART = 500;

/** Shows now and then one of the frames that an export makes, where there is a studio to show it in. */
export class ExportedPicture {
  #shownAt = Number.NEGATIVE_INFINITY;

  constructor(private readonly film: Size & { readonly fps: number }) {}

  /** @param pixels of the frame, which stay as they are. */
  show(index: number, pixels: Uint8Array<ArrayBuffer>, kind: "rgba" | "i420"): void {
    const now = performance.now();
    if (now - this.#shownAt < APART || previewCanvas.peek() === undefined) return;
    this.#shownAt = now;
    // The playhead goes along.
    time.value = index / this.film.fps;
    if (kind === "rgba") paintPixels(pixels, this.film, index);
    else this.#showPlanes(index, pixels);
  }

  #showPlanes(index: number, planes: Uint8Array<ArrayBuffer>): void {
    const { width, height } = this.film;
    const frame = new VideoFrame(planes, {
      format: "I420",
      codedWidth: width,
      codedHeight: height,
      timestamp: 0,
      colorSpace: FILM_COLORS,
    });
    const share = Math.min(1, Math.sqrt(PREVIEW_PIXELS / (width * height)));
    paintPicture(frame, { width: Math.round(width * share), height: Math.round(height * share) }, index);
    frame.close();
  }
}
