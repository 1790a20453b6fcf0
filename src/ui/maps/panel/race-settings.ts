import type { Experiment } from "../../../experiment/experiment.ts";
import { parseShape } from "../../../experiment/parse-shape.ts";
import type { RaceChoice } from "../../../experiment/race.ts";
import { raceSchema } from "../../../experiment/race-schema.ts";
import { recordInLink } from "../../location.ts";
import * as store from "../../store.ts";
import { fieldMessage } from "../../validation.ts";

/** How an experiment's optimizers are compared: as it says, else by the format's defaults. */
export function raceOf({ race }: Experiment): RaceChoice {
  return race ?? parseShape(raceSchema, {});
}

/**
 * Sets how the optimizers are compared; what runs goes on.
 * @returns what is wrong with it, if anything.
 */
export function setRace(race: RaceChoice): string | undefined {
  try {
    store.experiment.value = { ...store.experiment.peek(), race: parseShape(raceSchema, race) };
  } catch (error) {
    return fieldMessage(error);
  }
  recordInLink("small");
  return undefined;
}
