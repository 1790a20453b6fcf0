import type { Experiment } from "../experiment/experiment.ts";
import { formatExperiment } from "../experiment/file.ts";
import { galleryRequest } from "./gallery/gallery-request.ts";
import { recordInLink } from "./location.ts";
import * as store from "./store.ts";

/** Runs an experiment that came as a file, with the changes that were recorded in it. */
export function openExperiment(experiment: Experiment): void {
  showExperiment(experiment);
  recordInLink("structural");
}

/** Runs an experiment that came with the address. */
export function showExperiment(experiment: Experiment): void {
  store.notice.value = undefined;
  store.countError.value = undefined;
  store.openEnsemble.value = undefined;
  // What the gallery was to change is gone.
  galleryRequest.value = undefined;
  const player = store.playground.peek();
  if (player === undefined || isSameRun(experiment, store.experiment.peek())) store.experiment.value = experiment;
  else player.open(experiment, { play: true });
}

/**
 * Whether two experiments differ in their film alone, as after the browser's Back in the studio: then the run goes on.
 * Those on a grid are not looked at: there may be millions of values.
 */
function isSameRun({ recording: film, ...a }: Experiment, { recording: other, ...b }: Experiment): boolean {
  if ("grid" in a.surface || "grid" in b.surface || JSON.stringify(film) === JSON.stringify(other)) return false;
  return formatExperiment(a) === formatExperiment(b);
}
