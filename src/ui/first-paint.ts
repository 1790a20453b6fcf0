import { effect } from "@preact/signals";
import { nextFrame } from "./frames.ts";
import * as store from "./store.ts";

/** A page that comes into sight is painted sooner than this many milliseconds; nothing waits for longer. */
const PATIENCE = 2000;

/**
 * Resolves once the page has been painted for the first time, as the browser tells it: the frames that it asks for may
 * be ahead of those that are seen. At once where the page is hidden, and so not painted.
 */
export async function firstPaint(): Promise<void> {
  if (document.hidden) return;
  const late = new Promise<void>((resolve) => setTimeout(resolve, PATIENCE));
  await Promise.race([late, contentfulPaint()]);
}

async function contentfulPaint(): Promise<void> {
  if (!PerformanceObserver.supportedEntryTypes.includes("paint")) {
    await nextFrame();
    await nextFrame();
    return;
  }
  await new Promise<void>((resolve) => {
    const observer = new PerformanceObserver((list) => {
      if (list.getEntriesByName("first-contentful-paint").length === 0) return;
      observer.disconnect();
      resolve();
    });
    observer.observe({ type: "paint", buffered: true });
  });
}

const settled = new Promise<void>((resolve) => {
  const stop = effect(() => {
    if (store.state.value === "loading") return;
    resolve();
    // The effect runs once before there is anything to stop.
    queueMicrotask(() => stop());
  });
});

/**
 * Resolves in the frame after the landscape shows for the first time, or once it is known that it will not: what only
 * adorns the page is loaded then.
 */
export async function firstPicture(): Promise<void> {
  await settled;
  if (!document.hidden) await nextFrame();
}
