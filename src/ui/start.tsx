import { effect } from "@preact/signals";
import { render } from "preact";
import { defaultExperiment } from "../experiment/default-experiment.ts";
import type { Experiment } from "../experiment/experiment.ts";
import { acceptDrops } from "./files.ts";
import { firstPaint } from "./first-paint.ts";
import { listenToKeys } from "./keyboard.ts";
import { followLinks, linkError, readLink } from "./location.ts";
import { openExperiment, showExperiment } from "./open-experiment.ts";
import { Page } from "./page.tsx";
import { parseQuery } from "./query.ts";
import * as store from "./store.ts";
import { applyTheme, startingTheme } from "./theme.ts";
import { sceneTitle } from "./title.ts";

/**
 * Puts the page up, and only once that is painted loads what draws and runs: its scripts are most of all there are.
 * @param stage what the landscape fills; @param root what the panels are rendered into.
 */
export async function startPage(stage: HTMLElement, root: HTMLElement): Promise<void> {
  const query = parseQuery(location.search);
  const link = readLink();
  store.theme.value = startingTheme();
  if (query.speed !== undefined) store.speed.value = query.speed;
  if (link.experiment !== undefined) store.experiment.value = link.experiment;
  if (link.error !== undefined) store.notice.value = { kind: "error", text: link.error };
  const named = link.later === undefined ? undefined : showLater(link.later);
  render(<Page />, root);
  effect(() => applyTheme(store.theme.value));
  effect(() => {
    document.title = `${sceneTitle(store.shown.value, store.surface.value)} · Ravine`;
  });
  effect(() => {
    // Read by tests and by whoever records the page from outside.
    document.documentElement.dataset.state = store.state.value;
    document.documentElement.dataset.step = String(store.step.value);
  });
  effect(() => {
    // The step and, after it, a number an ensemble that is the same where all its positions are.
    const [first] = store.statistics.value;
    const prints = store.statistics.value.map(({ fingerprint }) => fingerprint.toString(16)).join(" ");
    document.documentElement.dataset.fingerprint = first === undefined ? "" : `${first.step}: ${prints}`;
  });
  listenToKeys();
  acceptDrops(openExperiment);
  followLinks(showExperiment, () => defaultExperiment);

  await firstPaint();
  try {
    const { Playground } = await import("./playground.ts");
    const playground = await Playground.create(stage, { quality: query.quality });
    await named;
    store.playground.value = playground;
    playground.open(store.experiment.peek(), {
      step: query.at ?? 0,
      play: !query.paused && query.at === undefined,
    });
  } catch (error) {
    // The reason is told in full by whoever threw it; a machine without WebGPU is the usual one.
    const advice = error instanceof Error && "advice" in error ? String(error.advice) : "Reload the page.";
    store.obstacle.value = { message: error instanceof Error ? error.message : String(error), advice };
    store.state.value = "unsupported";
  }
}

/** The experiment of a link that names a file, unless another has been chosen until it is read. */
async function showLater(later: Promise<Experiment>): Promise<void> {
  const before = store.experiment.peek();
  try {
    const experiment = await later;
    if (store.experiment.peek() === before) store.experiment.value = experiment;
  } catch (error) {
    store.notice.value = { kind: "error", text: linkError(error) };
  }
}
