import { averageDecay, learningRate, weightDecay } from "./hyperparameters.ts";
import { defineOptimizer } from "./optimizer.ts";

/** x ← x − α sign(β₁m + (1 − β₁)g): every axis moves by α or not at all; m is averaged after the step, with β₂. */
export const lion = defineOptimizer({
  id: "lion",
  label: "Lion",
  group: "momentum",
  description:
    "Takes the sign of its momentum: every step is as long along each axis. Near a minimum it hops around it.",
  tex: [
    "x_{t+1} = (1-\\alpha\\lambda)\\,x_t - \\alpha\\,\\operatorname{sign}\\bigl(\\beta_1 m_t + (1-\\beta_1)\\,g_t\\bigr)",
    "m_{t+1} = \\beta_2 m_t + (1-\\beta_2)\\,g_t",
  ],
  reference: {
    text: "X. Chen et al., Symbolic discovery of optimization algorithms, NeurIPS 2023",
    url: "https://arxiv.org/abs/2302.06675",
  },
  differences:
    "As lion-pytorch: sign 0 is 0, and weight decay shrinks x by αλ before the step. Default weight decay: lion-pytorch 0, optax .001, Keras none. A starting velocity is ignored, since steps of one length do not tell how large the momentum is.",
  color: { night: "#e8d05c", paper: "#7d6a00" },
  hyperparameters: {
    learningRate: learningRate(1e-2),
    beta1: averageDecay(0.9, "\\beta_1", "momentum in the step"),
    beta2: averageDecay(0.99, "\\beta_2", "momentum decay"),
    weightDecay: weightDecay(0),
  },
  state: { momentum: "vector" },
  evaluationsPerStep: { gradient: 1 },
  step(position, state, h, _t, { round, gradient }) {
    const g = gradient(position.x, position.y);
    const decay = round(h.learningRate * h.weightDecay);
    for (const axis of ["x", "y"] as const) {
      const m = state.momentum[axis];
      const heading = round(round(h.beta1 * m) + round(h.oneMinusBeta1 * g[axis]));
      const shrunk = round(position[axis] - round(decay * position[axis]));
      position[axis] = round(shrunk - round(h.learningRate * Math.sign(heading)));
      state.momentum[axis] = round(round(h.beta2 * m) + round(h.oneMinusBeta2 * g[axis]));
    }
  },
});
