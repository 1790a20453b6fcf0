import type { Browser } from "playwright-core";
import { bundlePage } from "../page-bundle.ts";
import type { Load } from "./report.ts";
import { median } from "./rounds.ts";
import type { StartWatch } from "./start-watch.ts";

/** Longer than any start takes, also in software. */
const PATIENCE = 60_000;

/** Opens the page as a visitor does who was there before, several times, and gives the medians. */
export async function measureLoad(browser: Browser, url: string, times: number): Promise<Load> {
  const context = await browser.newContext({ viewport: { width: 1120, height: 600 } });
  await context.addInitScript({ content: await bundlePage(new URL("./start-watch.ts", import.meta.url)) });
  const loads: Load[] = [];
  // The first visit fills the caches.
  for (let visit = 0; visit <= times; visit += 1) {
    const page = await context.newPage();
    await page.goto(url);
    const found = await page.waitForFunction(() => (globalThis as StartWatch).benchLoad, undefined, {
      timeout: PATIENCE,
    });
    const load = await found.jsonValue();
    if (visit > 0 && load !== undefined) loads.push(load);
    await page.close();
  }
  await context.close();
  return {
    firstParticlesMilliseconds: median(loads.map((load) => load.firstParticlesMilliseconds)),
    javascriptBytesBeforeFirstPaint: median(loads.map((load) => load.javascriptBytesBeforeFirstPaint)),
  };
}
