import { resolve } from "node:path";
import { launchBrowser } from "../../src/cli/browser.ts";
import { handWritten, servePage, waitForState } from "./built-page.ts";

/*
 * Draws the README's pictures: the opening scene at full quality, run to its end and taken back to a step, so that the
 * chart shows the whole run; and a map beside its landscape. Nothing is done to them afterwards.
 */
const STEP = 25;
const END = 500;
const WINDOW = { viewport: { width: 1440, height: 900 }, deviceScaleFactor: 2, reducedMotion: "reduce" } as const;

/** Heavy ball on a quadratic with κ = 10: the plane of α and β that theory knows everything of. */
const PLANE = {
  surface: { id: "quadratic", parameters: { lambda1: 1, lambda2: 10, theta: 0.4 } },
  starts: { kind: "grid", columns: 48, rows: 48 },
  ensembles: [{ optimizer: "momentum", hyperparameters: { learningRate: 0.1, beta: 0.8 } }],
  steps: 60,
  map: {
    kind: "rate",
    x: { path: "/ensembles/0/hyperparameters/learningRate", from: 0, to: 0.4, scale: "linear" },
    y: { path: "/ensembles/0/hyperparameters/beta", from: 0, to: 1 },
    width: 512,
    height: 512,
    steps: 1000,
  },
};

const pictureOf = (name: string): string => resolve(import.meta.dirname, `../../public/${name}.jpg`);
/** Software rendering needs some seconds a frame at this size, and the labels come with the second one. */
const TWO_FRAMES = 30_000;

const site = await servePage();
const browser = await launchBrowser();

const scene = await browser.newPage(WINDOW);
await scene.goto(`${site.url}?quality=0&at=${END}`);
await waitForState(scene, "finished");
// The statistics of the run are read now and then.
await scene.waitForTimeout(10_000);
const bar = scene.getByRole("slider", { name: "Step", exact: true });
await bar.fill(String(STEP));
await bar.blur();
await waitForState(scene, "paused");
await scene.waitForTimeout(TWO_FRAMES);
await scene.screenshot({ path: pictureOf("screenshot"), type: "jpeg", quality: 82 });
await scene.close();

const map = await browser.newPage(WINDOW);
await map.goto(`${site.url}?quality=0&at=8${handWritten(PLANE)}`);
await waitForState(map, "paused");
await map.getByRole("button", { name: "Contours" }).click();
await map.locator('.map-body[data-map="done"][data-stride="1"]').waitFor({ timeout: 180_000 });
await map.waitForTimeout(TWO_FRAMES);
await map.screenshot({ path: pictureOf("map"), type: "jpeg", quality: 82 });

await browser.close();
await site.close();
console.info(`Wrote ${pictureOf("screenshot")} and ${pictureOf("map")}`);
