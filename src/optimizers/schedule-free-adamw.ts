import { averageDecay, learningRate, stabilizer, weightDecay } from "./hyperparameters.ts";
import { defineOptimizer } from "./optimizer.ts";
import {
  beginAverage,
  scheduleFreeHyperparameters,
  scheduleFreeState,
  stepAndAverage,
  warmedUp,
} from "./schedule-free-average.ts";

/** Schedule-Free with the step of RMSProp, bias-corrected; the interpolation takes the place of Adam's momentum. */
export const scheduleFreeAdamw = defineOptimizer({
  id: "schedule-free-adamw",
  label: "Schedule-Free AdamW",
  group: "adaptive",
  description: "Adam with an average of its path in place of its momentum: it settles without a falling learning rate.",
  tex: [
    "v_{t} = \\beta_2 v_{t-1} + (1-\\beta_2)\\,g_t^2,\\quad g_t = \\nabla f(y_t),\\quad \\alpha_t = \\alpha\\,\\min(1, t/W)",
    "z_{t+1} = z_t - \\alpha_t\\Bigl(\\frac{g_t}{\\sqrt{v_t/(1-\\beta_2^t)} + \\varepsilon} + \\lambda y_t\\Bigr)",
    "x_{t+1} = (1-c_t)\\,x_t + c_t z_{t+1},\\quad y_{t+1} = (1-\\beta)\\,z_{t+1} + \\beta x_{t+1},\\quad c_t = \\alpha_{\\max}^2\\big/\\textstyle\\sum\\alpha_{\\max}^2",
  ],
  reference: {
    text: "A. Defazio et al., The road less scheduled, NeurIPS 2024",
    url: "https://arxiv.org/abs/2405.15682",
  },
  differences:
    "β is the authors’ β₁. What is drawn and measured is y, where gradients are taken; x is the slot average. The authors’ first releases put √(1 − β₂ᵗ) into the rate, and so into the weights; here, as later, only v is corrected. Keras gives step t the weight 1/t whatever the rate.",
  color: { night: "#7db4ff", paper: "#2a62b8" },
  hyperparameters: {
    learningRate: learningRate(1e-1),
    beta: scheduleFreeHyperparameters.beta,
    beta2: averageDecay(0.999, "\\beta_2", "square decay"),
    epsilon: stabilizer(1e-8),
    warmupSteps: scheduleFreeHyperparameters.warmupSteps,
    weightDecay: weightDecay(0),
  },
  state: { ...scheduleFreeState, secondMoment: "vector", correction2: "scalar" },
  evaluationsPerStep: { gradient: 1 },
  initialize(state, start) {
    beginAverage(state, start);
  },
  step(position, state, h, t, { round, gradient }) {
    const g = gradient(position.x, position.y);
    state.correction2 = round(round(h.beta2 * state.correction2) + h.oneMinusBeta2);
    const along = (axis: "x" | "y"): number => {
      const v = round(round(h.beta2 * state.secondMoment[axis]) + round(h.oneMinusBeta2 * round(g[axis] * g[axis])));
      state.secondMoment[axis] = v;
      const root = round(Math.sqrt(round(v / state.correction2)));
      return round(round(g[axis] / round(root + h.epsilon)) + round(h.weightDecay * position[axis]));
    };
    const direction = { x: along("x"), y: along("y") };
    stepAndAverage(position, state, direction, warmedUp(h, t, round), h.beta, round);
  },
});
