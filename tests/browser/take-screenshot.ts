import { resolve } from "node:path";
import { launchBrowser } from "../../src/cli/browser.ts";
import { servePage, waitForState } from "./built-page.ts";

/**
 * Draws the README's picture: the opening scene at full quality, run to its end and taken back to a step, so that the
 * chart shows the whole run. Nothing is done to it afterwards.
 */
const STEP = 25;
const END = 500;
const TARGET = resolve(import.meta.dirname, "../../public/screenshot.jpg");

const site = await servePage();
const browser = await launchBrowser();
const page = await browser.newPage({
  viewport: { width: 1440, height: 900 },
  deviceScaleFactor: 2,
  reducedMotion: "reduce",
});
await page.goto(`${site.url}?quality=0&at=${END}`);
await waitForState(page, "finished");
// The statistics of the run are read now and then.
await page.waitForTimeout(10_000);
const bar = page.getByRole("slider", { name: "Step", exact: true });
await bar.fill(String(STEP));
await bar.blur();
await waitForState(page, "paused");
// Software rendering needs some seconds a frame at this size, and the labels come with the second one.
await page.waitForTimeout(30_000);
await page.screenshot({ path: TARGET, type: "jpeg", quality: 82 });
await browser.close();
await site.close();
console.info(`Wrote ${TARGET}`);
