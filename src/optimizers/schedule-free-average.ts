import type { Round } from "../math/precision.ts";
import type { Vector } from "../math/vector.ts";
import { averageDecay } from "./hyperparameters.ts";
import type { NumberHyperparameter, Start, State } from "./optimizer.ts";

/** What the Schedule-Free methods declare beside their base method's hyperparameters. */
export const scheduleFreeHyperparameters = {
  beta: averageDecay(0.9, "\\beta", "interpolation"),
  warmupSteps: {
    kind: "number",
    default: 0,
    range: [0, 100],
    scale: "linear",
    isInteger: true,
    symbol: "W",
    label: "warm-up steps",
    accepts: { test: (value: number) => value >= 0, text: "at least 0" },
    neutral: 0,
  },
} as const satisfies Record<string, NumberHyperparameter>;

/**
 * z, which takes the base method's steps; x, its weighted average; the largest rate so far; and the sum of the weights
 * so far in units of the last, which at a constant rate counts the steps, where a sum of tiny squares would vanish.
 */
export const scheduleFreeState = {
  base: "vector",
  average: "vector",
  maximumRate: "scalar",
  weightSum: "scalar",
} as const;

type ScheduleFreeState = State<typeof scheduleFreeState>;

/** Everything starts at one point: z = x = y. */
export function beginAverage(state: ScheduleFreeState, { position }: Start): void {
  for (const axis of ["x", "y"] as const) {
    state.base[axis] = position[axis];
    state.average[axis] = position[axis];
  }
}

/** The learning rate of step t: it rises in a straight line through the first W steps. */
export function warmedUp(h: { learningRate: number; warmupSteps: number }, t: number, round: Round): number {
  return t < h.warmupSteps ? round(h.learningRate * round(t / h.warmupSteps)) : h.learningRate;
}

/**
 * One step along −`direction` (Defazio et al. 2024): z ← z − αd, x ← (1 − c)x + cz, y = (1 − β)z + βx, where c is this
 * step's share of all weights, and a weight is the square of the largest rate so far. `position` is y.
 */
export function stepAndAverage(
  position: Vector,
  state: ScheduleFreeState,
  direction: Readonly<Vector>,
  rate: number,
  beta: number,
  round: Round,
): void {
  if (rate > state.maximumRate) {
    const ratio = round(state.maximumRate / rate);
    state.weightSum = round(state.weightSum * round(ratio * ratio));
    state.maximumRate = rate;
  }
  state.weightSum = round(state.weightSum + 1);
  const share = round(1 / state.weightSum);
  for (const axis of ["x", "y"] as const) {
    const z = round(state.base[axis] - round(rate * direction[axis]));
    const x = round(state.average[axis] + round(share * round(z - state.average[axis])));
    state.base[axis] = z;
    state.average[axis] = x;
    position[axis] = round(z + round(beta * round(x - z)));
  }
}
