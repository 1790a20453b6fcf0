import { arrivingMomentum } from "./arriving-momentum.ts";
import { averageDecay, flag, learningRate, stabilizer, weightDecay } from "./hyperparameters.ts";
import { defineOptimizer } from "./optimizer.ts";

/** Divides each gradient component by the root of its running mean square; optionally centred, with momentum. */
export const rmsprop = defineOptimizer({
  id: "rmsprop",
  label: "RMSProp",
  group: "adaptive",
  description: "Gives each axis its own step, by the size of its recent gradients.",
  tex: [
    "v_{t} = \\rho v_{t-1} + (1-\\rho)\\,g_t^2,\\quad g_t = \\nabla f(x_t) + \\lambda x_t",
    "b_{t} = \\mu b_{t-1} + \\frac{g_t}{\\sqrt{v_{t}} + \\varepsilon},\\quad x_{t+1} = x_t - \\alpha\\,b_t",
    "\\text{centred: } v_t - \\bar g_t^2 \\text{ under the root},\\quad \\bar g_{t} = \\rho\\bar g_{t-1} + (1-\\rho)\\,g_t",
  ],
  reference: {
    text: "T. Tieleman and G. Hinton, Lecture 6.5 – RMSProp, Neural Networks for Machine Learning, 2012; centred as in A. Graves, 2013",
    url: "https://arxiv.org/abs/1308.0850",
  },
  differences:
    "ε stands outside the root, as in PyTorch (optax, Keras and TensorFlow.js put it inside); ρ is PyTorch’s alpha. When centred, v − ḡ² is a variance, and where rounding leaves it below zero it counts as zero (PyTorch gives NaN).",
  color: { night: "#7ddc8c", paper: "#2a7a3c" },
  hyperparameters: {
    learningRate: learningRate(1e-2),
    rho: averageDecay(0.99, "\\rho", "square average decay"),
    epsilon: stabilizer(1e-8),
    momentum: {
      kind: "number",
      default: 0,
      range: [0, 0.999],
      scale: "linear",
      symbol: "\\mu",
      label: "momentum",
    },
    centered: flag("centred"),
    weightDecay: weightDecay(0),
  },
  state: { squareAverage: "vector", gradientAverage: "vector", momentum: "vector" },
  evaluationsPerStep: { gradient: 1 },
  initialize(state, { velocity }, h, round) {
    state.momentum = arrivingMomentum(velocity, h.learningRate, round);
  },
  step(position, state, h, _t, { round, gradient }) {
    const raw = gradient(position.x, position.y);
    for (const axis of ["x", "y"] as const) {
      const g = round(raw[axis] + round(h.weightDecay * position[axis]));
      const v = round(round(h.rho * state.squareAverage[axis]) + round(h.oneMinusRho * round(g * g)));
      state.squareAverage[axis] = v;
      let spread = v;
      if (h.centered) {
        const mean = round(round(h.rho * state.gradientAverage[axis]) + round(h.oneMinusRho * g));
        state.gradientAverage[axis] = mean;
        spread = Math.max(round(v - round(mean * mean)), 0);
      }
      const scaled = round(g / round(round(Math.sqrt(spread)) + h.epsilon));
      const b = round(round(h.momentum * state.momentum[axis]) + scaled);
      state.momentum[axis] = b;
      position[axis] = round(position[axis] - round(h.learningRate * b));
    }
  },
});
