import { describe, expect, it } from "vitest";
import { gifFrames, gifProblem } from "../../../src/recording/encode/gif-frames.ts";

describe("the frames of a GIF", () => {
  it("have whole hundredths of a second that add up to the film's time", () => {
    expect(gifFrames({ fps: 30, frames: 6 }).map(({ delay }) => delay)).toEqual([3, 4, 3, 3, 4, 3]);
    expect(gifFrames({ fps: 24, frames: 6 }).map(({ delay }) => delay)).toEqual([4, 4, 5, 4, 4, 4]);
    for (const fps of [24, 30]) {
      for (const frames of [1, 7, 59, 240]) {
        const delays = gifFrames({ fps, frames }).map(({ delay }) => delay);
        const total = delays.reduce((sum, delay) => sum + delay, 0);
        expect(total, `${frames} frames at ${fps} fps`).toBe(Math.round((100 * frames) / fps));
      }
    }
  });

  it("are every other one at 60 fps: browsers show a frame of one hundredth for ten", () => {
    const frames = gifFrames({ fps: 60, frames: 8 });
    expect(frames.map(({ index }) => index)).toEqual([0, 2, 4, 6]);
    expect(frames.map(({ delay }) => delay)).toEqual([3, 4, 3, 3]);
    expect(Math.min(...gifFrames({ fps: 60, frames: 65 }).map(({ delay }) => delay))).toBe(2);
  });
});

describe("a film that cannot be a GIF", () => {
  it("is told why in one line", () => {
    const film = { width: 640, height: 360, fps: 30, frames: 600 };
    expect(gifProblem(film)).toBeUndefined();
    expect(gifProblem({ ...film, fps: 60, frames: 1200 })).toBeUndefined();
    expect(gifProblem({ ...film, frames: 601 })).toBe(
      "A GIF has at most 600 frames, not 601; MP4 and WebM take any length.",
    );
    expect(gifProblem({ ...film, height: 1920 })).toBe(
      "A GIF is at most 1280 pixels wide or high, not 1920; MP4 and WebM take any size.",
    );
  });
});
