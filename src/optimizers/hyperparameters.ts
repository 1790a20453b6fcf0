import type { FlagHyperparameter, NumberHyperparameter } from "./optimizer.ts";

/** The hyperparameters that several optimizers declare, each in one place. */

const decayRate = { test: (value: number) => value >= 0 && value < 1, text: "at least 0 and below 1" } as const;
const notNegative = { test: (value: number) => value >= 0, text: "at least 0" } as const;

/** The step size α; the default is the optimizer's own. */
export function learningRate(value: number): NumberHyperparameter {
  return {
    kind: "number",
    default: value,
    range: [1e-5, 1],
    scale: "log",
    symbol: "\\alpha",
    label: "learning rate",
  };
}

/** λ of an L2 penalty added to the gradient, or of a decoupled shrinkage: the optimizer says which. */
export function weightDecay(value: number): NumberHyperparameter {
  return {
    kind: "number",
    default: value,
    range: [0, 0.1],
    scale: "linear",
    symbol: "\\lambda",
    label: "weight decay",
    neutral: 0,
  };
}

/** The momentum coefficient β: how much of the last displacement is kept. */
export function momentumCoefficient(value: number): NumberHyperparameter {
  return { kind: "number", default: value, range: [0, 0.999], scale: "linear", symbol: "\\beta", label: "momentum" };
}

/** A decay rate of an exponential average, with its complement 1 − value. */
export function averageDecay(value: number, symbol: string, label: string) {
  return {
    kind: "number",
    default: value,
    range: [0, 0.9999],
    scale: "linear",
    symbol,
    label,
    accepts: decayRate,
    complement: true,
  } as const satisfies NumberHyperparameter;
}

/** β₁, of a running mean of the gradient. */
export function meanDecay(value: number) {
  return averageDecay(value, "\\beta_1", "mean decay");
}

/** β₂, of a running mean square of the gradient. */
export function squareDecay(value: number) {
  return averageDecay(value, "\\beta_2", "square decay");
}

/** ε, which keeps a denominator away from zero. */
export function stabilizer(value: number): NumberHyperparameter {
  return {
    kind: "number",
    default: value,
    range: [1e-12, 1],
    scale: "log",
    symbol: "\\varepsilon",
    label: "epsilon",
    accepts: notNegative,
  };
}

/** A choice between two update rules. */
export function flag(label: string): FlagHyperparameter {
  return { kind: "flag", default: false, label };
}

/** h, the time that one step of an integrator takes. */
export function timeStep(value: number): NumberHyperparameter {
  return { kind: "number", default: value, range: [1e-4, 1], scale: "log", symbol: "h", label: "time step" };
}

/** c, the friction coefficient of a moving ball: the force that brakes it, per unit of velocity. */
export function friction(value: number): NumberHyperparameter {
  return { kind: "number", default: value, range: [0, 10], scale: "linear", symbol: "c", label: "friction" };
}

/** T of a heat bath, in units of the loss. */
export function temperature(value: number): NumberHyperparameter {
  return {
    kind: "number",
    default: value,
    range: [0, 10],
    scale: "linear",
    symbol: "T",
    label: "temperature",
    accepts: notNegative,
    neutral: 0,
  };
}
