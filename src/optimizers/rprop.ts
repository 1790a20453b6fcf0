import { learningRate } from "./hyperparameters.ts";
import { defineOptimizer } from "./optimizer.ts";

const notNegative = { test: (value: number) => value >= 0, text: "at least 0" } as const;

/** Each axis has its own step size, which grows while the slope keeps its sign and is halved where the sign turns. */
export const rprop = defineOptimizer({
  id: "rprop",
  label: "Rprop",
  group: "first-order",
  description:
    "Looks only at the signs of the slopes: it speeds up while they last, and halves its step where one turns.",
  tex: [
    "\\Delta_t = \\begin{cases} \\min(\\eta_+ \\Delta_{t-1}, \\Delta_{\\max}) & g_t g_{t-1} > 0\\\\ \\max(\\eta_- \\Delta_{t-1}, \\Delta_{\\min}),\\ g_t \\leftarrow 0 & g_t g_{t-1} < 0\\\\ \\Delta_{t-1} & \\text{else} \\end{cases}",
    "x_{t+1} = x_t - \\operatorname{sign}(g_t)\\,\\Delta_t,\\quad \\Delta_0 = \\alpha",
  ],
  reference: {
    text: "M. Riedmiller and H. Braun, A direct adaptive method for faster backpropagation learning: the RPROP algorithm, ICNN 1993; without backtracking as C. Igel and M. Hüsken’s iRprop−, 2000",
    url: "https://doi.org/10.1109/ICNN.1993.298623",
  },
  differences:
    "As PyTorch: where a slope turns, that axis waits one step. In PyTorch the rate is the first step size and nothing else; here the step sizes are kept as multiples of it, so that a schedule or the slider scales them all. optax (up to 2026) moves by the step before: its first update is zero.",
  color: { night: "#b8e06a", paper: "#4f7310" },
  hyperparameters: {
    learningRate: { ...learningRate(1e-2), label: "first step size", accepts: notNegative },
    etaMinus: {
      kind: "number",
      default: 0.5,
      range: [0.1, 0.95],
      scale: "linear",
      symbol: "\\eta_-",
      label: "shrinking factor",
      accepts: { test: (value) => value > 0 && value <= 1, text: "above 0 and at most 1" },
    },
    etaPlus: {
      kind: "number",
      default: 1.2,
      range: [1, 2],
      scale: "linear",
      symbol: "\\eta_+",
      label: "growing factor",
      accepts: { test: (value) => value >= 1, text: "at least 1" },
    },
    stepMin: {
      kind: "number",
      default: 1e-6,
      range: [1e-9, 1e-2],
      scale: "log",
      symbol: "\\Delta_{\\min}",
      label: "smallest step",
      accepts: notNegative,
    },
    stepMax: {
      kind: "number",
      default: 50,
      range: [1e-2, 100],
      scale: "log",
      symbol: "\\Delta_{\\max}",
      label: "largest step",
      accepts: notNegative,
    },
  },
  state: { previousGradient: "vector", stepFactor: "vector" },
  evaluationsPerStep: { gradient: 1 },
  initialize(state) {
    state.stepFactor.x = 1;
    state.stepFactor.y = 1;
  },
  step(position, state, h, _t, { round, gradient }) {
    const g = gradient(position.x, position.y);
    for (const axis of ["x", "y"] as const) {
      // Signs, not gradients, are multiplied: a product of two small gradients may vanish.
      const agreement = Math.sign(g[axis]) * Math.sign(state.previousGradient[axis]);
      const change = agreement > 0 ? h.etaPlus : agreement < 0 ? h.etaMinus : 1;
      const wanted = round(round(h.learningRate * state.stepFactor[axis]) * change);
      const size = Math.min(Math.max(wanted, h.stepMin), h.stepMax);
      const used = agreement < 0 ? 0 : g[axis];
      // A rate of 0 moves nothing and has no multiples.
      if (h.learningRate > 0) {
        state.stepFactor[axis] = round(size / h.learningRate);
        position[axis] = round(position[axis] - Math.sign(used) * size);
      }
      state.previousGradient[axis] = used;
    }
  },
});
