/** Resolves in the next frame, after whatever draws it. */
export function nextFrame(): Promise<number> {
  return new Promise((resolve) => requestAnimationFrame(resolve));
}

/**
 * Calls back once a frame while the page is seen, with the time in milliseconds and the seconds since the last frame.
 * A hidden page rests, and goes on where it was: the time that it was hidden does not count.
 * @returns an end to it.
 */
export function everyFrame(frame: (now: number, seconds: number) => void): () => void {
  let before: number | undefined;
  const next = (now: number): void => {
    request = requestAnimationFrame(next);
    if (document.hidden) {
      before = undefined;
      return;
    }
    const seconds = before === undefined ? 0 : Math.max(0, (now - before) / 1000);
    before = now;
    frame(now, seconds);
  };
  const forget = (): void => {
    before = undefined;
  };
  document.addEventListener("visibilitychange", forget);
  let request = requestAnimationFrame(next);
  return () => {
    cancelAnimationFrame(request);
    document.removeEventListener("visibilitychange", forget);
  };
}
