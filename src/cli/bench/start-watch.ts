import type { Load } from "./report.ts";

/** What {@link watchStart} leaves in the page once it knows. */
export interface StartWatch {
  benchLoad?: Load;
}

/**
 * Runs in the built page before its own scripts. Particles are there in the frame after the first one that began while
 * `<html data-state>` said that the crowds run or rest: that first one has drawn them. JavaScript counts as it is
 * executed, decoded, by every script that had arrived when the first content was painted.
 */
function watchStart(): void {
  let frames = 0;
  const look = (): void => {
    const state = document.documentElement?.dataset.state ?? "";
    if (state === "running" || state === "paused") frames += 1;
    if (frames < 2) {
      requestAnimationFrame(look);
      return;
    }
    const now = performance.now();
    const paint = performance.getEntriesByName("first-contentful-paint")[0]?.startTime ?? now;
    let bytes = 0;
    for (const entry of performance.getEntriesByType("resource")) {
      const { name, responseEnd, decodedBodySize } = entry as PerformanceResourceTiming;
      if (/\.js$/.test(name) && responseEnd <= paint) bytes += decodedBodySize;
    }
    const benchLoad: Load = { firstParticlesMilliseconds: now, javascriptBytesBeforeFirstPaint: bytes };
    Object.assign(globalThis, { benchLoad });
  };
  requestAnimationFrame(look);
}

watchStart();
