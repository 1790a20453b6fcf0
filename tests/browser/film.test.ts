import { readFile } from "node:fs/promises";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { demuxMp4, demuxWebm } from "../gpu/encode-demuxed.ts";
import {
  type BuiltPage,
  fingerprintAt,
  handWritten,
  photograph,
  servePage,
  stepOf,
  waitForState,
} from "./built-page.ts";

/** Without these the browser stops giving WebGPU to a page after a crash. */
const FLAGS = ["--disable-gpu-process-crash-limit", "--disable-domain-blocking-for-3d-apis"];

/** As small as a film may be, since all of it is drawn and encoded in software. */
const SIDE = 240;
const FRAMES = 12;
const STEP = 20;

function sceneOf(seconds: number) {
  return {
    surface: { id: "rosenbrock" },
    starts: { kind: "grid", columns: 5, rows: 5 },
    ensembles: [{ optimizer: "momentum", hyperparameters: { learningRate: 5e-4, beta: 0.9 } }],
    steps: 100,
    recording: { width: SIDE, height: SIDE, fps: 24, seconds },
  };
}

/** Ten seconds: longer than anybody waits here. */
const LONG = handWritten(sceneOf(10));

let site: BuiltPage;
/** One page for all: what a test leaves is where the next one begins. */
let page: Page;

beforeAll(async () => {
  site = await servePage(FLAGS);
  page = await site.open(`?quality=6&speed=5&at=${STEP}${handWritten(sceneOf(FRAMES / 24))}`, () => {
    // Nobody is there to choose a file.
    Reflect.deleteProperty(globalThis, "showSaveFilePicker");
  });
  await waitForState(page, "paused");
});
afterAll(() => site.close());

const stage = () => page.locator(".preview-stage");
const exportButton = () => page.getByRole("button", { name: "Export the film" });
const outcome = () => page.getByRole("region", { name: "Export" }).locator("[role=status], [role=alert]").last();

/** Waits until the preview shows the film as it is now. */
async function waitForPreview(): Promise<void> {
  await page.locator(".preview-stage[data-preview=ready][data-frame]").waitFor({ timeout: 60_000 });
}

/** Waits until so many frames of an export are done. */
async function waitForFrames(count: number): Promise<void> {
  await page.waitForFunction(
    (least) => Number(document.querySelector("[role=progressbar]")?.getAttribute("aria-valuenow")) >= least,
    count,
    { timeout: 60_000 },
  );
}

/** Exports in a format, and reads the download. */
async function exported(format: string): Promise<{ readonly name: string; readonly bytes: ArrayBuffer }> {
  await page.getByRole("radio", { name: format, exact: true }).check({ force: true });
  const coming = page.waitForEvent("download", { timeout: 60_000 });
  await exportButton().click();
  const download = await coming;
  const bytes = await readFile(await download.path());
  return { name: download.suggestedFilename(), bytes: new Uint8Array(bytes).buffer };
}

describe("the film's studio", () => {
  test("makes films of exactly the frames, the rate and the size asked for, and leaves the run as it was", async () => {
    const before = { picture: await photograph(page), print: await fingerprintAt(page, STEP), address: page.url() };
    await page.locator("body").press("f");
    await waitForPreview();

    const mp4 = await exported("MP4");
    expect(mp4.name).toBe("ravine-rosenbrock.mp4");
    const film = demuxMp4(mp4.bytes);
    expect(film).toMatchObject({ width: SIDE, height: SIDE, duration: FRAMES / 24, colors: [1, 1, 1, false] });
    expect(film.times).toEqual(Array.from({ length: FRAMES }, (_, index) => index / 24));
    expect(await outcome().textContent()).toMatch(
      /^Saved ravine-rosenbrock\.mp4: 240 × 240, 12 frames, 0\.5 s, \d+ kB\.$/,
    );

    const webm = await exported("WebM");
    expect(webm.name).toBe("ravine-rosenbrock.webm");
    const other = demuxWebm(webm.bytes);
    expect(other).toMatchObject({ width: SIDE, height: SIDE, duration: FRAMES / 24 });
    expect(other.times.length).toBe(FRAMES);

    await waitForPreview();
    await page.locator("body").press("Escape");
    await stage().waitFor({ state: "detached" });
    expect((await photograph(page)).equals(before.picture), "the landscape's picture after the film").toBe(true);
    expect(await fingerprintAt(page, STEP)).toBe(before.print);
    expect(page.url(), "the link").toBe(before.address);
  });

  test("goes on in a tab that is not seen, and leaves nothing behind when it is cancelled", async () => {
    await page.evaluate((hash) => {
      location.hash = hash;
    }, LONG);
    await page.locator("body").press(" ");
    await waitForState(page, "running");
    await page.locator("body").press("f");
    await page.getByText("10 s").first().waitFor();
    await waitForPreview();
    const rested = await stepOf(page);
    // The file is chosen without asking, in a folder of the page's own.
    await page.evaluate(() => {
      const showSaveFilePicker = async ({ suggestedName }: { suggestedName: string }) =>
        (await navigator.storage.getDirectory()).getFileHandle(suggestedName, { create: true });
      Object.assign(globalThis, { showSaveFilePicker });
    });
    await page.getByRole("radio", { name: "MP4", exact: true }).check({ force: true });
    await exportButton().click();
    await waitForFrames(2);
    await page.evaluate(() => {
      // What a browser does to a hidden tab: no frames, and timers once a second. This one has no tabs to hide.
      Object.defineProperty(document, "hidden", { value: true, configurable: true });
      document.dispatchEvent(new Event("visibilitychange"));
      const [frame, timer] = [globalThis.requestAnimationFrame, globalThis.setTimeout];
      const waiting: FrameRequestCallback[] = [];
      globalThis.requestAnimationFrame = (task) => waiting.push(task);
      Object.assign(globalThis, {
        setTimeout: (task: () => void, wait = 0) => timer(task, Math.max(1000, wait)),
        seeAgain: () => {
          Object.assign(globalThis, { requestAnimationFrame: frame, setTimeout: timer });
          Reflect.deleteProperty(document, "hidden");
          for (const task of waiting) frame(task);
          document.dispatchEvent(new Event("visibilitychange"));
        },
      });
    });
    await waitForFrames(8);
    await page.evaluate(() => Reflect.get(globalThis, "seeAgain")());

    await page.locator("body").press("Escape");
    expect(await stage().count(), "the studio, which an export holds open").toBe(1);
    await page.getByRole("button", { name: "Cancel" }).click();
    await page.getByText(/^Cancelled after \d+ of 240 frames; nothing was saved\.$/).waitFor();
    const left = await page.evaluate(async () => {
      const names: string[] = [];
      for await (const name of (await navigator.storage.getDirectory()).keys()) names.push(name);
      return names;
    });
    expect(left, "files").toEqual([]);
    await waitForPreview();
    expect(await stepOf(page), "the step of a run that was under way, and rests meanwhile").toBe(rested);
  });

  test("says that the graphics were lost, writes nothing, and previews again on the next device", async () => {
    await exportButton().click();
    await waitForFrames(3);
    await site.crashGraphics();
    const text = page.getByText(/^The graphics device was lost after \d+ of 240 frames; nothing was saved\.$/);
    await text.waitFor({ timeout: 30_000 });
    const files = await page.evaluate(async () => {
      let count = 0;
      for await (const _ of (await navigator.storage.getDirectory()).keys()) count++;
      return count;
    });
    expect(files, "files").toBe(0);
    await waitForPreview();
    await page.locator("body").press("Escape");
    await waitForState(page, "running", "finished");
  });
});
