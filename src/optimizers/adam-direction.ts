import type { Round } from "../math/precision.ts";
import type { Vector } from "../math/vector.ts";
import { averageDecay, flag, learningRate, stabilizer, weightDecay } from "./hyperparameters.ts";
import type { State, StepHyperparameters } from "./optimizer.ts";

/** What Adam and AdamW declare alike; only the meaning and the default of the weight decay differ. */
export function adamHyperparameters(decay: number) {
  return {
    learningRate: learningRate(2e-2),
    beta1: averageDecay(0.9, "\\beta_1", "mean decay"),
    beta2: averageDecay(0.999, "\\beta_2", "square decay"),
    epsilon: stabilizer(1e-8),
    weightDecay: weightDecay(decay),
    amsgrad: flag("AMSGrad"),
  } as const;
}

/** The running mean and mean square of the gradient, and 1 − βᵗ carried as c ← βc + (1 − β): a power would cancel. */
export const adamState = {
  firstMoment: "vector",
  secondMoment: "vector",
  maximumSecondMoment: "vector",
  correction1: "scalar",
  correction2: "scalar",
} as const;

/**
 * Takes the gradient g into the moments and gives m̂/(√v̂ + ε), the step per unit of learning rate (Kingma & Ba 2015,
 * Algorithm 1). AMSGrad keeps the largest uncorrected v, as PyTorch.
 */
export function adamDirection(
  state: State<typeof adamState>,
  g: Readonly<Vector>,
  h: StepHyperparameters<ReturnType<typeof adamHyperparameters>>,
  round: Round,
): Vector {
  state.correction1 = round(round(h.beta1 * state.correction1) + h.oneMinusBeta1);
  state.correction2 = round(round(h.beta2 * state.correction2) + h.oneMinusBeta2);
  const along = (axis: "x" | "y"): number => {
    const m = round(round(h.beta1 * state.firstMoment[axis]) + round(h.oneMinusBeta1 * g[axis]));
    const v = round(round(h.beta2 * state.secondMoment[axis]) + round(h.oneMinusBeta2 * round(g[axis] * g[axis])));
    state.firstMoment[axis] = m;
    state.secondMoment[axis] = v;
    let square = v;
    if (h.amsgrad) {
      square = Math.max(state.maximumSecondMoment[axis], v);
      state.maximumSecondMoment[axis] = square;
    }
    const mean = round(m / state.correction1);
    const root = round(Math.sqrt(round(square / state.correction2)));
    return round(mean / round(root + h.epsilon));
  };
  return { x: along("x"), y: along("y") };
}
