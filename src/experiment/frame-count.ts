import type { Recording } from "./recording.ts";

/** Frames of a film: its seconds times its frames a second, rounded; at least one after validation. */
export function frameCount({ seconds, fps }: Pick<Recording, "seconds" | "fps">): number {
  return Math.round(seconds * fps);
}
