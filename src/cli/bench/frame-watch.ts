/** What this leaves in the page: how many frames it has drawn so far. */
export interface FrameWatch {
  benchFrames?: number;
}

/** Runs in the built page before its own scripts, and counts frames. */
function watchFrames(): void {
  const watch = globalThis as FrameWatch;
  watch.benchFrames = (watch.benchFrames ?? 0) + 1;
  requestAnimationFrame(watchFrames);
}

requestAnimationFrame(watchFrames);
