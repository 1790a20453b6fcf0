import { learningRate, stabilizer, weightDecay } from "./hyperparameters.ts";
import { defineOptimizer } from "./optimizer.ts";

/** Divides each gradient component by the root of the sum of all its squares so far. */
export const adagrad = defineOptimizer({
  id: "adagrad",
  label: "Adagrad",
  group: "adaptive",
  description: "Each axis slows down by what it has already seen. It starts boldly, and tires.",
  tex: [
    "g_t = \\nabla f(x_t) + \\lambda x_t",
    "s_{t} = s_{t-1} + g_t^2",
    "x_{t+1} = x_t - \\frac{\\alpha}{1 + (t-1)\\,\\eta}\\,\\frac{g_t}{\\sqrt{s_t} + \\varepsilon}",
  ],
  reference: {
    text: "J. Duchi, E. Hazan and Y. Singer, Adaptive subgradient methods for online learning and stochastic optimization, JMLR 12, 2011",
    url: "https://jmlr.org/papers/v12/duchi11a.html",
  },
  differences:
    "As PyTorch: the sum starts at 0, so that the first step is α along each axis. optax, Keras and TensorFlow.js start it at .1 and put an ε of 1e-7 inside the root.",
  color: { night: "#f4e04d", paper: "#736500" },
  hyperparameters: {
    learningRate: learningRate(0.5),
    learningRateDecay: {
      kind: "number",
      default: 0,
      range: [0, 0.1],
      scale: "linear",
      symbol: "\\eta",
      label: "learning rate decay",
      accepts: { test: (value) => value >= 0, text: "at least 0" },
      neutral: 0,
    },
    initialAccumulator: {
      kind: "number",
      default: 0,
      range: [0, 1],
      scale: "linear",
      symbol: "s_0",
      label: "initial sum of squares",
      accepts: { test: (value) => value >= 0, text: "at least 0" },
    },
    epsilon: stabilizer(1e-10),
    weightDecay: weightDecay(0),
  },
  state: { squareSum: "vector" },
  evaluationsPerStep: { gradient: 1 },
  initialize(state, _start, h) {
    state.squareSum.x = h.initialAccumulator;
    state.squareSum.y = h.initialAccumulator;
  },
  step(position, state, h, t, { round, gradient }) {
    const raw = gradient(position.x, position.y);
    const rate = round(h.learningRate / round(1 + round((t - 1) * h.learningRateDecay)));
    for (const axis of ["x", "y"] as const) {
      const g = round(raw[axis] + round(h.weightDecay * position[axis]));
      const s = round(state.squareSum[axis] + round(g * g));
      state.squareSum[axis] = s;
      const scaled = round(g / round(round(Math.sqrt(s)) + h.epsilon));
      position[axis] = round(position[axis] - round(rate * scaled));
    }
  },
});
