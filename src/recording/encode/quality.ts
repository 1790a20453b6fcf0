import type { Quality, VideoCodec } from "./format.ts";

const BITS_PER_PIXEL: Readonly<Record<VideoCodec, Readonly<Record<Quality, number>>>> = {
  avc: { draft: 0.05, medium: 0.12, high: 0.25, best: 0.5 },
  vp9: { draft: 0.04, medium: 0.09, high: 0.2, best: 0.4 },
  av1: { draft: 0.03, medium: 0.08, high: 0.17, best: 0.35 },
  vp8: { draft: 0.05, medium: 0.13, high: 0.28, best: 0.55 },
};

/** Bits a second that a quality means at a size. */
export function bitrateOf(
  codec: VideoCodec,
  quality: Quality,
  film: { readonly width: number; readonly height: number; readonly fps: number },
): number {
  return Math.round(BITS_PER_PIXEL[codec][quality] * film.width * film.height * film.fps);
}

const QUANTIZERS: Readonly<Partial<Record<VideoCodec, Readonly<Record<Quality, number>>>>> = {
  vp9: { draft: 50, medium: 40, high: 30, best: 18 },
  av1: { draft: 50, medium: 40, high: 30, best: 18 },
};

/** How coarse a quality is, for the codecs that can be told so. */
export function quantizerOf(codec: VideoCodec, quality: Quality): number | undefined {
  return QUANTIZERS[codec]?.[quality];
}
