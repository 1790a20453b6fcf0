import { checkChange, sortChanges } from "./changes.ts";
import { checkRequirements } from "./check-requirements.ts";
import { completeEnsemble } from "./complete-ensemble.ts";
import { completeMap } from "./complete-map.ts";
import { completeRecording } from "./complete-recording.ts";
import { completeSurface } from "./complete-surface.ts";
import type { Change, Experiment } from "./experiment.ts";
import { ExperimentError } from "./experiment-error.ts";
import { parseShape } from "./parse-shape.ts";
import { experimentSchema } from "./schema.ts";
import { trajectoryCount } from "./trajectory-count.ts";

/** More trajectories than any adapter holds; what this machine's adapter holds is checked when they are made. */
export const MOST_TRAJECTORIES = 2 ** 28;

function checkSize(experiment: Experiment): void {
  let total = 0;
  for (const index of experiment.ensembles.keys()) total += trajectoryCount(experiment, index);
  if (total > MOST_TRAJECTORIES) {
    const allowed = `starts × axes of at most ${MOST_TRAJECTORIES} trajectories over all ensembles`;
    throw new ExperimentError(["starts"], `${total} trajectories`, allowed);
  }
}

/**
 * Validates an experiment as a file or a link holds it, and fills every default that the format, the surface and the
 * optimizers declare. `region`, `velocity`, `radius`, `label`, `color`, `axes`, `schedule`,
 * `map`, `race` and `recording` stay absent where they are.
 * @throws ExperimentError for the first thing wrong.
 */
export function parseExperiment(input: unknown): Experiment {
  const { map, recording, ...shape } = parseShape(experimentSchema, input);
  const experiment: Experiment = {
    ...shape,
    surface: completeSurface(shape.surface),
    ensembles: shape.ensembles.map(completeEnsemble),
    changes: [],
  };
  checkRequirements(experiment);
  checkSize(experiment);
  const changes = shape.changes as readonly Change[];
  for (const [index, change] of changes.entries()) checkChange(experiment, change, index);
  const changed = { ...experiment, changes: sortChanges(changes) };
  const complete = map === undefined ? changed : { ...changed, map: completeMap(experiment, map) };
  return recording === undefined ? complete : { ...complete, recording: completeRecording(complete, recording) };
}
