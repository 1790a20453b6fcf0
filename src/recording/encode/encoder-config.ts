import type { VideoChoice } from "./format.ts";

/** What the planes of a film's frames mean. */
export const FILM_COLORS = {
  primaries: "bt709",
  transfer: "bt709",
  matrix: "bt709",
  fullRange: false,
} as const satisfies VideoColorSpaceInit;

/** What a browser's encoder is told for a choice. */
export function encoderConfig(choice: VideoChoice): VideoEncoderConfig {
  const { codecString, width, height, fps, bitrate, quantizer, acceleration } = choice;
  return {
    codec: codecString,
    width,
    height,
    framerate: fps,
    latencyMode: "quality",
    hardwareAcceleration: acceleration,
    ...(quantizer === undefined && { bitrate, bitrateMode: "variable" }),
    ...(typeof quantizer === "number" && { bitrateMode: "quantizer" }),
    ...(choice.codec === "avc" && { avc: { format: "avc" } }),
  };
}

/** Options of one frame; the types of the platform know the quantizer of AVC alone. */
export interface FrameOptions extends VideoEncoderEncodeOptions {
  readonly vp9?: { readonly quantizer: number };
  readonly av1?: { readonly quantizer: number };
}

export function frameOptions({ codec, quantizer }: VideoChoice, keyFrame: boolean): FrameOptions {
  return { keyFrame, ...(typeof quantizer === "number" && { [codec]: { quantizer } }) };
}
