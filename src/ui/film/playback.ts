import { effect } from "@preact/signals";
import type { Recording } from "../../experiment/recording.ts";
import { everyFrame } from "../frames.ts";
import { isPlaying, previewRate, recording, shownFrame, time } from "./film-store.ts";
import { paintedFrame } from "./preview-canvas.ts";
import { lastFrame } from "./timeline/frame-time.ts";

/** Seconds over which the frames that are drawn are counted. */
const WINDOW = 1;

/** Where fewer than this share of a film's frames are drawn, it is said. */
const FLUENT = 0.9;

/** While it plays, time goes on by the clock of the screen, whatever is drawn of it. @returns an end to it. */
export function startPlayback(): () => void {
  const stopClock = effect(() => {
    if (!isPlaying.value) return undefined;
    const stop = everyFrame((_now, seconds) => moveOn(seconds));
    const stopCounting = countFrames();
    return () => {
      stop();
      stopCounting();
    };
  });
  const stopFollowing = effect(() => {
    // A film that was made shorter shows its new end.
    const { fps, seconds } = recording.value;
    if (shownFrame.value === lastFrame(seconds, fps) && !isPlaying.peek()) time.value = lastFrame(seconds, fps) / fps;
  });
  return () => {
    stopClock();
    stopFollowing();
  };
}

function moveOn(seconds: number): void {
  const next = timeAfter(time.peek() + seconds, recording.peek());
  time.value = next.time;
  if (next.isOver) isPlaying.value = false;
}

/** Where a film is that has played to a time: at its end it rests on the last frame, or begins anew. */
export function timeAfter(
  played: number,
  { fps, loop, seconds }: Pick<Recording, "fps" | "loop" | "seconds">,
): { readonly time: number; readonly isOver: boolean } {
  const last = lastFrame(seconds, fps) / fps;
  const end = last + 1 / fps;
  if (played < end) return { time: played, isOver: false };
  return loop ? { time: played % end, isOver: false } : { time: last, isOver: true };
}

/** Says how many frames a second are drawn, where those are fewer than the film's. */
function countFrames(): () => void {
  let count = -1;
  let since = performance.now();
  const stop = effect(() => {
    // It runs once before anything is drawn.
    if (paintedFrame.value !== undefined || count < 0) count++;
  });
  const timer = setInterval(() => {
    const now = performance.now();
    const rate = (1000 * count) / (now - since);
    [count, since] = [0, now];
    previewRate.value = rate < FLUENT * recording.peek().fps ? rate : undefined;
  }, WINDOW * 1000);
  return () => {
    stop();
    clearInterval(timer);
    previewRate.value = undefined;
  };
}
