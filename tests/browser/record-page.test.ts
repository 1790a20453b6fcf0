import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { runRavine } from "../cli/run-ravine.ts";
import { handWritten, servePage, waitForState } from "./built-page.ts";

const scene = {
  surface: { id: "rosenbrock" },
  starts: { kind: "grid", columns: 5, rows: 5 },
  noise: { kind: "gaussian", sigma: 0.2 },
  ensembles: [{ optimizer: "momentum", hyperparameters: { learningRate: 5e-4 } }, { optimizer: "adam" }],
  steps: 60,
  recording: {
    width: 240,
    height: 240,
    fps: 24,
    seconds: 0.5,
    parameters: [
      {
        path: "/ensembles/0/hyperparameters/beta",
        keys: [
          { at: 0, value: 0.5 },
          { at: 0.5, value: 0.95 },
        ],
      },
    ],
    texts: [{ kind: "caption", from: 0, to: 0.5, text: "Page and command line", formula: "\\beta" }],
  },
};

test("the page and the command line make the same film, byte for byte", async () => {
  const folder = await mkdtemp(join(tmpdir(), "ravine-same-"));
  const site = await servePage();
  try {
    const page = await site.open(`?quality=6&at=20${handWritten(scene)}`, () => {
      // Nobody is there to choose a file.
      Reflect.deleteProperty(globalThis, "showSaveFilePicker");
    });
    await waitForState(page, "paused");
    await page.locator("body").press("f");
    await page.locator(".preview-stage[data-preview=ready][data-frame]").waitFor({ timeout: 60_000 });
    await page.getByRole("radio", { name: "MP4", exact: true }).check({ force: true });
    const coming = page.waitForEvent("download", { timeout: 60_000 });
    await page.getByRole("button", { name: "Export the film" }).click();
    const fromPage = await readFile(await (await coming).path());

    const out = join(folder, "film.mp4");
    const { code, stderr } = await runRavine(["record", "-", "--out", out], JSON.stringify({ version: 1, ...scene }));
    expect(code, stderr).toBe(0);
    const headless = await readFile(out);
    expect(headless.length).toBeGreaterThan(5000);
    expect(headless.equals(fromPage), `${headless.length} and ${fromPage.length} bytes are the same`).toBe(true);
  } finally {
    await site.close();
    await rm(folder, { recursive: true });
  }
});
