import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { decodeLink } from "../../src/experiment/link.ts";
import type { MapChoice } from "../../src/experiment/map.ts";
import { runRavine } from "../cli/run-ravine.ts";
import { type BuiltPage, handWritten, servePage, waitForState } from "./built-page.ts";

let site: BuiltPage;
beforeAll(async () => {
  site = await servePage();
});
afterEach(() => site.closePages());
afterAll(() => site.close());

const numbers = "/ensembles/0/hyperparameters";

/** Small, since rendering is in software: one trajectory that is watched, and a map of 64² others. */
const quadratic = {
  surface: { id: "quadratic", parameters: { lambda1: 1, lambda2: 10, theta: 0 } },
  starts: { kind: "points", points: [[2, 1]] },
  ensembles: [{ optimizer: "momentum", hyperparameters: { learningRate: 0.05, beta: 0.7 } }],
};
const rates = {
  kind: "rate",
  x: { path: `${numbers}/learningRate`, from: 0.01, to: 0.41, scale: "linear" },
  y: { path: `${numbers}/beta`, from: 0, to: 1, scale: "linear" },
  width: 64,
  height: 64,
  steps: 200,
};

const isDone = '.map-body[data-map="done"][data-stride="1"]';

async function waitForMap(page: Page): Promise<void> {
  await page.locator(isDone).waitFor({ timeout: 60_000 });
}

/** The map that the address holds now. */
async function mapInLink(page: Page): Promise<MapChoice | undefined> {
  return decodeLink(await page.evaluate(() => location.hash))?.map;
}

/** The colours of the map's cells, as the canvas has them, and how many there are. */
function colorsOf(page: Page): Promise<{ readonly first: string; readonly count: number }> {
  return page.locator("canvas.map-picture").evaluate((element) => {
    const canvas = element as HTMLCanvasElement;
    const pixels = canvas.getContext("2d")?.getImageData(0, 0, canvas.width, canvas.height).data ?? [];
    const colors = new Set<string>();
    for (let at = 0; at < pixels.length; at += 4) colors.add([...pixels.slice(at, at + 4)].join(" "));
    return { first: [...pixels].join(" "), count: colors.size };
  });
}

interface TraceEvent {
  readonly name: string;
  readonly pid: number;
  readonly tid: number;
  /** Processor time in microseconds. */
  readonly tdur?: number;
  readonly args: { readonly name?: string };
}

/**
 * The processor time in milliseconds of the longest task of the page's main thread while something is done. Of time on
 * the clock others take their share, where there are fewer processors than threads.
 */
async function longestTask(page: Page, act: () => Promise<void>): Promise<number> {
  const browser = page.context().browser();
  if (browser === null) throw new Error("The page has no browser.");
  await browser.startTracing(page, { categories: ["toplevel", "__metadata"] });
  await act();
  const trace = JSON.parse((await browser.stopTracing()).toString()) as { readonly traceEvents: readonly TraceEvent[] };
  const threads = new Set(
    trace.traceEvents
      .filter(({ name, args }) => name === "thread_name" && args.name === "CrRendererMain")
      .map(({ pid, tid }) => `${pid} ${tid}`),
  );
  const tasks = trace.traceEvents.filter(({ pid, tid, tdur }) => tdur !== undefined && threads.has(`${pid} ${tid}`));
  return Math.max(0, ...tasks.map(({ tdur = 0 }) => tdur / 1000));
}

