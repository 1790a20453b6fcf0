import type { Experiment } from "./experiment.ts";
import type { Recording } from "./recording.ts";

/**
 * Checks a recording against the rest of its experiment and fills what it leaves out; `{}` is the film of an experiment
 * that has none: the whole run, from the page's camera, with the legend.
 * @param found the shape as a file holds it, or a complete recording that was edited.
 * @throws ExperimentError at `/recording/…`.
 */
export function completeRecording(experiment: Experiment, found: unknown): Recording {
  throw new Error(`No recording of ${experiment.steps} steps from ${typeof found} yet.`);
}
