import { averageDecay, learningRate, stabilizer, weightDecay } from "./hyperparameters.ts";
import { defineOptimizer } from "./optimizer.ts";

/** Momentum divided by a running average of the Hessian's diagonal, and no further than αρ along an axis. */
export const sophia = defineOptimizer({
  id: "sophia",
  label: "Sophia",
  group: "second-order",
  description:
    "Divides each axis by its curvature, so that a valley along an axis is no narrower than any other. Where curvature is small or negative it walks at a fixed pace.",
  tex: [
    "m_{t} = \\beta_1 m_{t-1} + (1-\\beta_1)\\,g_t,\\quad h_{t} = \\beta_2 h_{t-1} + (1-\\beta_2)\\operatorname{diag} \\nabla^2 f(x_t) \\text{ every } k \\text{ steps}",
    "x_{t+1} = (1-\\alpha\\lambda)\\,x_t - \\alpha\\,\\operatorname{clip}\\Bigl(\\frac{m_t}{\\max(h_t, \\varepsilon)},\\ \\pm\\rho\\Bigr)",
  ],
  reference: {
    text: "H. Liu et al., Sophia: A scalable stochastic second-order optimizer for language model pre-training, ICLR 2024",
    url: "https://arxiv.org/abs/2305.14342",
  },
  differences:
    "Here h averages the exact diagonal, from the first step on; the paper and its implementations estimate it from random vectors or sampled labels. The paper, its authors’ code and optax have a factor γ beside h: here it is 1, as in pytorch_optimizer. No bias correction, as in the authors’ code; optax corrects m, and uses h one step late. h starts at 0, so that steps are long at first.",
  color: { night: "#f6a5ff", paper: "#97369f" },
  hyperparameters: {
    learningRate: learningRate(5e-2),
    beta1: averageDecay(0.965, "\\beta_1", "mean decay"),
    beta2: averageDecay(0.99, "\\beta_2", "curvature decay"),
    clip: {
      kind: "number",
      default: 1,
      range: [1e-2, 10],
      scale: "log",
      symbol: "\\rho",
      label: "clip",
      accepts: { test: (value) => value > 0, text: "above 0" },
    },
    epsilon: stabilizer(1e-12),
    hessianEvery: {
      kind: "number",
      default: 10,
      range: [1, 100],
      scale: "log",
      isInteger: true,
      symbol: "k",
      label: "steps per Hessian",
      accepts: { test: (value) => value >= 1, text: "at least 1" },
    },
    weightDecay: weightDecay(0),
  },
  state: { firstMoment: "vector", curvature: "vector" },
  requires: ["hessian"],
  step(position, state, h, t, { round, gradient, hessian }) {
    const g = gradient(position.x, position.y);
    // A sweep or a slider may ask for a fraction: the nearest whole number of steps counts.
    if ((t - 1) % Math.floor(h.hessianEvery + 0.5) === 0) {
      const { xx, yy } = hessian(position.x, position.y);
      state.curvature.x = round(round(h.beta2 * state.curvature.x) + round(h.oneMinusBeta2 * xx));
      state.curvature.y = round(round(h.beta2 * state.curvature.y) + round(h.oneMinusBeta2 * yy));
    }
    const decay = round(h.learningRate * h.weightDecay);
    for (const axis of ["x", "y"] as const) {
      const m = round(round(h.beta1 * state.firstMoment[axis]) + round(h.oneMinusBeta1 * g[axis]));
      state.firstMoment[axis] = m;
      const curvature = Math.max(state.curvature[axis], h.epsilon);
      // Compared before dividing, because m/ε may overflow.
      const isClipped = Math.abs(m) >= round(h.clip * curvature);
      const direction = isClipped ? Math.sign(m) * h.clip : round(m / curvature);
      const shrunk = round(position[axis] - round(decay * position[axis]));
      position[axis] = round(shrunk - round(h.learningRate * direction));
    }
  },
});
