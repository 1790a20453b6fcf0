import * as v from "valibot";
import { checkChange, sortChanges } from "./changes.ts";
import { checkRequirements } from "./check-requirements.ts";
import { UNKNOWN_KEY } from "./closed-object.ts";
import { completeEnsemble } from "./complete-ensemble.ts";
import { completeMap } from "./complete-map.ts";
import { completeSurface } from "./complete-surface.ts";
import type { Change, Experiment } from "./experiment.ts";
import { describeValue, ExperimentError } from "./experiment-error.ts";
import { experimentSchema } from "./schema.ts";
import { trajectoryCount } from "./trajectory-count.ts";

/** More trajectories than any adapter holds; what this machine's adapter holds is checked when they are made. */
export const MOST_TRAJECTORIES = 2 ** 28;

/**
 * What a schema makes of a value.
 * @throws ExperimentError for the first issue.
 */
export function parseShape<Output>(schema: v.GenericSchema<unknown, Output>, input: unknown): Output {
  const result = v.safeParse(schema, input, { abortEarly: true });
  if (result.success) return result.output;
  const [issue] = result.issues;
  const keys = (issue.path ?? []).map(({ key }) => key as string | number);
  const found = issue.received === UNKNOWN_KEY ? UNKNOWN_KEY : describeValue(issue.input);
  throw new ExperimentError(keys, found, issue.message);
}

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
 * `map` and `race` stay absent where they are.
 * @throws ExperimentError for the first thing wrong.
 */
export function parseExperiment(input: unknown): Experiment {
  const { map, ...shape } = parseShape(experimentSchema, input);
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
  const complete = { ...experiment, changes: sortChanges(changes) };
  return map === undefined ? complete : { ...complete, map: completeMap(experiment, map) };
}
