import { readFile } from "node:fs/promises";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { runRavine } from "../cli/run-ravine.ts";
import { type BuiltPage, handWritten, servePage, waitForState } from "./built-page.ts";

const experiment = {
  surface: { id: "himmelblau" },
  starts: { kind: "uniform", count: 20 },
  ensembles: [
    { optimizer: "momentum", hyperparameters: { learningRate: 0.01, beta: 0.5 } },
    { optimizer: "adam", hyperparameters: { learningRate: 0.1 } },
  ],
  steps: 40,
  // The studio's preview has little to draw.
  recording: { width: 240, height: 240, fps: 24, seconds: 1 },
};

let site: BuiltPage;
beforeAll(async () => {
  site = await servePage();
});
afterAll(() => site.close());

/** What a button hands over, and its name. */
async function downloadOf(page: Page, button: string): Promise<readonly [name: string, content: Buffer]> {
  const [download] = await Promise.all([
    page.waitForEvent("download", { timeout: 60_000 }),
    page.getByRole("button", { name: button, exact: true }).click(),
  ]);
  return [download.suggestedFilename(), await readFile(await download.path())];
}

describe("The studio", () => {
  it("saves the bytes that the command line writes on the GPU, and records the landscape live", async () => {
    const page = await site.open(`?quality=5&at=40${handWritten(experiment)}`);
    await waitForState(page, "finished", "paused");
    await page.keyboard.press("f");
    await page.getByRole("radio", { name: "NPY", exact: true }).check({ force: true });
    const [arrayName, array] = await downloadOf(page, "Trajectories");
    await page.getByRole("radio", { name: "JSON", exact: true }).check({ force: true });
    const [seriesName, series] = await downloadOf(page, "Statistics");
    expect([arrayName, seriesName]).toEqual([
      "ravine-himmelblau-trajectories.npy",
      "ravine-himmelblau-statistics.json",
    ]);

    const input = JSON.stringify({ version: 1, ...experiment });
    const written = await runRavine(["simulate", "-", "--engine", "gpu", "--format", "npy"], input);
    expect(array.equals(written.bytes), "the trajectories are the same bytes").toBe(true);
    const measured = await runRavine(["statistics", "-", "--engine", "gpu"], input);
    expect(series.equals(measured.bytes), "the statistics are the same bytes").toBe(true);

    await page.getByRole("button", { name: "Record live" }).click();
    await page.getByText("Recording in real time").waitFor();
    await page.waitForTimeout(1500);
    const [name, film] = await downloadOf(page, "Stop");
    expect(name).toMatch(/^ravine-live-\d{4}(-\d\d){5}\.(mp4|webm)$/);
    // The page itself plays no video: its policy allows none.
    const blank = await page.context().newPage();
    const size = await blank.evaluate(async (source) => {
      const video = document.createElement("video");
      video.muted = true;
      const loaded = new Promise<boolean>((resolve) => {
        video.onloadeddata = () => resolve(true);
        video.onerror = () => resolve(false);
      });
      video.src = `data:video/mp4;base64,${source}`;
      return { hasPicture: await loaded, width: video.videoWidth, height: video.videoHeight };
    }, film.toString("base64"));
    const canvas = await page.evaluate(() => {
      const landscape = document.querySelector<HTMLCanvasElement>("canvas.landscape");
      return { width: landscape?.width, height: landscape?.height };
    });
    expect(size).toEqual({ hasPicture: true, ...canvas });
    expect(await page.getByText("Recording in real time").count(), "badges that stayed").toBe(0);
    await site.closePages();
  });
});
