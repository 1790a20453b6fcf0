import type { FrameSource } from "../../recording/frame-source.ts";

/** Is given every frame of an export, and must leave its pixels as they are. */
export type ShowFrame = (index: number, pixels: Uint8Array<ArrayBuffer>, kind: "rgba" | "i420") => void;

/** A film that shows what is made of it. */
export class ExportedFilm implements FrameSource {
  constructor(
    private readonly film: FrameSource,
    private readonly show: ShowFrame,
  ) {}

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
    const pixels = await this.film[kind](index);
    this.show(index, pixels, kind);
    return pixels;
  }
}
