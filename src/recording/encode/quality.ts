import type { Quality, VideoCodec } from "./format.ts";

/** How a codec is told how good a film is to be. */
export interface QualitySetting {
  /**
   * Bits that are asked for where there is no quantizer: a second, over the square root of pixels times frames a second.
   * Trails and contours are lines, whose bits grow with the side of the picture, not with its area.
   */
  readonly bits: number;
  /** What VideoChoice has, and the bits in the same unit that it comes to over a film of usual length. */
  readonly constant?: { readonly quantizer: number | "fixed"; readonly bits: number };
}

/**
 * Measured in Chromium 147, in software, on the page's opening scene at 640 × 360: luma PSNR over its steps 6 … 54, when
 * 16,384 trails move at once and hardly anything is harder to encode, and over its steps 80 … 128. High is 38 dB of the
 * former, best 42, medium 34. AVC: 32.1 and 40.9 dB, 37.2 and 41.5, 38.6 and 44.1, 42.4 and 44.1. VP9: 32.0 and 36.7, 35 and
 * 40.6, 39.1 and 45.0, 42.5 and 48.1. AV1: 32.3 and 36.6, 35.2 and 40.5, 39.5 and 45.0, 42.9 and 48.1. VP8: 32.6 and 40.0,
 * 34.9 and 46.1, 39.4 and 50.2, above 42.
 */
const SETTINGS: Readonly<Record<VideoCodec, Readonly<Record<Quality, QualitySetting>>>> = {
  avc: {
    draft: { bits: 300 },
    // OpenH264, asked for no bits, keeps a quantizer of 26: a third of the bits that its rate control takes for as much.
    medium: { bits: 1050, constant: { quantizer: "fixed", bits: 400 } },
    high: { bits: 3150 },
    best: { bits: 8000 },
  },
  vp9: {
    draft: { bits: 200, constant: { quantizer: 180, bits: 60 } },
    medium: { bits: 1000, constant: { quantizer: 132, bits: 200 } },
    high: { bits: 3150, constant: { quantizer: 56, bits: 700 } },
    best: { bits: 6000, constant: { quantizer: 36, bits: 1150 } },
  },
  av1: {
    draft: { bits: 150, constant: { quantizer: 180, bits: 50 } },
    medium: { bits: 800, constant: { quantizer: 132, bits: 180 } },
    high: { bits: 2800, constant: { quantizer: 56, bits: 650 } },
    best: { bits: 6000, constant: { quantizer: 36, bits: 1100 } },
  },
  vp8: {
    draft: { bits: 250 },
    medium: { bits: 1000 },
    high: { bits: 3000 },
    best: { bits: 5000 },
  },
};

interface FilmSize {
  readonly width: number;
  readonly height: number;
  readonly fps: number;
}

export function qualitySetting(codec: VideoCodec, quality: Quality): QualitySetting {
  return SETTINGS[codec][quality];
}

/** Bits a second, for bits over the square root of pixels times frames a second. */
export function bitsPerSecond(bits: number, { width, height, fps }: FilmSize): number {
  return Math.round(bits * Math.sqrt(width * height * fps));
}

/** Bits a second that a quality usually comes to: as many as are asked for, or about as many as a quantizer gives. */
export function bitrateOf(codec: VideoCodec, quality: Quality, film: FilmSize): number {
  const { bits, constant } = qualitySetting(codec, quality);
  return bitsPerSecond(constant?.bits ?? bits, film);
}
