import { averageDecay, flag, learningRate, stabilizer, weightDecay } from "./hyperparameters.ts";
import { defineOptimizer } from "./optimizer.ts";

/** Adam whose weight decay shrinks the parameters directly, x ← (1 − αλ)x, before the step. */
export const adamw = defineOptimizer({
  id: "adamw",
  label: "AdamW",
  description: "Adam with weight decay kept out of the gradient: the pull to the origin is not rescaled.",
  tex: [
    "x'_t = (1 - \\alpha\\lambda)\\,x_t",
    "x_{t+1} = x'_t - \\alpha\\,\\frac{m_t/(1-\\beta_1^t)}{\\sqrt{v_t/(1-\\beta_2^t)} + \\varepsilon}",
  ],
  reference: {
    text: "I. Loshchilov and F. Hutter, Decoupled weight decay regularization, ICLR 2019",
    url: "https://arxiv.org/abs/1711.05101",
  },
  differences: "As PyTorch: the decay is multiplied by α. Default weight decay: PyTorch .01, optax 1e-4, Keras .004.",
  color: { night: "#f59ac8", paper: "#b02f78" },
  hyperparameters: {
    learningRate: learningRate(2e-2),
    beta1: averageDecay(0.9, "\\beta_1", "mean decay"),
    beta2: averageDecay(0.999, "\\beta_2", "square decay"),
    epsilon: stabilizer(1e-8),
    weightDecay: weightDecay(0.01),
    amsgrad: flag("AMSGrad"),
  },
  state: {
    firstMoment: "vector",
    secondMoment: "vector",
    maximumSecondMoment: "vector",
    correction1: "scalar",
    correction2: "scalar",
  },
  step(position, state, h, _t, { round, gradient }) {
    const g = gradient(position.x, position.y);
    state.correction1 = round(round(h.beta1 * state.correction1) + h.oneMinusBeta1);
    state.correction2 = round(round(h.beta2 * state.correction2) + h.oneMinusBeta2);
    for (const axis of ["x", "y"] as const) {
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
      const update = round(h.learningRate * round(mean / round(root + h.epsilon)));
      // αλ is taken off the product with x: 1 − αλ rounded in f32 would lose the digits of a small decay.
      const shrunk = round(position[axis] - round(round(h.learningRate * h.weightDecay) * position[axis]));
      position[axis] = round(shrunk - update);
    }
  },
});
