import { learningRate, meanDecay, squareDecay, stabilizer } from "./hyperparameters.ts";
import { defineOptimizer, type NumberHyperparameter } from "./optimizer.ts";

function share(value: number, symbol: string, label: string): NumberHyperparameter {
  return {
    kind: "number",
    default: value,
    range: [0, 1],
    scale: "linear",
    symbol,
    label,
    accepts: { test: (nu) => nu >= 0 && nu <= 1, text: "from 0 to 1" },
  };
}

/** Adam whose averages are mixed with the gradient of the moment and its square; ν₁ = ν₂ = 1 is Adam. */
export const qhadam = defineOptimizer({
  id: "qhadam",
  label: "QHAdam",
  group: "adaptive",
  description: "Adam that listens to the present gradient too: it follows bends with less swinging.",
  tex: [
    "m_{t} = \\beta_1 m_{t-1} + (1-\\beta_1)\\,g_t,\\quad v_{t} = \\beta_2 v_{t-1} + (1-\\beta_2)\\,g_t^2",
    "x_{t+1} = x_t - \\alpha\\,\\frac{(1-\\nu_1)\\,g_t + \\nu_1\\,m_t/(1-\\beta_1^t)}{\\sqrt{(1-\\nu_2)\\,g_t^2 + \\nu_2\\,v_t/(1-\\beta_2^t)} + \\varepsilon}",
  ],
  reference: {
    text: "J. Ma and D. Yarats, Quasi-hyperbolic momentum and Adam for deep learning, ICLR 2019",
    url: "https://arxiv.org/abs/1810.06801",
  },
  differences:
    "As the authors’ code, which keeps the corrected averages themselves instead of raw ones and their corrections: the same path. That code has a weight decay too, and ν₁ = ν₂ = 1 (Adam) unless told otherwise; its authors suggest ν₁ = .7 with β₁ = .995. ν₁ = β₁, ν₂ = 1 is nearly NAdam.",
  color: { night: "#c3d65f", paper: "#5a6a0c" },
  hyperparameters: {
    learningRate: learningRate(2e-2),
    beta1: meanDecay(0.95),
    beta2: squareDecay(0.999),
    nu1: share(0.7, "\\nu_1", "share of the mean"),
    nu2: share(1, "\\nu_2", "share of the mean square"),
    epsilon: stabilizer(1e-8),
  },
  state: { firstMoment: "vector", secondMoment: "vector", correction1: "scalar", correction2: "scalar" },
  evaluationsPerStep: { gradient: 1 },
  step(position, state, h, _t, { round, gradient }) {
    const g = gradient(position.x, position.y);
    state.correction1 = round(round(h.beta1 * state.correction1) + h.oneMinusBeta1);
    state.correction2 = round(round(h.beta2 * state.correction2) + h.oneMinusBeta2);
    const rest1 = round(1 - h.nu1);
    const rest2 = round(1 - h.nu2);
    for (const axis of ["x", "y"] as const) {
      const square = round(g[axis] * g[axis]);
      const m = round(round(h.beta1 * state.firstMoment[axis]) + round(h.oneMinusBeta1 * g[axis]));
      const v = round(round(h.beta2 * state.secondMoment[axis]) + round(h.oneMinusBeta2 * square));
      state.firstMoment[axis] = m;
      state.secondMoment[axis] = v;
      const mean = round(round(rest1 * g[axis]) + round(h.nu1 * round(m / state.correction1)));
      const meanSquare = round(round(rest2 * square) + round(h.nu2 * round(v / state.correction2)));
      const scaled = round(mean / round(round(Math.sqrt(meanSquare)) + h.epsilon));
      position[axis] = round(position[axis] - round(h.learningRate * scaled));
    }
  },
});
