import type { Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { randomBits } from "../../src/math/random.ts";
import { type BuiltPage, fingerprintAt, handWritten, photograph, servePage, waitForState } from "./built-page.ts";

/**
 * How many losses: a handful, or as many as RAVINE_LOSSES says. All of them are drawn from the seed below; a machine
 * without a graphics card needs about ten seconds for each.
 */
const LOSSES = Number(process.env.RAVINE_LOSSES ?? 4);
const SEED = Number(process.env.RAVINE_LOSSES_SEED ?? 1);

/** Without these the browser stops giving WebGPU to a page, or altogether, after a few crashes. */
const FLAGS = ["--disable-gpu-process-crash-limit", "--disable-domain-blocking-for-3d-apis"];

/** Small, since rendering is in software; long enough to be in the middle of it when the graphics go. */
const valley = {
  surface: { id: "rosenbrock" },
  starts: { kind: "uniform", count: 100 },
  noise: { kind: "gaussian", sigma: 0.05 },
  ensembles: [
    { optimizer: "momentum", hyperparameters: { learningRate: 5e-4, beta: 0.9 } },
    { optimizer: "adam", hyperparameters: { learningRate: 0.02 } },
  ],
  steps: 1500,
  changes: [{ step: 300, path: "/surface/parameters/b", value: 60 }],
};
const booth = { ...valley, surface: { id: "booth" }, changes: [] };

/** What Restart makes of it before its change: the values that show then, from the first step. */
const restarted = { ...valley, changes: [] };

/** A step to rest at, and one to scrub to. */
const RESTING = 700;
const WISHED = 450;

/** What a person does when the graphics go, and the experiment that is to be at its end afterwards. */
interface Moment {
  readonly name: string;
  readonly address: string;
  /** Brings the page to the moment; what is not awaited here goes on during the crash. */
  readonly lead: (page: Page) => Promise<void>;
  readonly experiment: typeof valley;
  /** The step that the run must be at again, where it rests. */
  readonly rests?: number;
}

/** Drags the bar to and fro for about a second and a half, and lets it go at the step that is wished. */
const drag = (page: Page) =>
  page.evaluate((wished) => {
    const bar = document.querySelector<HTMLInputElement>(".progress input");
    let moves = 40;
    const timer = setInterval(() => {
      moves -= 1;
      if (bar === null) return;
      bar.value = String(moves === 0 ? wished : Math.round(700 + 650 * Math.sin(moves)));
      bar.dispatchEvent(new Event("input", { bubbles: true }));
      if (moves === 0) clearInterval(timer);
    }, 40);
  }, WISHED);

const open = (page: Page, experiment: typeof valley | typeof booth) =>
  page.evaluate((hash) => {
    location.hash = hash;
  }, handWritten(experiment));

const paused = (page: Page) => waitForState(page, "paused");
const running = (page: Page) => waitForState(page, "running");

const MOMENTS: readonly Moment[] = [
  { name: "loading", address: "?speed=300", lead: async () => undefined, experiment: valley },
  {
    name: "seeding",
    address: "?speed=300",
    lead: async (page) => page.getByRole("button", { name: "Restart" }).click(),
    experiment: restarted,
  },
  { name: "running", address: "?speed=300", lead: running, experiment: valley },
  { name: "paused", address: `?at=${RESTING}`, lead: paused, experiment: valley, rests: RESTING },
  {
    name: "scrubbing",
    address: `?at=${RESTING}`,
    lead: async (page) => {
      await paused(page);
      await drag(page);
    },
    experiment: valley,
    rests: WISHED,
  },
  {
    name: "resizing",
    address: "?speed=300",
    lead: async (page) => {
      await running(page);
      await page.setViewportSize({ width: 900, height: 500 });
    },
    experiment: valley,
  },
  {
    name: "opening another experiment",
    address: "?speed=300",
    lead: async (page) => {
      await running(page);
      await open(page, booth);
    },
    experiment: booth,
  },
];

let site: BuiltPage;
beforeAll(async () => {
  site = await servePage(FLAGS);
});
afterEach(() => site.closePages());
afterAll(() => site.close());

/** The fingerprints at the end of a run that nothing disturbs. */
async function undisturbed(experiment: typeof valley): Promise<string> {
  const page = await site.open(`?quality=6&at=${experiment.steps}${handWritten(experiment)}`);
  const print = await fingerprintAt(page, experiment.steps);
  await page.close();
  return print;
}

/** The picture at a step of a run that nothing disturbs. */
async function undisturbedPicture(step: number): Promise<Buffer> {
  const page = await site.open(`?quality=6&at=${step}${handWritten(valley)}`);
  await waitForState(page, "paused");
  const picture = await photograph(page);
  await page.close();
  return picture;
}

describe("a run whose graphics device is lost", () => {
  const expected = new Map<object, Promise<string>>();
  const drawn = Array.from({ length: LOSSES }, (_, index) => {
    const [when = 0] = randomBits(SEED, index, 0, 0);
    const moment = MOMENTS[(SEED + index) % MOMENTS.length];
    return { index, moment, delay: when % 1200 };
  });

  test.each(drawn)(
    "ends with the positions it would have had: $moment.name, $delay ms later",
    async ({ moment, delay }) => {
      if (moment === undefined) throw new Error("expected a moment");
      const { experiment, address, rests } = moment;
      const ending = expected.get(experiment) ?? undisturbed(experiment);
      expected.set(experiment, ending);
      await ending;
      const picture = rests === undefined ? undefined : await undisturbedPicture(rests);
      const page = await site.open(`${address}${address === "" ? "?" : "&"}quality=6${handWritten(valley)}`);
      await moment.lead(page);
      await page.waitForTimeout(delay);
      await site.crashGraphics();
      if (rests !== undefined) {
        await page.getByText(`replayed to step ${rests}`).waitFor();
        await waitForState(page, "paused");
        expect(picture && (await photograph(page)).equals(picture), "the picture after the loss").toBe(true);
        await page.locator("body").press("End");
      } else {
        // The rest of the way may be quick: what matters is that it leads to the same end.
        const speed = page.getByRole("textbox", { name: "Steps per second" });
        await speed.fill("20000");
        await speed.press("Enter");
      }
      await waitForState(page, "finished");
      expect(await fingerprintAt(page, experiment.steps)).toBe(await ending);
      await page.close();
    },
  );
});
