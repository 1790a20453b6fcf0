import type { Experiment } from "../experiment/experiment.ts";
import { axisTarget, type MapChoice } from "../experiment/map.ts";
import { type ChosenStarts, chosenStarts } from "../simulation/cells/chosen-starts.ts";

/** The starts that every cell of a map runs; one where the cells are starts themselves, or are named by where one ends. */
export function startsOfMap(experiment: Experiment, { kind, x, y, starts }: MapChoice): ChosenStarts {
  const isOfStarts = [x, y].every(({ path }) => axisTarget(path)?.kind !== "hyperparameter");
  return chosenStarts(experiment, isOfStarts || kind === "basins" ? 1 : starts);
}
