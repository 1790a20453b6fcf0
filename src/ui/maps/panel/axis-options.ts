import type { Experiment } from "../../../experiment/experiment.ts";
import { axisTarget, isFieldKind, type MapChoice } from "../../../experiment/map.ts";
import { axisPaths } from "../../../experiment/map-axis-target.ts";

/** The paths that an axis of a map may take, of the ensemble that is mapped: its numbers first, then the start's. */
export function axisOptions(
  experiment: Pick<Experiment, "ensembles">,
  { kind, ensemble }: Pick<MapChoice, "kind" | "ensemble">,
): readonly string[] {
  const paths = axisPaths(experiment);
  const isNumber = (path: string): boolean => axisTarget(path)?.kind === "hyperparameter";
  const ofStart = paths.filter((path) => !isNumber(path));
  if (isFieldKind(kind)) return ofStart;
  const ofEnsemble = paths.filter((path) => {
    const target = axisTarget(path);
    return target?.kind === "hyperparameter" && target.ensemble === ensemble;
  });
  return [...ofEnsemble, ...ofStart];
}
