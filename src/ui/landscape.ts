import type { Experiment, SurfaceChoice } from "../experiment/experiment.ts";
import { LONGEST_NAME } from "../experiment/landscape/landscape.ts";
import { readLandscape } from "../experiment/landscape/read-landscape.ts";
import { resolveLandscape } from "../experiment/landscape/resolve-landscape.ts";
import { parseExperiment } from "../experiment/parse-experiment.ts";
import { surfaceOf } from "../experiment/surface-of.ts";
import { startOver } from "./actions.ts";
import { readFromPage } from "./read-from-page.ts";
import { startsFor } from "./starts-edit.ts";
import * as store from "./store.ts";
import { bannerMessage } from "./validation.ts";

/**
 * The present optimizers on the landscape of a file from this machine, whose values the experiment then holds.
 * @throws LandscapeFileError, ExperimentError
 */
export async function readLandscapeFile(file: File): Promise<Experiment> {
  const values = await readLandscape(file.name, new Uint8Array(await file.arrayBuffer()));
  const grid = { name: file.name.slice(0, LONGEST_NAME), ...values };
  return onSurface(parseExperiment({ ...plain(), surface: { grid } }).surface);
}

/**
 * Starts over with the present optimizers on a landscape that lies beside the page.
 * @returns what is wrong with it, if anything; the running experiment then stays.
 */
export async function openLandscape(file: string): Promise<string | undefined> {
  try {
    const found = await resolveLandscape({ ...plain(), surface: { grid: { file } } }, readFromPage);
    return startOver(onSurface(parseExperiment(found).surface));
  } catch (error) {
    return bannerMessage(error);
  }
}

/** What shows now, without what only some surfaces allow. */
function plain(): Experiment {
  const { noise, ...experiment } = store.shown.peek();
  return { ...experiment, changes: [], noise: noise.kind === "minibatch" ? { kind: "none" } : noise };
}

/** What shows now on another surface, with starts that suit it. */
function onSurface(surface: SurfaceChoice): Experiment {
  const experiment = plain();
  return { ...experiment, surface, starts: startsFor(experiment.starts, surfaceOf(surface).domain) };
}