describe("maps in the built page", () => {
  test("refine to the end beside the landscape, and no task of the page is long meanwhile", async () => {
    const page = await site.open(`?quality=9&paused${handWritten({ ...quadratic, map: rates })}`);
    await waitForState(page, "paused");
    await waitForMap(page);
    expect((await colorsOf(page)).count).toBeGreaterThan(20);
    const seen: number[] = [];
    // The processor is shared with the software that draws: of several refinements, one without a long task is proof.
    for (const width of [256, 255, 254]) {
      const longest = await longestTask(page, async () => {
        await page.evaluate(
          (hash) => {
            location.hash = hash;
          },
          handWritten({ ...quadratic, map: { ...rates, width, height: 256, steps: 50 } }),
        );
        await page.locator('.map-body[data-map="running"]').waitFor();
        await waitForMap(page);
      });
      seen.push(longest);
      if (longest < 50) break;
    }
    console.info(
      `maps: the longest tasks while a map refines took ${seen.map((time) => time.toFixed(1)).join(", ")} ms`,
    );
    expect(seen.at(-1), `milliseconds of the longest tasks: ${seen}`).toBeGreaterThan(0);
    expect(seen.at(-1), `milliseconds of the longest tasks: ${seen}`).toBeLessThan(50);
  });

  test("say what the cell under the pointer is, beside the prediction", async () => {
    const page = await site.open(`?quality=9&paused${handWritten({ ...quadratic, map: rates })}`);
    await waitForMap(page);
    const field = page.locator(".map-surface").first();
    await field.focus();
    await page.keyboard.press("ArrowRight");
    const text = async () => (await page.locator(".map-facts").textContent()) ?? "";
    // The cell in the middle of 64, (32 + ½)/64 of the way: α = .213125, β = .5078125.
    await expect.poll(text).toContain("α 0.21312");
    expect(await text()).toContain("β 0.5078");
    const [, measured, predicted] = /factor per step ([\d.]+) ?predicted ([\d.]+)/.exec(await text()) ?? [];
    // √β = .712610, in four digits. Measured .7126 too: the fit may be off by 2 % of the logarithm.
    expect(Math.abs(Number(predicted) - Math.sqrt(0.5078125)), `predicted ${predicted}`).toBeLessThan(5e-5);
    expect(Math.log(Number(measured)) / Math.log(Number(predicted)), `measured ${measured}`).toBeCloseTo(1, 2);
    await page.keyboard.press("Escape");
    await expect.poll(text).toContain("64 × 64 cells");
  });

  test("hold the very numbers that the command line writes", async () => {
    // The minimum of Booth's function, (1, 3), is off the origin: the last bits show.
    const experiment = {
      version: 1,
      surface: { id: "booth" },
      starts: { kind: "points", points: [[-4, 7]] },
      ensembles: [{ optimizer: "momentum", hyperparameters: { learningRate: 0.05, beta: 0.7 } }],
      map: { ...rates, kind: "loss", steps: 300 },
    };
    const page = await site.open(`?quality=9&paused${handWritten(experiment)}`);
    await waitForMap(page);
    await page.getByTitle("Save the map").click();
    const [download] = await Promise.all([
      page.waitForEvent("download"),
      page.getByRole("button", { name: "Values, NPY" }).click(),
    ]);
    const ofPage = await readFile(await download.path());
    const folder = await mkdtemp(join(tmpdir(), "ravine-map-"));
    const data = join(folder, "map.npy");
    const { code, stderr } = await runRavine(["map", "-", "--data", data], JSON.stringify(experiment));
    expect(code, stderr).toBe(0);
    const ofCommandLine = await readFile(data);
    await rm(folder, { recursive: true });
    // The header comes first; then 64² numbers.
    const bytes = new Uint8Array(ofPage.subarray(-4 * 64 * 64));
    expect(new Set(new Float32Array(bytes.buffer)).size, "different losses").toBeGreaterThan(100);
    expect(ofPage.equals(ofCommandLine)).toBe(true);
  });

  test("zoom with the wheel around the pointer and come back, and the link keeps where they are", async () => {
    const page = await site.open(`?quality=9&paused${handWritten({ ...quadratic, map: rates })}`);
    await waitForMap(page);
    const box = await page.locator(".map-surface").first().boundingBox();
    if (box === null) throw new Error("There is no map.");
    await page.mouse.move(box.x + box.width / 4, box.y + box.height / 2);
    await page.mouse.wheel(0, -300);
    await expect.poll(async () => (await mapInLink(page))?.x.from).not.toBe(0.01);
    const zoomed = await mapInLink(page);
    if (zoomed === undefined) throw new Error("The link holds no map.");
    // What was under the pointer, α = .11 and β = .5, is still there; a pixel is .0009 and .003 wide.
    expect(Math.abs(zoomed.x.from + (zoomed.x.to - zoomed.x.from) / 4 - 0.11)).toBeLessThan(0.001);
    expect(Math.abs((zoomed.y.from + zoomed.y.to) / 2 - 0.5)).toBeLessThan(0.003);
    expect(zoomed.x.to - zoomed.x.from).toBeLessThan(0.3);
    await page.reload();
    await waitForMap(page);
    expect(await mapInLink(page)).toEqual(zoomed);
    await page.getByRole("button", { name: "Zoom out" }).click();
    await expect.poll(async () => (await mapInLink(page))?.x.to).toBeGreaterThan(zoomed.x.to);
  });

  test("come and go with M, on a phone too, where the landscape is a tap away", async () => {
    const page = await site.open(`?quality=9&paused${handWritten(quadratic)}`);
    await page.setViewportSize({ width: 360, height: 740 });
    await waitForState(page, "paused");
    await page.keyboard.press("m");
    const field = page.locator(".map-surface").first();
    await field.waitFor();
    const box = await field.boundingBox();
    expect(box?.x).toBeGreaterThan(0);
    expect((box?.x ?? 0) + (box?.width ?? 0)).toBeLessThanOrEqual(360);
    expect(box?.height).toBeGreaterThan(180);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(360);
    await page.getByRole("button", { name: "Landscape", exact: true }).click();
    await field.waitFor({ state: "hidden" });
    await page.getByRole("button", { name: "Map", exact: true }).click();
    await field.waitFor({ state: "visible" });
    await page.locator("body").press("m");
    await field.waitFor({ state: "detached" });
    await expect.poll(() => mapInLink(page)).toBeUndefined();
  });
});
