import { axisIndices, axisValues } from "../experiment/axis-values.ts";
import type { Ensemble } from "../experiment/experiment.ts";
import type { Round } from "../math/precision.ts";
import { complementName, type HyperparameterValue, type Optimizer } from "../optimizers/optimizer.ts";

/** The hyperparameters as a step receives them: axes put in, complements added in f64, then rounded once. */
export function stepHyperparameters(
  optimizer: Optimizer,
  ensemble: Ensemble,
  combination: number,
  round: Round,
): Record<string, HyperparameterValue> {
  const axes = ensemble.axes ?? [];
  const indices = axisIndices(axes, combination);
  const values: Record<string, HyperparameterValue> = { ...ensemble.hyperparameters };
  for (const [position, axis] of axes.entries()) {
    values[axis.hyperparameter] = axisValues(axis)[indices[position] ?? 0] ?? axis.from;
  }
  for (const [name, declared] of Object.entries(optimizer.hyperparameters)) {
    const value = values[name];
    if (declared.kind !== "number" || typeof value !== "number") continue;
    values[name] = round(value);
    if (declared.complement) values[complementName(name)] = round(1 - value);
  }
  return values;
}
