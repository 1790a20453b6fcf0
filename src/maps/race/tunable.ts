import type { NumberHyperparameter, Optimizer } from "../../optimizers/optimizer.ts";
import type { SweepScale } from "./sweep.ts";
import { coordinateOf } from "./sweep-scale.ts";

/** A hyperparameter that a race tunes. */
export interface TunableNumber {
  readonly name: string;
  readonly scale: SweepScale;
  /** The least and the largest value that is tried. */
  readonly limits: readonly [number, number];
}

/** What decides how long a step is, by the names that optimizers give it. */
const RATES = ["learningRate", "timeStep"];

/** A rate is looked for this far beyond its slider, in both directions: two decades. */
const BEYOND = 100;

/** From here on it matters how far a decay rate is from 1, not from 0. */
const NEAR_ONE = 0.99;

/**
 * The hyperparameters of an optimizer that a race tunes: the rate first, then the other numbers in the order in which
 * they are declared. Left as they are: flags and choices, which choose another rule; whole numbers; ε, which keeps a
 * division from failing; and what has a neutral value, such as weight decay or temperature: a term of its own, which
 * solves another problem once it is there.
 */
export function tunableNumbers(optimizer: Optimizer): readonly TunableNumber[] {
  const numbers = Object.entries(optimizer.hyperparameters).flatMap(([name, declared]) =>
    declared.kind === "number" && isTuned(name, declared) ? [tunable(name, declared)] : [],
  );
  const isRate = ({ name }: TunableNumber): boolean => RATES.includes(name);
  return [...numbers.filter(isRate), ...numbers.filter((number) => !isRate(number))];
}

function isTuned(name: string, { isInteger, neutral }: NumberHyperparameter): boolean {
  return isInteger === undefined && neutral === undefined && name !== "epsilon";
}

function tunable(name: string, { range, scale }: NumberHyperparameter): TunableNumber {
  const [least, most] = range;
  if (scale === "log") {
    const beyond = RATES.includes(name) ? BEYOND : 1;
    // 1e-5/100 is not quite 1e-7.
    return { name, scale, limits: [Number((least / beyond).toPrecision(12)), most * beyond] };
  }
  const isDecay = least >= 0 && most >= NEAR_ONE && most < 1;
  return { name, scale: isDecay ? "log-complement" : "linear", limits: range };
}

/** The limits of a number in the coordinate of its scale. */
export function coordinateLimits({ scale, limits: [least, most] }: TunableNumber): readonly [number, number] {
  return [coordinateOf(scale, least), coordinateOf(scale, most)];
}
