import type { Browser, Page } from "playwright-core";
import { launchBrowser } from "../browser.ts";
import { InputError } from "../input-error.ts";
import { firstLine, openModulePage } from "../module-page.ts";
import { bundlePage } from "../page-bundle.ts";
import type { BenchPage, Care } from "./bench-page.ts";
import { measurePage } from "./built-page.ts";
import type { DrawingPage } from "./drawing-page.ts";
import { type BenchOptions, type Part, workloads } from "./options.ts";
import {
  type Compute,
  type Drawing,
  type MapTime,
  type Report,
  type Result,
  reportJson,
  reportText,
} from "./report.ts";

declare const bench: BenchPage;
declare const drawing: DrawingPage;

const USUAL: Care = { rounds: 5, seconds: 0.3, mapSide: 512 };
const QUICK: Care = { rounds: 1, seconds: 0.05, mapSide: 128 };

/** The crowds at which the tiers of drawing are timed by the GPU's clock. */
const DRAWN = [
  ["ribbons", 16_384],
  ["lines", 131_072],
  ["drape", 1_048_576],
] as const;
const DRAWN_FRAMES = 30;

function say(line: string): void {
  process.stderr.write(`${line}\n`);
}

function isAsked(part: Part, { only }: BenchOptions): boolean {
  return only === undefined || only === part;
}

function careOf({ quick, rounds }: BenchOptions): Care {
  const care = quick ? QUICK : USUAL;
  return rounds === undefined ? care : { ...care, rounds };
}

/** Times every contender, all in one page, and on a real GPU the engine by the GPU's own clock. */
async function throughput(
  browser: Browser,
  options: BenchOptions,
): Promise<Pick<Report, "adapter" | "tensorflowjsBackend" | "results" | "map" | "gpu">> {
  const page = await browser.newPage();
  await openModulePage(page, await bundlePage(new URL("./bench-page.ts", import.meta.url)));
  const { adapter, tensorflowjsBackend, hasGpuClock } = await page.evaluate(() => bench.start());
  const results: Result[] = [];
  const compute: Compute[] = [];
  for (const workload of isAsked("throughput", options) ? workloads(options) : []) {
    const { optimizer, surface, trajectories } = workload;
    say(`${optimizer} on ${surface}, ${trajectories.toLocaleString("en")} trajectories`);
    const asked = { workload, care: careOf(options) };
    results.push(await page.evaluate(({ workload, care }) => bench.measure(workload, care), asked));
    if (!hasGpuClock) continue;
    const time = await page.evaluate(({ workload, care }) => bench.timeOnGpu(workload, care), asked);
    if (time !== undefined) compute.push(time);
  }
  const map = await timedMap(page, options);
  await page.close();
  const rest = { adapter, tensorflowjsBackend, results, map };
  if (!hasGpuClock) return rest;
  const isDrawn = isAsked("frame", options);
  return { ...rest, gpu: { compute, drawing: isDrawn ? await drawingTimes(browser) : [] } };
}

async function timedMap(page: Page, options: BenchOptions): Promise<MapTime | null> {
  if (!isAsked("map", options)) return null;
  say("timing a map");
  return page.evaluate((care) => bench.timeMap(care), careOf(options));
}

/** Times the drawing of every tier, at a crowd that it is for. */
async function drawingTimes(browser: Browser): Promise<Drawing[]> {
  say("timing the drawing");
  const page = await browser.newPage();
  await openModulePage(page, await bundlePage(new URL("./drawing-page.ts", import.meta.url)));
  const times: Drawing[] = [];
  for (const [tier, trajectories] of DRAWN) {
    const time = await page.evaluate(([tier, count, frames]) => drawing.measure(tier, count, frames), [
      tier,
      trajectories,
      DRAWN_FRAMES,
    ] as const);
    if (time !== undefined) times.push(time);
  }
  await page.close();
  return times;
}

/**
 * Runs the benchmark and gives its report, as text.
 * @throws InputError with one line when there is no browser or no WebGPU.
 */
export async function runBench(options: BenchOptions): Promise<string> {
  const browser = await launchBrowser().catch((error: unknown) => {
    throw new InputError(`the benchmark needs a browser: ${firstLine(error)}`);
  });
  try {
    const measured = await throughput(browser, options);
    const page =
      options.only === "throughput" || options.only === "map"
        ? { frame: null, load: null }
        : await measurePage(browser, options, say);
    const report: Report = { browser: `Chromium ${browser.version()}`, ...measured, ...page };
    return options.json ? reportJson(report) : reportText(report);
  } catch (error) {
    throw error instanceof InputError ? error : new InputError(firstLine(error));
  } finally {
    await browser.close();
  }
}
