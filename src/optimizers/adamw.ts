import { adamDirection, adamHyperparameters, adamState } from "./adam-direction.ts";
import { defineOptimizer } from "./optimizer.ts";

/** Adam whose weight decay shrinks the parameters directly, x ← (1 − αλ)x, before the step. */
export const adamw = defineOptimizer({
  id: "adamw",
  label: "AdamW",
  group: "adaptive",
  description: "Adam with weight decay kept out of the gradient: the pull to the origin is not rescaled.",
  tex: [
    "m_{t} = \\beta_1 m_{t-1} + (1-\\beta_1)\\,g_t,\\quad v_{t} = \\beta_2 v_{t-1} + (1-\\beta_2)\\,g_t^2",
    "x'_t = (1 - \\alpha\\lambda)\\,x_t",
    "x_{t+1} = x'_t - \\alpha\\,\\frac{m_t/(1-\\beta_1^t)}{\\sqrt{v_t/(1-\\beta_2^t)} + \\varepsilon}",
  ],
  reference: {
    text: "I. Loshchilov and F. Hutter, Decoupled weight decay regularization, ICLR 2019",
    url: "https://arxiv.org/abs/1711.05101",
  },
  differences: "As PyTorch: the decay is multiplied by α. Default weight decay: PyTorch .01, optax 1e-4, Keras .004.",
  color: { night: "#f59ac8", paper: "#b02f78" },
  hyperparameters: adamHyperparameters(0.01),
  state: adamState,
  evaluationsPerStep: { gradient: 1 },
  step(position, state, h, _t, { round, gradient }) {
    const direction = adamDirection(state, gradient(position.x, position.y), h, round);
    // αλ is taken off the product with x: 1 − αλ rounded in f32 would lose the digits of a small decay.
    const decay = round(h.learningRate * h.weightDecay);
    for (const axis of ["x", "y"] as const) {
      const shrunk = round(position[axis] - round(decay * position[axis]));
      position[axis] = round(shrunk - round(h.learningRate * direction[axis]));
    }
  },
});
