import { findOptimizer, optimizers } from "../optimizers/index.ts";
import type { Hyperparameter, HyperparameterValue, HyperparameterValues, Optimizer } from "../optimizers/optimizer.ts";
import { defaultHyperparameters } from "../optimizers/optimizer.ts";
import { oneOf } from "./closest-name.ts";
import type { Axis, Ensemble } from "./experiment.ts";
import { describeValue, ExperimentError } from "./experiment-error.ts";

type Keys = readonly (string | number)[];

/** What a value must be for a hyperparameter, in words; undefined when it is. */
function objection(hyperparameter: Hyperparameter, value: unknown): string | undefined {
  switch (hyperparameter.kind) {
    case "flag":
      return typeof value === "boolean" ? undefined : "true or false";
    case "choice":
      return typeof value === "string" && hyperparameter.options.includes(value)
        ? undefined
        : oneOf(hyperparameter.options, value);
    case "number": {
      const { accepts } = hyperparameter;
      if (typeof value !== "number" || !Number.isFinite(value)) return "a finite number";
      return accepts === undefined || accepts.test(value) ? undefined : accepts.text;
    }
  }
}

/**
 * Returns `value` if the hyperparameter accepts it.
 * @throws ExperimentError at `keys`.
 */
export function checkHyperparameter(hyperparameter: Hyperparameter, value: unknown, keys: Keys): HyperparameterValue {
  const allowed = objection(hyperparameter, value);
  if (allowed !== undefined) throw new ExperimentError(keys, describeValue(value), allowed);
  return value as HyperparameterValue;
}

/** An ensemble as the file's shape allows it: its optimizer may be unknown, its hyperparameters incomplete or wrong. */
export type UncheckedEnsemble = Omit<Ensemble, "hyperparameters"> & {
  readonly hyperparameters: Readonly<Record<string, unknown>>;
};

function declarationOf(optimizer: Optimizer, name: string): Hyperparameter | undefined {
  return Object.hasOwn(optimizer.hyperparameters, name) ? optimizer.hyperparameters[name] : undefined;
}

function completeHyperparameters(optimizer: Optimizer, found: Readonly<Record<string, unknown>>, keys: Keys) {
  const complete: Record<string, HyperparameterValue> = { ...defaultHyperparameters(optimizer) };
  for (const [name, value] of Object.entries(found)) {
    const here = [...keys, "hyperparameters", name];
    const declaration = declarationOf(optimizer, name);
    if (declaration === undefined) {
      const names = Object.keys(optimizer.hyperparameters);
      throw new ExperimentError(here, `an unknown hyperparameter of ${optimizer.id}`, oneOf(names, name));
    }
    complete[name] = checkHyperparameter(declaration, value, here);
  }
  return complete satisfies HyperparameterValues;
}

function checkAxis(optimizer: Optimizer, axis: Axis, keys: Keys): void {
  const { hyperparameter: name, from, to, scale } = axis;
  const declaration = declarationOf(optimizer, name);
  if (declaration?.kind !== "number") {
    const numbers = Object.entries(optimizer.hyperparameters).filter(([, { kind }]) => kind === "number");
    const names = numbers.map(([numberName]) => numberName);
    throw new ExperimentError([...keys, "hyperparameter"], describeValue(name), oneOf(names, name));
  }
  checkHyperparameter(declaration, from, [...keys, "from"]);
  checkHyperparameter(declaration, to, [...keys, "to"]);
  if (scale === "log" && !((from < 0 && to < 0) || (from > 0 && to > 0))) {
    const allowed = "linear, since a log scale needs both ends non-zero and of one sign";
    throw new ExperimentError([...keys, "scale"], `"log" from ${from} to ${to}`, allowed);
  }
}

/**
 * Checks an ensemble against its optimizer's declaration and fills the hyperparameters, in the declaration's order.
 * @throws ExperimentError at `/ensembles/<index>/…`.
 */
export function completeEnsemble(ensemble: UncheckedEnsemble, index: number): Ensemble {
  const keys = ["ensembles", index];
  const optimizer = findOptimizer(ensemble.optimizer);
  if (optimizer === undefined) {
    const ids = optimizers.map(({ id }) => id);
    throw new ExperimentError(
      [...keys, "optimizer"],
      describeValue(ensemble.optimizer),
      oneOf(ids, ensemble.optimizer),
    );
  }
  const hyperparameters = completeHyperparameters(optimizer, ensemble.hyperparameters, keys);
  for (const [number, axis] of (ensemble.axes ?? []).entries()) {
    checkAxis(optimizer, axis, [...keys, "axes", number]);
  }
  if (ensemble.schedule !== undefined && !Object.hasOwn(optimizer.hyperparameters, "learningRate")) {
    const allowed = `nothing: ${optimizer.id} has no learning rate`;
    throw new ExperimentError([...keys, "schedule"], describeValue(ensemble.schedule.kind), allowed);
  }
  const [first, second] = ensemble.axes ?? [];
  if (second !== undefined && first?.hyperparameter === second.hyperparameter) {
    const allowed = "another hyperparameter than that of the first axis";
    throw new ExperimentError([...keys, "axes", 1, "hyperparameter"], describeValue(second.hyperparameter), allowed);
  }
  return { ...ensemble, hyperparameters };
}
