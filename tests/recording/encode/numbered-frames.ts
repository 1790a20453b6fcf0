import { randomBits } from "../../../src/math/random.ts";
import type { FrameSource } from "../../../src/recording/frame-source.ts";

/** Small frames of seeded noise, each its own. */
export function numberedFrames(frames: number, fps = 30, width = 16, height = 16): FrameSource {
  const draw = (frame: number, length: number, opaque: boolean) =>
    Uint8Array.from({ length }, (_, at) => (opaque && at % 4 === 3 ? 255 : randomBits(5, frame, at, 0)[0] >>> 24));
  return {
    width,
    height,
    fps,
    frames,
    rgba: async (frame) => draw(frame, width * height * 4, true),
    i420: async (frame) => draw(frame, (width * height * 3) / 2, false),
  };
}
