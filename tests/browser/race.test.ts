import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { decodeLinkWith } from "../../src/experiment/link.ts";
import { parseExperiment } from "../../src/experiment/parse-experiment.ts";
import { type BuiltPage, handWritten, servePage, waitForState } from "./built-page.ts";

let site: BuiltPage;
beforeAll(async () => {
  site = await servePage();
});
afterAll(() => site.close());

/** κ = 10: an eigenvalue of 1 and one of 10. */
const scene = {
  surface: { id: "quadratic", parameters: { lambda1: 1, lambda2: 10, theta: 0 } },
  starts: { kind: "grid", columns: 4, rows: 4 },
  ensembles: [
    { optimizer: "gradient-descent", hyperparameters: { learningRate: 0.001 } },
    { optimizer: "momentum", hyperparameters: { learningRate: 0.001, beta: 0 }, label: "mine" },
  ],
  steps: 20,
  race: { budget: { amount: 4000 }, starts: 16 },
};

/** What the address holds. */
function linked() {
  return decodeLinkWith(new URL(page.url()).hash, parseExperiment);
}

/** One page for all: what a test leaves is where the next one begins. */
let page: Page;
const dialog = () => page.getByRole("dialog", { name: "A fair race" });
const start = () => dialog().getByRole("button", { name: /^Tune and race/ });
const budget = () => dialog().getByRole("textbox", { name: "budget in steps" });

/** Types another budget. */
async function spend(steps: string): Promise<void> {
  await budget().fill(steps);
  await page.keyboard.press("Enter");
}

describe("the race", () => {
  beforeAll(async () => {
    // At the lowest quality: the software renderer's time is for the race.
    page = await site.open(`?paused&quality=6${handWritten(scene)}`);
    await waitForState(page, "paused");
    await page.getByRole("button", { name: "Tune and race…" }).click();
  });

  test("takes its settings from the link, and says beside its field what is not allowed", async () => {
    expect(await budget().inputValue(), "budget of the link").toBe("4,000");
    await spend("0");
    expect(await dialog().getByRole("alert").textContent()).toBe("Allowed: an integer from 1 to 1000000.");
  });

  test("stops when it is cancelled", async () => {
    await spend("4000");
    await start().click();
    await dialog().getByRole("button", { name: "Cancel" }).click();
    await start().waitFor();
    expect(await dialog().locator(".sweep-row").count(), "rows of sweeps").toBe(0);
  });

  test("tunes every optimizer out of sight, ranks them, and shows how it searched", async () => {
    await spend("40");
    // On a fast machine all of it may be over before it can be looked at.
    await page.evaluate(() => {
      const watch = () => {
        const { most = "0" } = document.body.dataset;
        if (/Tuning, \d+ %/.test(document.body.textContent ?? "")) document.body.dataset.told = "yes";
        const shown = document.querySelectorAll(".race-content:has(.race-progress) .sweep-button").length;
        document.body.dataset.most = String(Math.max(Number(most), shown));
      };
      new MutationObserver(watch).observe(document.body, { childList: true, subtree: true, characterData: true });
    });
    await start().click();
    await page.waitForFunction(() => Number(document.body.dataset.most) > 2);
    await page.keyboard.press("Escape");
    await page.getByRole("button", { name: /^(Tuning, \d+ %|Tune and race…)$/ }).click();
    await dialog().getByRole("heading", { name: "mine is first." }).waitFor({ timeout: 120_000 });
    expect(await page.evaluate(() => document.body.dataset.told), "progress beside the optimizers").toBe("yes");
    const rows = await dialog().locator("tbody tr").allTextContents();
    expect(rows.length, "rows of the table").toBe(2);
    expect(rows[0], "the first row").toMatch(/^1mine/);
    expect(rows[1], "the second row").toMatch(/^2Gradient descent/);
    await dialog().getByRole("button", { name: "α × β" }).last().click();
    expect(await dialog().locator("figcaption").textContent()).toMatch(
      /best together with its neighbours: α [\d.]+, β [\d.]+: median loss/,
    );
    const download = page.waitForEvent("download");
    await dialog().getByRole("button", { name: "CSV" }).click();
    expect((await download).suggestedFilename()).toBe("ravine-race.csv");
  });

  test("runs the tuned ones in the view, and Back undoes that", async () => {
    await dialog().getByRole("button", { name: "Race them in the view" }).click();
    await dialog().waitFor({ state: "detached" });
    await waitForState(page, "running", "finished");
    const raced = linked();
    expect(raced?.steps, "steps of the budget").toBe(40);
    expect(raced?.race, "the settings in the link").toMatchObject({ budget: { kind: "steps", amount: 40 } });
    // Measured .1755: 40 steps are too few for 2/(λ₁ + λ₂) = .1818, at which the starts' x and y shrink alike.
    const rate = Number(raced?.ensembles[0]?.hyperparameters.learningRate);
    expect(rate, "gradient descent’s learning rate").toBeGreaterThan(0.17);
    expect(rate, "gradient descent’s learning rate").toBeLessThan(0.19);
    expect(raced?.ensembles[1]?.label).toBe("mine");

    await page.goBack();
    await page.waitForFunction(() => /α 0\.001/.test(document.querySelector(".ensemble-numbers")?.textContent ?? ""));
    expect(linked()?.steps, "steps after Back").toBe(20);
  });
});
