import { arrivingMomentum } from "./arriving-momentum.ts";
import { averageDecay, learningRate } from "./hyperparameters.ts";
import { defineOptimizer } from "./optimizer.ts";

/** m ← βm + (1 − β)g, x ← x − α[(1 − ν)g + νm]: between gradient descent (ν = 0) and averaged momentum (ν = 1). */
export const qhm = defineOptimizer({
  id: "qhm",
  label: "Quasi-hyperbolic momentum",
  group: "momentum",
  description: "Mixes the gradient of the moment into a long memory: steadier than momentum, quicker to turn.",
  tex: [
    "m_{t+1} = \\beta m_t + (1-\\beta)\\,\\nabla f(x_t)",
    "x_{t+1} = x_t - \\alpha\\left[(1-\\nu)\\,\\nabla f(x_t) + \\nu\\,m_{t+1}\\right]",
  ],
  reference: {
    text: "J. Ma and D. Yarats, Quasi-hyperbolic momentum and Adam for deep learning, ICLR 2019",
    url: "https://arxiv.org/abs/1810.06801",
  },
  differences:
    "The buffer is an average: heavy ball’s rate is this method’s times 1 − β at ν = 1, and the first step is short, since m starts at zero and is not corrected. ν = β is Nesterov’s method at rate α(1 − β), seen at its look-ahead point. The authors’ code has a weight decay, and suggests ν = .7 and β = .999, a memory too long for a few hundred steps.",
  color: { night: "#d98cff", paper: "#8430b0" },
  hyperparameters: {
    learningRate: learningRate(3e-3),
    beta: averageDecay(0.95, "\\beta", "momentum"),
    nu: { kind: "number", default: 0.7, range: [0, 1], scale: "linear", symbol: "\\nu", label: "share of momentum" },
  },
  state: { momentum: "vector" },
  evaluationsPerStep: { gradient: 1 },
  initialize(state, { velocity }, h, round) {
    // In a steady gradient m a displacement is −αm, whatever ν is; with α = 0 nothing moves.
    state.momentum = arrivingMomentum(velocity, h.learningRate, round);
  },
  step(position, state, h, _t, { round, gradient }) {
    const g = gradient(position.x, position.y);
    const share = round(1 - h.nu);
    for (const axis of ["x", "y"] as const) {
      const m = round(round(h.beta * state.momentum[axis]) + round(h.oneMinusBeta * g[axis]));
      state.momentum[axis] = m;
      const direction = round(round(share * g[axis]) + round(h.nu * m));
      position[axis] = round(position[axis] - round(h.learningRate * direction));
    }
  },
});
