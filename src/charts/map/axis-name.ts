import type { Experiment } from "../../experiment/experiment.ts";
import { axisTarget } from "../../experiment/map.ts";
import { numberDeclaration } from "../../experiment/map-axis-target.ts";

/** What an axis is called. */
export interface AxisName {
  /** A short TeX symbol. */
  readonly symbol: string;
  readonly label: string;
}

/** The symbol and the words for the number that an axis varies. */
export function axisName(experiment: Pick<Experiment, "ensembles">, path: string): AxisName {
  const target = axisTarget(path);
  if (target === undefined) return { symbol: path, label: path };
  if (target.kind === "hyperparameter") {
    const { symbol, label } = numberDeclaration(experiment, target.ensemble, target.name) ?? {};
    return { symbol: symbol ?? target.name, label: label ?? target.name };
  }
  const { component } = target;
  return target.kind === "position"
    ? { symbol: component, label: `start ${component}` }
    : { symbol: `v_${component}`, label: `velocity ${component}` };
}
