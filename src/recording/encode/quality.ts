import type { Quality, VideoCodec } from "./format.ts";

/** How a codec is told how good a film is to be. */
export interface QualitySetting {
  /**
   * Bits that are asked for where there is no quantizer: a second, over the square root of pixels times frames a second.
   * Trails and contours are lines, whose bits grow with the side of the picture, not with its area.
   */
  readonly bits: number;
  /** Bits that films usually come to, in the same unit: an encoder does not use what it does not need. */
  readonly usual: number;
  /** What VideoChoice has. */
  readonly quantizer?: number | "fixed";
}

/**
 * Measured in Chromium 147, in software, at 640 × 360, as luma PSNR: first of the page's opening scene while its 16,384 trails
 * all move, steps 6 … 54, as hard a picture as there is; then of its steps 80 … 128. High is 38 dB of the former, best 42,
 * medium 34. AVC: 32.1 and 40.9 dB, 37.2 and 41.5, 38.4 and 44.4, 43.2 and 44.4. VP9: 32.0 and 36.7, about 35 and 40.5, 41
 * and 46.5, 43.5 and 49. AV1: 32.3 and 36.6, about 35 and 40.5, 41.5 and 46.5, 44 and 49. VP8: 32.6 and 40.0, 34.9 and 46.1,
 * 39.4 and 50.2, above 42. The quantizer of 56 is also what keeps flat colours within 2 of 255.
 */
const SETTINGS: Readonly<Record<VideoCodec, Readonly<Record<Quality, QualitySetting>>>> = {
  avc: {
    draft: { bits: 300, usual: 280 },
    // OpenH264, asked for no bits, keeps a quantizer of 26: a third of the bits that its rate control takes for as much.
    medium: { bits: 1050, usual: 300, quantizer: "fixed" },
    high: { bits: 3150, usual: 1100 },
    best: { bits: 8000, usual: 1300 },
  },
  vp9: {
    draft: { bits: 200, usual: 70, quantizer: 180 },
    medium: { bits: 1000, usual: 200, quantizer: 132 },
    high: { bits: 3150, usual: 620, quantizer: 56 },
    best: { bits: 6000, usual: 850, quantizer: 36 },
  },
  av1: {
    draft: { bits: 150, usual: 60, quantizer: 180 },
    medium: { bits: 800, usual: 180, quantizer: 132 },
    high: { bits: 2800, usual: 560, quantizer: 56 },
    best: { bits: 6000, usual: 800, quantizer: 36 },
  },
  vp8: {
    draft: { bits: 250, usual: 230 },
    medium: { bits: 1000, usual: 850 },
    high: { bits: 3000, usual: 1250 },
    best: { bits: 5000, usual: 1400 },
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

/** Bits a second that a quality usually comes to. */
export function bitrateOf(codec: VideoCodec, quality: Quality, film: FilmSize): number {
  return bitsPerSecond(qualitySetting(codec, quality).usual, film);
}
