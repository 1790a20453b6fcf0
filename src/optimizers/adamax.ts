import { learningRate, meanDecay, squareDecay, stabilizer, weightDecay } from "./hyperparameters.ts";
import { defineOptimizer } from "./optimizer.ts";

/** Adam with the fading maximum of |g| in place of the root mean square. */
export const adamax = defineOptimizer({
  id: "adamax",
  label: "Adamax",
  group: "adaptive",
  description:
    "Adam that measures each axis by its largest recent gradient: after one steep spot it is careful for long.",
  tex: [
    "g_t = \\nabla f(x_t) + \\lambda x_t",
    "m_{t} = \\beta_1 m_{t-1} + (1-\\beta_1)\\,g_t,\\quad u_{t} = \\max(\\beta_2 u_{t-1},\\,|g_t| + \\varepsilon)",
    "x_{t+1} = x_t - \\frac{\\alpha}{1-\\beta_1^t}\\,\\frac{m_t}{u_t}",
  ],
  reference: {
    text: "D. P. Kingma and J. Ba, Adam: A method for stochastic optimization, section 7.1, ICLR 2015",
    url: "https://arxiv.org/abs/1412.6980",
  },
  differences:
    "ε stands inside the maximum, as in PyTorch and optax; Keras and TensorFlow.js add it to the denominator, and the paper has none.",
  color: { night: "#d8c3a5", paper: "#74603f" },
  hyperparameters: {
    learningRate: learningRate(5e-2),
    beta1: meanDecay(0.9),
    beta2: squareDecay(0.999),
    epsilon: stabilizer(1e-8),
    weightDecay: weightDecay(0),
  },
  state: { firstMoment: "vector", infinityNorm: "vector", correction1: "scalar" },
  evaluationsPerStep: { gradient: 1 },
  step(position, state, h, _t, { round, gradient }) {
    const raw = gradient(position.x, position.y);
    state.correction1 = round(round(h.beta1 * state.correction1) + h.oneMinusBeta1);
    const rate = round(h.learningRate / state.correction1);
    for (const axis of ["x", "y"] as const) {
      const g = round(raw[axis] + round(h.weightDecay * position[axis]));
      const m = round(round(h.beta1 * state.firstMoment[axis]) + round(h.oneMinusBeta1 * g));
      const u = Math.max(round(h.beta2 * state.infinityNorm[axis]), round(Math.abs(g) + h.epsilon));
      state.firstMoment[axis] = m;
      state.infinityNorm[axis] = u;
      position[axis] = round(position[axis] - round(rate * round(m / u)));
    }
  },
});
