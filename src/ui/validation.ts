import type { Experiment } from "../experiment/experiment.ts";
import { ExperimentError } from "../experiment/experiment-error.ts";
import { parseExperiment } from "../experiment/parse-experiment.ts";

/** What is wrong, in words for the field where it was typed. */
export function fieldMessage(error: unknown): string {
  if (error instanceof ExperimentError) return `Allowed: ${error.allowed}.`;
  return error instanceof Error ? error.message : String(error);
}

/** What is wrong, in words for a banner: there the place must be named. */
export function bannerMessage(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/** Checks an experiment that a control put together: the complete experiment, or what is wrong with it. */
export function checked(candidate: Experiment): { readonly experiment: Experiment } | { readonly error: unknown } {
  try {
    return { experiment: parseExperiment(candidate) };
  } catch (error) {
    return { error };
  }
}
