import { averageDecay, learningRate, stabilizer, weightDecay } from "./hyperparameters.ts";
import { defineOptimizer } from "./optimizer.ts";

/** Adam whose v moves by (1 − β₂)g², up or down: it follows the size of v − g² only by its sign. */
export const yogi = defineOptimizer({
  id: "yogi",
  label: "Yogi",
  group: "adaptive",
  description:
    "Adam with a slower memory of sizes: after a steep stretch its steps recover more gradually than Adam’s.",
  tex: [
    "g_t = \\nabla f(x_t) + \\lambda x_t",
    "m_{t} = \\beta_1 m_{t-1} + (1-\\beta_1)\\,g_t,\\quad v_{t} = v_{t-1} - (1-\\beta_2)\\,\\operatorname{sign}(v_{t-1} - g_t^2)\\,g_t^2",
    "x_{t+1} = x_t - \\alpha\\,\\frac{m_t/(1-\\beta_1^t)}{\\sqrt{v_t/(1-\\beta_2^t)} + \\varepsilon}",
  ],
  reference: {
    text: "M. Zaheer et al., Adaptive methods for nonconvex optimization, NeurIPS 2018",
    url: "https://papers.nips.cc/paper/8186-adaptive-methods-for-nonconvex-optimization",
  },
  differences:
    "As torch_optimizer and optax: m and v both start at the initial accumulator and are bias-corrected all the same. The paper corrects nothing. Weight decay is an L2 term, as in torch_optimizer.",
  color: { night: "#62d0e8", paper: "#0c6f86" },
  hyperparameters: {
    learningRate: learningRate(5e-2),
    beta1: averageDecay(0.9, "\\beta_1", "mean decay"),
    beta2: averageDecay(0.999, "\\beta_2", "square decay"),
    epsilon: stabilizer(1e-3),
    initialAccumulator: {
      kind: "number",
      default: 1e-6,
      range: [1e-9, 1],
      scale: "log",
      symbol: "v_0",
      label: "initial accumulator",
      accepts: { test: (value) => value >= 0, text: "at least 0" },
    },
    weightDecay: weightDecay(0),
  },
  state: { firstMoment: "vector", secondMoment: "vector", correction1: "scalar", correction2: "scalar" },
  evaluationsPerStep: { gradient: 1 },
  initialize(state, _start, h) {
    for (const axis of ["x", "y"] as const) {
      state.firstMoment[axis] = h.initialAccumulator;
      state.secondMoment[axis] = h.initialAccumulator;
    }
  },
  step(position, state, h, _t, { round, gradient }) {
    const raw = gradient(position.x, position.y);
    state.correction1 = round(round(h.beta1 * state.correction1) + h.oneMinusBeta1);
    state.correction2 = round(round(h.beta2 * state.correction2) + h.oneMinusBeta2);
    for (const axis of ["x", "y"] as const) {
      const g = round(raw[axis] + round(h.weightDecay * position[axis]));
      const square = round(g * g);
      const m = round(round(h.beta1 * state.firstMoment[axis]) + round(h.oneMinusBeta1 * g));
      const before = state.secondMoment[axis];
      // v stays at least 0: it falls only where g² is below it, and then by less than g².
      const v = round(before - round(Math.sign(before - square) * round(h.oneMinusBeta2 * square)));
      state.firstMoment[axis] = m;
      state.secondMoment[axis] = v;
      const root = round(Math.sqrt(round(v / state.correction2)));
      const direction = round(round(m / state.correction1) / round(root + h.epsilon));
      position[axis] = round(position[axis] - round(h.learningRate * direction));
    }
  },
});
