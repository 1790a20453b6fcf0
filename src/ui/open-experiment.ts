import type { Experiment } from "../experiment/experiment.ts";
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
  if (player === undefined) store.experiment.value = experiment;
  else player.open(experiment, { play: true });
}
