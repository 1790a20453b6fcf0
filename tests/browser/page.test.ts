import type { Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { ROW } from "../../src/simulation/statistics-layout.ts";
import { type BuiltPage, handWritten, photograph, servePage, stepOf, waitForState } from "./built-page.ts";

let site: BuiltPage;
beforeAll(async () => {
  site = await servePage();
});
afterEach(() => site.closePages());
afterAll(() => site.close());

/** Small, since rendering is in software: 2 × 144 trajectories that all arrive. */
const booth = {
  surface: { id: "booth" },
  starts: { kind: "grid", columns: 12, rows: 12 },
  ensembles: [
    { optimizer: "gradient-descent", hyperparameters: { learningRate: 0.02 } },
    { optimizer: "momentum", hyperparameters: { learningRate: 0.02, beta: 0.7 } },
  ],
  steps: 120,
};

const arrivals = (page: Page): Promise<number[]> =>
  page
    .locator("[data-ensemble]")
    .evaluateAll((rows) => rows.map((row) => Number((row as HTMLElement).dataset.arrived)));

/** Waits until the legend counts this many trajectories in the first ensemble. */
async function showsTotal(page: Page, total: number): Promise<void> {
  await page.locator(`[data-ensemble="0"][data-total="${total}"]`).waitFor({ state: "attached" });
}

describe("the built page", () => {
  test("shows particles that move, arrive and are counted, and reads back nothing but statistics", async () => {
    const page = await site.open(`?quality=5&speed=30${handWritten(booth)}`, () => {
      const log: { mapped: number; copied: number; mapBuffers: number } = { mapped: 0, copied: 0, mapBuffers: 0 };
      Object.assign(globalThis, { readbackLog: log });
      const map = GPUBuffer.prototype.mapAsync;
      GPUBuffer.prototype.mapAsync = function (mode, ...range) {
        if (mode === GPUMapMode.READ) log.mapped = Math.max(log.mapped, this.size);
        return map.call(this, mode, ...range);
      };
      const create = GPUDevice.prototype.createBuffer;
      GPUDevice.prototype.createBuffer = function (descriptor) {
        if ((descriptor.usage & GPUBufferUsage.MAP_READ) !== 0) log.mapBuffers += 1;
        return create.call(this, descriptor);
      };
      const copyTexture = GPUCommandEncoder.prototype.copyTextureToBuffer;
      GPUCommandEncoder.prototype.copyTextureToBuffer = function (...copy) {
        log.copied += 1;
        return copyTexture.call(this, ...copy);
      };
    });
    await waitForState(page, "running");
    await page.waitForFunction(() => Number(document.documentElement.dataset.step) > 3);
    const early = await page.locator("canvas.landscape").screenshot();
    const before = await arrivals(page);
    await waitForState(page, "finished");
    expect(await stepOf(page)).toBe(120);
    await page.waitForFunction(() =>
      [...document.querySelectorAll("[data-ensemble]")].every((row) => (row as HTMLElement).dataset.arrived === "144"),
    );
    const late = await page.locator("canvas.landscape").screenshot();
    expect(late.equals(early)).toBe(false);
    expect(before[0]).toBeLessThan(144);
    const log = await page.evaluate(() => (globalThis as unknown as { readbackLog: object }).readbackLog);
    // The statistics of two ensembles at each of 121 steps and now, in the one buffer that can be read.
    expect(log).toEqual({ mapped: 122 * 2 * ROW.size, copied: 0, mapBuffers: 1 });
  });

  test("draws the same picture for the same seed and step, and another for another", async () => {
    const file = { ...booth, starts: { kind: "uniform", count: 144 } };
    const shots: Buffer[] = [];
    for (const [seed, at] of [
      [5, 9],
      [5, 9],
      [5, 14],
      [6, 9],
    ] as const) {
      const page = await site.open(`?quality=2&at=${at}${handWritten({ ...file, seed })}`);
      await waitForState(page, "paused");
      shots.push(await photograph(page));
      await page.close();
    }
    const [first, again, later, other] = shots;
    expect(first && again?.equals(first)).toBe(true);
    expect(first && later?.equals(first)).toBe(false);
    expect(first && other?.equals(first)).toBe(false);
  });

  test("keeps everything in the link: a changed number, reload, back and forward", async () => {
    const page = await site.open(`?quality=5&paused${handWritten(booth)}`);
    await waitForState(page, "paused");
    const count = page.getByRole("textbox", { name: /each/i }).first();
    await count.fill("100");
    await count.press("Enter");
    await showsTotal(page, 100);
    await page.reload();
    await showsTotal(page, 100);
    await page.goBack();
    await showsTotal(page, 144);
    await page.goForward();
    await showsTotal(page, 100);
  });

  test("is painted before what draws is loaded, and nothing moves when its formula is typeset", async () => {
    const page = await site.open(`?quality=6&paused${handWritten(booth)}`, () => {
      const heights = new Set<number>();
      Object.assign(globalThis, { formulaHeights: heights });
      const look = () => {
        const formula = document.querySelector(".formula");
        if (formula !== null) heights.add(formula.getBoundingClientRect().height);
        requestAnimationFrame(look);
      };
      requestAnimationFrame(look);
    });
    await page.locator(".formula .katex").waitFor();
    await page.locator(".fan canvas").first().waitFor();
    const { paint, scripts, heights } = await page.evaluate(() => ({
      paint: performance.getEntriesByName("first-contentful-paint")[0]?.startTime ?? Number.NaN,
      scripts: performance
        .getEntriesByType("resource")
        .filter(({ name }) => /\/(playground|katex|fan-chart)-[^/]*\.js$/.test(name))
        .map(({ name, startTime }) => ({ name: name.replace(/.*\//, ""), startTime })),
      heights: [...(globalThis as unknown as { formulaHeights: Set<number> }).formulaHeights],
    }));
    expect(scripts.length).toBe(3);
    for (const { name, startTime } of scripts) expect(startTime, name).toBeGreaterThan(paint);
    expect(heights.length, `heights of the formula: ${heights}`).toBe(1);
  });

  test("refuses a bad link with one clear line, and runs on what it ran", async () => {
    const page = await site.open(`?quality=5&speed=5${handWritten(booth)}`);
    await waitForState(page, "running");
    await page.evaluate(
      (hash) => {
        location.hash = hash;
      },
      handWritten({ ...booth, ensembles: [{ optimizer: "adamm" }] }),
    );
    const alert = page.getByRole("alert").filter({ hasText: "/ensembles/0/optimizer" });
    await alert.waitFor();
    expect(await alert.textContent()).toContain("adam");
    const step = await stepOf(page);
    await page.waitForFunction((before) => Number(document.documentElement.dataset.step) > before, step);
  });

  test("refuses a crowd beyond the adapter's limits at its field, and runs on what it ran", async () => {
    const page = await site.open(`?quality=5&paused${handWritten(booth)}`);
    await waitForState(page, "paused");
    await showsTotal(page, 144);
    const count = page.getByRole("textbox", { name: /each/i }).first();
    await count.fill("30000000");
    await count.press("Enter");
    await page.getByText(/at most [\d,]+ trajectories/).waitFor();
    await showsTotal(page, 144);
  });

  test("keeps what it ran, and says so, where the driver is out of memory", async () => {
    const page = await site.open(`?quality=5&paused${handWritten(booth)}`, () => {
      // A software adapter takes what the machine has, so the driver's answer is put into its mouth.
      const driver = { isFull: false };
      Object.assign(globalThis, { driver });
      const filters: GPUErrorFilter[] = [];
      const push = GPUDevice.prototype.pushErrorScope;
      GPUDevice.prototype.pushErrorScope = function (filter) {
        filters.push(filter);
        push.call(this, filter);
      };
      const pop = GPUDevice.prototype.popErrorScope;
      GPUDevice.prototype.popErrorScope = async function () {
        const isAboutMemory = filters.pop() === "out-of-memory";
        const error = await pop.call(this);
        return isAboutMemory && driver.isFull ? new GPUOutOfMemoryError("") : error;
      };
    });
    const fill = (isFull: boolean) =>
      page.evaluate((next) => {
        (globalThis as unknown as { driver: { isFull: boolean } }).driver.isFull = next;
      }, isFull);
    await waitForState(page, "paused");
    await showsTotal(page, 144);
    await fill(true);
    const count = page.getByRole("textbox", { name: /each/i }).first();
    await count.fill("121");
    await count.press("Enter");
    await page
      .getByText(/121 trajectories an ensemble need \d+ MiB in all, and the graphics adapter has not/)
      .waitFor();
    await showsTotal(page, 144);
    await fill(false);
    await page.getByRole("button", { name: "Last step" }).click();
    await waitForState(page, "finished");
    await showsTotal(page, 144);
    await count.fill("100");
    await count.press("Enter");
    await showsTotal(page, 100);
  });

  test("says what is missing and what to do where there is no WebGPU", async () => {
    const page = await site.open("", () => {
      Object.defineProperty(Navigator.prototype, "gpu", { get: () => undefined });
    });
    await waitForState(page, "unsupported");
    expect(await page.textContent("body")).toMatch(/no WebGPU/);
    expect(await page.textContent("body")).toMatch(/Chrome/);
  });

  test("starts again after the loss of the graphics device, at the same step with the same counts", async () => {
    const page = await site.open(`?quality=5&at=60${handWritten(booth)}`);
    await waitForState(page, "paused");
    await page.waitForFunction(
      () => Number((document.querySelector("[data-ensemble]") as HTMLElement)?.dataset.arrived) > 0,
    );
    const before = await arrivals(page);
    const session = await page.context().browser()?.newBrowserCDPSession();
    await session?.send("Browser.crashGpuProcess").catch(() => undefined);
    await page.getByText(/replayed to step 60/).waitFor();
    await waitForState(page, "paused");
    expect(await stepOf(page)).toBe(60);
    await expect.poll(() => arrivals(page), { timeout: 20_000 }).toEqual(before);
  });

  test("a click on the surface drops a cloud there", async () => {
    const page = await site.open(`?quality=5&paused${handWritten(booth)}`);
    await waitForState(page, "paused");
    await page.waitForTimeout(500);
    const hash = await page.evaluate(() => location.hash);
    await page.locator("canvas.landscape").click({ position: { x: 620, y: 350 } });
    await page.waitForFunction(() => document.documentElement.dataset.state === "running");
    expect(await page.getByRole("radio", { name: "Cloud" }).isChecked()).toBe(true);
    const link = await page.evaluate(() => location.hash);
    expect(link).not.toBe(hash);
  });

  test("keys turn the landscape and bring it home while it has the focus", async () => {
    const page = await site.open(`?quality=5&at=9${handWritten(booth)}`);
    await waitForState(page, "paused");
    // Where the label of the minimum stands tells how the landscape lies.
    const place = async () => {
      await page.waitForTimeout(1000);
      const box = await page.locator(".marker-label").first().boundingBox();
      return [Math.round(box?.x ?? 0), Math.round(box?.y ?? 0)];
    };
    const before = await place();
    await page.locator("canvas.landscape").focus();
    for (const key of ["ArrowRight", "ArrowUp", "+", "+"]) await page.keyboard.press(key);
    expect(await place()).not.toEqual(before);
    expect(await stepOf(page)).toBe(9);
    await page.keyboard.press("Home");
    expect(await place()).toEqual(before);
  });

  test("a typed formula runs, and a wrong one is marked under its token while the old one runs on", async () => {
    const page = await site.open(`?quality=5&speed=5${handWritten(booth)}`);
    await waitForState(page, "running");
    await page.getByRole("button", { name: /choose another surface/i }).click();
    await page.getByRole("option", { name: /your own formula/i }).click();
    const field = page.getByRole("textbox", { name: /formula/i });
    await field.fill("k*x^2 + y^2 + sinn(x)");
    await page.getByText(/sinn/).last().waitFor();
    expect(await page.textContent("body")).toMatch(/column 15/i);
    await field.fill("k*x^2 + y^2 + sin(x)");
    await page.getByRole("slider", { name: "k" }).waitFor();
  });
});
