import type { Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import {
  type BuiltPage,
  fingerprintAt,
  handWritten,
  photograph,
  servePage,
  stepOf,
  waitForState,
} from "./built-page.ts";

let site: BuiltPage;
beforeAll(async () => {
  site = await servePage();
});
afterEach(() => site.closePages());
afterAll(() => site.close());

/** Small, since rendering is in software: 2 × 100 trajectories, with noise, and changes of all kinds on the way. */
const changing = {
  surface: { id: "rosenbrock" },
  starts: { kind: "uniform", count: 100 },
  noise: { kind: "gaussian", sigma: 0.1 },
  ensembles: [
    { optimizer: "momentum", hyperparameters: { learningRate: 5e-4, beta: 0.9 } },
    { optimizer: "adam", hyperparameters: { learningRate: 0.02 } },
  ],
  steps: 3000,
  changes: [
    { step: 400, path: "/surface/parameters/b", value: 60 },
    { step: 900, path: "/ensembles/0/hyperparameters/learningRate", value: 8e-4 },
    { step: 2000, path: "/noise/sigma", value: 0.3 },
  ],
};

const bar = (page: Page) => page.getByRole("slider", { name: "Step", exact: true });

async function waitForStep(page: Page, step: number): Promise<void> {
  await page.waitForFunction((wanted) => Number(document.documentElement.dataset.step) === wanted, step, {
    timeout: 30_000,
  });
}

describe("time", () => {
  test("gives the same positions and the same picture at a step, however the run came there", async () => {
    const straight = await site.open(`?quality=2&at=700${handWritten(changing)}`);
    await waitForStep(straight, 700);
    const expected = await fingerprintAt(straight, 700);
    const picture = await photograph(straight);
    await straight.close();
    const page = await site.open(`?quality=2&at=3000${handWritten(changing)}`);
    await waitForStep(page, 3000);
    for (const step of [1900, 100, 650, 2400, 700]) await bar(page).fill(String(step));
    await waitForStep(page, 700);
    await waitForState(page, "paused");
    expect(await fingerprintAt(page, 700)).toBe(expected);
    expect((await photograph(page)).equals(picture), "the picture after scrubbing").toBe(true);
    await page.getByRole("button", { name: "Loop" }).focus();
    await page.keyboard.press("ArrowRight");
    await waitForStep(page, 701);
    await page.keyboard.press("Shift+ArrowLeft");
    await waitForStep(page, 691);
    await page.getByRole("button", { name: "One step", exact: true }).click();
    await waitForStep(page, 692);
    await bar(page).fill("701");
    await page.getByRole("button", { name: "One step back" }).click();
    await waitForStep(page, 700);
    expect(await fingerprintAt(page, 700)).toBe(expected);
  });

  test("goes to the first step and the last, and plays again and again where it is told to", async () => {
    const page = await site.open(
      `?quality=5&paused&speed=2000${handWritten({ ...changing, steps: 300, changes: [] })}`,
    );
    await waitForState(page, "paused");
    await page.locator("body").press("End");
    await waitForState(page, "finished");
    await page.locator("body").press("Home");
    await waitForStep(page, 0);
    await page.getByRole("button", { name: "Loop" }).click();
    await page.getByRole("button", { name: "Play" }).click();
    await waitForStep(page, 300);
    await page.waitForFunction(() => Number(document.documentElement.dataset.step) < 300);
    await waitForStep(page, 300);
    await page.getByRole("button", { name: "Loop" }).click();
    await waitForState(page, "finished");
  });

  test("takes another way after a change in the past, says so, and the browser's Back returns", async () => {
    const page = await site.open(`?quality=5&at=1000${handWritten(changing)}`);
    await waitForStep(page, 1000);
    await page.getByRole("textbox", { name: "parameter b" }).fill("40");
    await page.keyboard.press("Enter");
    await page.getByText(/recorded after step 1000 are gone/).waitFor();
    expect(await page.locator(".progress .change").last().getAttribute("title")).toMatch(/step 1000$/);
    await page.goBack();
    await expect.poll(() => page.locator(".progress .change").last().getAttribute("title")).toMatch(/step 2000$/);
  });

  test("rests while the page is hidden, and goes on where it was", async () => {
    const page = await site.open(`?quality=5&speed=100${handWritten(changing)}`);
    await page.waitForFunction(() => Number(document.documentElement.dataset.step) > 5);
    const show = (hidden: boolean) =>
      page.evaluate((isHidden) => {
        Object.defineProperty(document, "hidden", { configurable: true, get: () => isHidden });
        document.dispatchEvent(new Event("visibilitychange"));
      }, hidden);
    await show(true);
    const step = await stepOf(page);
    await page.waitForTimeout(2000);
    expect(await stepOf(page)).toBe(step);
    await show(false);
    await page.waitForFunction((before) => Number(document.documentElement.dataset.step) > before, step);
    // Two hidden seconds at a hundred steps a second would have been two hundred steps.
    expect(await stepOf(page)).toBeLessThan(step + 100);
  });

  test("goes on while another surface is made ready", async () => {
    const page = await site.open(`?quality=5&speed=60${handWritten({ ...changing, changes: [] })}`);
    await waitForState(page, "running");
    await page.evaluate(() => {
      const seen: string[] = [];
      Object.assign(globalThis, { seenStates: seen });
      new MutationObserver(() => seen.push(document.documentElement.dataset.state ?? "")).observe(
        document.documentElement,
        { attributeFilter: ["data-state"] },
      );
    });
    await page.getByRole("button", { name: /choose another surface/i }).click();
    await page.getByRole("option", { name: /^booth/i }).click();
    await page.waitForFunction(() => document.title.includes("Booth"));
    await page.waitForTimeout(1500);
    const seen = await page.evaluate(() => (globalThis as unknown as { seenStates: string[] }).seenStates);
    expect(seen.filter((state) => state !== "running" && state !== "finished")).toEqual([]);
    expect(await page.locator("canvas.landscape").count()).toBe(1);
  });
});
