import type { Browser, CDPSession, Page } from "playwright-core";
import { defaultExperiment } from "../../experiment/default-experiment.ts";
import { encodeLink } from "../../experiment/link.ts";
import { bundlePage } from "../page-bundle.ts";
import type { FrameWatch } from "./frame-watch.ts";
import type { Frame } from "./report.ts";
import { median } from "./rounds.ts";

/** The opening scene with as many trajectories as this in all its crowds together, in a run that does not end. */
const COLUMNS = 250;
const ROWS = 100;
const STEPS = 1_000_000;

/** Before anything is timed, the page has settled on its quality; each window then holds several frames. */
const SETTLING = 4000;
const WINDOW = 1000;

interface Reading {
  readonly frames: number;
  /** Seconds that the main thread has spent in scripts, of every kind, since the page began. */
  readonly script: number;
}

async function read(page: Page, session: CDPSession): Promise<Reading> {
  const { metrics } = await session.send("Performance.getMetrics");
  const script = metrics.find(({ name }) => name === "ScriptDuration")?.value ?? Number.NaN;
  const frames = await page.evaluate(() => (globalThis as FrameWatch).benchFrames ?? 0);
  return { frames, script };
}

/** Runs 100,000 trajectories in the built page, and gives the middle of what scripts take a frame in several windows. */
export async function measureFrame(browser: Browser, url: string, windows: number): Promise<Frame> {
  const { ensembles, starts } = defaultExperiment;
  const experiment = {
    ...defaultExperiment,
    starts: { ...starts, kind: "grid" as const, columns: COLUMNS, rows: ROWS },
    steps: STEPS,
  };
  const page = await browser.newPage({ viewport: { width: 1120, height: 600 } });
  await page.addInitScript({ content: await bundlePage(new URL("./frame-watch.ts", import.meta.url)) });
  const session = await page.context().newCDPSession(page);
  // The main thread's own time: on a machine whose cores also draw, the clock on the wall counts their turns too.
  await session.send("Performance.enable", { timeDomain: "threadTicks" });
  await page.goto(`${url}#${encodeLink(experiment)}`);
  await page.waitForFunction(() => document.documentElement.dataset.state === "running", undefined, {
    timeout: 60_000,
  });
  await page.waitForTimeout(SETTLING);
  const shares: number[] = [];
  let before = await read(page, session);
  while (shares.length < windows) {
    await page.waitForTimeout(WINDOW);
    const after = await read(page, session);
    if (after.frames === before.frames) continue;
    shares.push((after.script - before.script) / (after.frames - before.frames));
    before = after;
  }
  await page.close();
  return { trajectories: COLUMNS * ROWS * ensembles.length, scriptMilliseconds: 1000 * median(shares) };
}
