import type { Axis, Experiment, Starts } from "../../experiment/experiment.ts";
import { brushedRegion, type MapRegion, withoutRegion, withRegion } from "../../maps/brushing.ts";
import { startOver } from "../actions.ts";
import * as store from "../store.ts";
import { fieldMessage } from "../validation.ts";

export { brushedRegion, type MapRegion };

/** What ran before a rectangle was chosen, to return to. */
interface Before {
  /** What the choice made of the experiment, as {@link selection} tells it. */
  readonly selected: string;
  readonly starts: Starts;
  readonly axes: readonly (readonly Axis[] | undefined)[];
}

let before: Before | undefined;

/** Runs the trajectories of a rectangle of the map as the page's run. @returns what is wrong with it, if anything. */
export function runRegion(region: MapRegion): string | undefined {
  const experiment = store.shown.peek();
  try {
    const candidate = withRegion(experiment, region);
    const error = startOver(candidate);
    if (error !== undefined) return error;
    // One rectangle after another: what ran before the first is returned to.
    const known = before?.selected === selection(experiment) ? before : originOf(experiment);
    before = { ...known, selected: selection(candidate) };
    return undefined;
  } catch (error) {
    return fieldMessage(error);
  }
}

/**
 * Goes back to what ran before a rectangle was chosen; where that is not known, as in a link, to starts over the whole
 * domain, with no hyperparameter on an axis. @returns what is wrong with it, if anything.
 */
export function clearRegion(): string | undefined {
  const experiment = store.shown.peek();
  if (brushedRegion(experiment) === undefined) return undefined;
  return startOver(withoutBrush(experiment));
}

/** The experiment as it was before a rectangle was chosen; itself where none is. */
export function withoutBrush(experiment: Experiment): Experiment {
  if (brushedRegion(experiment) === undefined) return experiment;
  return before?.selected === selection(experiment) ? restored(experiment, before) : withoutRegion(experiment);
}

function originOf({ starts, ensembles }: Experiment): Omit<Before, "selected"> {
  return { starts, axes: ensembles.map((ensemble) => ensemble.axes) };
}

function restored(experiment: Experiment, { starts, axes }: Before): Experiment {
  const ensembles = experiment.ensembles.map(({ axes: _chosen, ...bare }, index) => {
    const own = axes[index];
    return own === undefined ? bare : { ...bare, axes: own };
  });
  return { ...experiment, starts, ensembles };
}

/** Tells apart what a choice of trajectories sets. */
function selection({ starts, ensembles }: Experiment): string {
  return JSON.stringify([starts, ensembles.map(({ axes }) => axes ?? null)]);
}
