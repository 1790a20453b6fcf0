/** Digits of a key's time after the point: fine enough for 60 frames a second, short enough for a file and a link. */
const DIGITS = 1e4;

/** Room for the rounding of a product. */
const ROUNDING = 1e-6;

/** The frame that stands for a time, in a film of so many frames a second: the nearest. */
export function frameAt(time: number, fps: number): number {
  return Math.round(time * fps);
}

/** The last frame of a film. */
export function lastFrame(seconds: number, fps: number): number {
  return Math.max(0, Math.round(seconds * fps) - 1);
}

/**
 * The time of a frame as a key has it, in seconds. Never later than the frame itself, so that what happens at the key's
 * time has happened in its frame.
 */
export function keyTime(frame: number, fps: number): number {
  return Math.floor((frame / fps) * DIGITS + ROUNDING) / DIGITS;
}
