import type { Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { type BuiltPage, handWritten, servePage, waitForState } from "./built-page.ts";

let site: BuiltPage;
beforeAll(async () => {
  site = await servePage();
});
afterEach(() => site.closePages());
afterAll(() => site.close());

/** The page without a graphics adapter: the gallery computes without one, and nothing else takes time. */
async function openPage(experiment: object): Promise<Page> {
  const page = await site.open(handWritten(experiment), () => {
    Object.defineProperty(Navigator.prototype, "gpu", { get: () => undefined });
  });
  await waitForState(page, "unsupported");
  return page;
}

const rosenbrock = { surface: { id: "rosenbrock" }, ensembles: [{ optimizer: "adam" }] };

const focused = (page: Page) =>
  page.evaluate(() => {
    const element = document.activeElement as HTMLElement | null;
    return element?.dataset.card ?? element?.className ?? "";
  });

/** Colours that a card's picture has; one for an empty one. */
const colorsOf = (page: Page, card: string) =>
  page.locator(`[data-card="${card}"] canvas`).evaluate((element) => {
    const canvas = element as HTMLCanvasElement;
    const pixels = canvas.getContext("2d")?.getImageData(0, 0, canvas.width, canvas.height).data ?? [];
    const colors = new Set<number>();
    for (let at = 0; at < pixels.length; at += 4) {
      colors.add((pixels[at] ?? 0) * 65536 + (pixels[at + 1] ?? 0) * 256 + (pixels[at + 2] ?? 0));
    }
    return colors.size;
  });

/** Only what is seen is painted. */
async function painted(page: Page, card: string): Promise<void> {
  await page.locator(`[data-card="${card}"]`).scrollIntoViewIfNeeded();
  await page.locator(`[data-card="${card}"] .painted`).waitFor();
}

describe("the gallery", () => {
  test("opens by a key, is moved through by arrows, searched by letters, and chooses by Enter", async () => {
    const page = await openPage(rosenbrock);
    const opener = page.getByRole("button", { name: /choose another surface/i });
    await opener.focus();
    await page.keyboard.press("s");
    await page.getByRole("dialog", { name: "Surfaces" }).waitFor();
    expect(await focused(page)).toBe("rosenbrock");
    await page.keyboard.press("ArrowRight");
    expect(await focused(page)).toBe("beale");
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("ArrowUp");
    expect(await focused(page), "the page's own arrow keys are silent").not.toBe("");
    await page.keyboard.press("End");
    expect(await focused(page)).toBe("file");
    await page.keyboard.press("Home");
    expect(await focused(page)).toBe("distill-banana");
    await page.keyboard.type("himmel");
    expect(await page.getByRole("searchbox").inputValue()).toBe("himmel");
    expect(await page.getByRole("option").count()).toBe(1);
    await page.keyboard.press("Enter");
    await page.waitForFunction(() => document.title.includes("Himmelblau"));
    await page.getByRole("dialog").waitFor({ state: "detached" });
    expect(await focused(page), "the focus is back").toBe("surface-card");
  });

  test("closes by Escape, changes nothing then, and gives the focus back", async () => {
    const page = await openPage(rosenbrock);
    const address = page.url();
    await page.getByRole("button", { name: "Add an optimizer" }).press("Enter");
    await page.getByRole("dialog", { name: "Add an optimizer" }).waitFor();
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Escape");
    await page.getByRole("dialog").waitFor({ state: "detached" });
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe("Add an optimizer");
    expect(page.url()).toBe(address);
  });

  test("says that a search finds nothing, and offers to clear it", async () => {
    const page = await openPage(rosenbrock);
    await page.keyboard.press("a");
    await page.getByRole("searchbox").fill("xyzzy");
    await page.getByText(/nothing here matches “xyzzy”/i).waitFor();
    await page.getByRole("button", { name: "Clear the search" }).click();
    expect(await page.getByRole("option").count()).toBeGreaterThan(5);
  });

  test("paints surfaces and runs optimizers on the present one", async () => {
    const page = await openPage(rosenbrock);
    await page.keyboard.press("s");
    await painted(page, "branin");
    expect(await colorsOf(page, "branin")).toBeGreaterThan(500);
    await page.keyboard.press("Escape");
    await page.keyboard.press("a");
    await painted(page, "bicgstab");
    await painted(page, "momentum");
    expect(await colorsOf(page, "bicgstab")).toBeGreaterThan(500);
    // The same map, and trails in a colour that it has not.
    expect(await colorsOf(page, "momentum")).toBeGreaterThan(1.2 * (await colorsOf(page, "bicgstab")));
  });

  test("shows the documentation on the space bar; where it covers the cards, Escape leads back to them", async () => {
    const page = await openPage(rosenbrock);
    await page.setViewportSize({ width: 360, height: 700 });
    await page.keyboard.press("a");
    await page.locator('[data-card="momentum"]').focus();
    await page.keyboard.press(" ");
    const pane = page.getByRole("region", { name: "Heavy ball" });
    await pane.locator(".katex").first().waitFor();
    expect(await pane.textContent()).toMatch(/Polyak.*dampening/);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(360);
    await page.keyboard.press("Escape");
    expect(await pane.isVisible()).toBe(false);
    expect(await focused(page)).toBe("momentum");
    await page.keyboard.press("Escape");
    await page.getByRole("dialog").waitFor({ state: "detached" });
  });

  test("says why an optimizer cannot run on a surface, and does not choose it", async () => {
    const page = await openPage(rosenbrock);
    await page.keyboard.press("a");
    const card = page.getByRole("option", { name: /bicgstab/i });
    expect(await card.getAttribute("aria-disabled")).toBe("true");
    expect(await card.textContent()).toContain("Needs a linear system");
    await card.press("Enter");
    expect(await page.getByRole("dialog").count()).toBe(1);
    expect(await page.locator(".ensemble").count()).toBe(1);
  });

  test("leaves out, and says so, what cannot run on the surface that is chosen", async () => {
    const ensembles = [{ optimizer: "bicgstab" }, { optimizer: "adam" }];
    const page = await openPage({ surface: { id: "linear-system" }, ensembles });
    await page.keyboard.press("s");
    const card = page.getByRole("option", { name: /^booth/i });
    expect(await card.textContent()).toContain("Runs without BiCGSTAB");
    await card.click();
    await page.getByText("Left out, as Booth has no place for it: BiCGSTAB.").waitFor();
    expect(await page.locator(".ensemble").count()).toBe(1);
  });

  test("puts another optimizer in a row's place, under the name that it was given", async () => {
    const ensembles = [{ optimizer: "adam", label: "mine", hyperparameters: { learningRate: 0.5 } }];
    const page = await openPage({ surface: { id: "booth" }, ensembles });
    await page.getByRole("button", { name: /mine/ }).click();
    await page.getByRole("button", { name: "Another optimizer…" }).click();
    await page.getByRole("option", { name: /^heavy ball/i }).click();
    await page.getByRole("dialog").waitFor({ state: "detached" });
    const row = page.locator(".ensemble");
    expect(await row.locator(".ensemble-label").textContent()).toBe("mine");
    await row.getByRole("slider", { name: "momentum" }).waitFor();
    expect(await row.getByRole("textbox", { name: "learning rate" }).inputValue()).not.toBe("0.5");
  });
});

describe("a surface with data", () => {
  test("starts over with another number of them, which must be whole", async () => {
    const page = await openPage({ surface: { id: "linear-regression" }, ensembles: [{ optimizer: "adam" }] });
    const address = page.url();
    const count = page.getByRole("textbox", { name: "parameter count" });
    await count.fill("32");
    await count.press("Enter");
    expect(await page.locator(".field-error").count(), "nothing is wrong").toBe(0);
    expect(page.url(), "a step of the history of its own").not.toBe(address);
    await count.fill("32.5");
    await count.press("Enter");
    await page.getByText("Not a whole number.").waitFor();
    await page.reload();
    await waitForState(page, "unsupported");
    expect(await count.inputValue()).toBe("32");
  });
});
