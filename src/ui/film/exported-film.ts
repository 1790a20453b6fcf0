import type { FrameSource } from "../../recording/frame-source.ts";

/** A film as it is exported: one that ends at once when its export does, and that shows some of its frames meanwhile. */
export class ExportedFilm implements FrameSource {
  readonly #ended: Promise<never>;

  /** @param shows is given every frame that is made, and must leave it as it is. */
  constructor(
    private readonly film: FrameSource,
    signal: AbortSignal,
    private readonly shows: (index: number, pixels: Uint8Array<ArrayBuffer>, kind: "rgba" | "i420") => void,
  ) {
    this.#ended = new Promise((_, reject) => {
      if (signal.aborted) reject(signal.reason);
      signal.addEventListener("abort", () => reject(signal.reason), { once: true });
    });
    // Nobody may be waiting for a frame when it ends.
    this.#ended.catch(() => undefined);
  }

  get width(): number {
    return this.film.width;
  }

  get height(): number {
    return this.film.height;
  }

  get fps(): number {
    return this.film.fps;
  }

  get frames(): number {
    return this.film.frames;
  }

  rgba(index: number): Promise<Uint8Array<ArrayBuffer>> {
    return this.#shown(index, "rgba");
  }

  i420(index: number): Promise<Uint8Array<ArrayBuffer>> {
    return this.#shown(index, "i420");
  }

  async #shown(index: number, kind: "rgba" | "i420"): Promise<Uint8Array<ArrayBuffer>> {
    // Promises of a lost device may stay open for ever.
    const pixels = await Promise.race([this.film[kind](index), this.#ended]);
    this.shows(index, pixels, kind);
    return pixels;
  }
}
