import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { type Browser, chromium, type Page } from "playwright-core";
import { build, type PreviewServer, preview } from "vite";
import { findBrowser } from "../../src/cli/browser.ts";

const ROOT = resolve(import.meta.dirname, "../..");

/** The built page, served as any file host would, and a browser to look at it with. */
export interface BuiltPage {
  readonly url: string;
  /** Opens an address relative to the page's, after `prepare` has run in the fresh page. */
  open(address: string, prepare?: () => void): Promise<Page>;
  /** Makes the graphics process of the browser crash, as a driver may at any moment. */
  crashGraphics(): Promise<void>;
  /** Closes every page that was opened: each costs the software renderer its time. */
  closePages(): Promise<void>;
  close(): Promise<void>;
}

/**
 * Builds the page into a temporary folder, serves it from a sub-folder's depth, and starts the browser.
 * @param flags for the browser, beside those that WebGPU needs.
 */
export async function servePage(flags: readonly string[] = []): Promise<BuiltPage> {
  const folder = mkdtempSync(join(tmpdir(), "ravine-page-"));
  await build({ root: ROOT, logLevel: "warn", build: { outDir: folder, emptyOutDir: true } });
  const server: PreviewServer = await preview({
    root: ROOT,
    logLevel: "warn",
    build: { outDir: folder },
    preview: { port: 0, host: "localhost" },
  });
  const { executablePath, args } = await findBrowser();
  const browser: Browser = await chromium.launch({ headless: true, executablePath, args: [...args, ...flags] });
  const url = server.resolvedUrls?.local[0];
  if (url === undefined) throw new Error("The preview server has no address.");
  return {
    url,
    async open(address, prepare) {
      const context = await browser.newContext({ viewport: { width: 1120, height: 600 }, reducedMotion: "reduce" });
      const page = await context.newPage();
      page.on("pageerror", (error) => console.error(`page: ${error.message}`));
      if (prepare !== undefined) await page.addInitScript(prepare);
      await page.goto(new URL(address, url).href);
      return page;
    },
    async crashGraphics() {
      const session = await browser.newBrowserCDPSession();
      // The answer may go with the process.
      await session.send("Browser.crashGpuProcess").catch(() => undefined);
      await session.detach().catch(() => undefined);
    },
    async closePages() {
      await Promise.all(browser.contexts().map((context) => context.close()));
    },
    async close() {
      await browser.close();
      await server.close();
      rmSync(folder, { recursive: true });
    },
  };
}

/** A link's hash for an experiment, as people write it by hand. */
export function handWritten(experiment: object): string {
  return `#${encodeURIComponent(JSON.stringify({ version: 1, ...experiment }))}`;
}

/** Waits until `<html data-state>` is one of these. */
export async function waitForState(page: Page, ...states: readonly string[]): Promise<void> {
  await page.waitForFunction((wanted) => wanted.includes(document.documentElement.dataset.state ?? ""), states, {
    timeout: 60_000,
  });
}

/** The step that the page is at. */
export async function stepOf(page: Page): Promise<number> {
  return Number(await page.evaluate(() => document.documentElement.dataset.step));
}

/** What tells the positions of all ensembles at a step from others; waits until the page has measured them. */
export async function fingerprintAt(page: Page, step: number): Promise<string> {
  const handle = await page.waitForFunction(
    (wanted) => {
      const { fingerprint = "" } = document.documentElement.dataset;
      return fingerprint.startsWith(`${wanted}: `) && fingerprint;
    },
    step,
    { timeout: 30_000 },
  );
  return String(await handle.jsonValue());
}

/** The landscape alone, with everything at rest: two pictures in a row are alike. @throws Error when it never rests. */
export async function photograph(page: Page): Promise<Buffer> {
  let before: Buffer | undefined;
  for (let attempt = 0; attempt < 20; attempt += 1) {
    await page.waitForTimeout(750);
    const picture = await page.locator("canvas.landscape").screenshot({ style: "#page { visibility: hidden }" });
    if (before?.equals(picture)) return picture;
    before = picture;
  }
  throw new Error("The landscape does not come to rest.");
}
