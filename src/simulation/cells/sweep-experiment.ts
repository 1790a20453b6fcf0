import { applyChanges } from "../../experiment/changes.ts";
import type { Ensemble, Experiment } from "../../experiment/experiment.ts";
import type { SweepOptions } from "./sweep-options.ts";

/** The experiment that the cells of a sweep run: one ensemble, the chosen starts, nothing that stops a trajectory. */
export function sweepExperiment({ experiment, ensemble, starts, steps }: SweepOptions): Experiment {
  const current = applyChanges(experiment, 0);
  const chosen = current.ensembles[ensemble];
  if (chosen === undefined) throw new Error(`There is no ensemble ${ensemble} to map.`);
  const { axes: _axes, ...bare }: Ensemble = chosen;
  const { velocity } = current.starts;
  return {
    ...current,
    starts: { kind: "points", points: starts.points, ...(velocity === undefined ? {} : { velocity }) },
    ensembles: [bare],
    steps,
    changes: [],
    // Below zero nothing is ever calm: a map asks for no status, and looking for it costs time.
    stopping: { ...current.stopping, gradientTolerance: -1, stepTolerance: -1, halt: false },
  };
}
