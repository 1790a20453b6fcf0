import { adamHyperparameters } from "./adam-direction.ts";
import { learningRate, stabilizer } from "./hyperparameters.ts";
import { defineOptimizer } from "./optimizer.ts";

/** Adam that divides by the spread of the gradients about their mean instead of by their size. */
export const adabelief = defineOptimizer({
  id: "adabelief",
  label: "AdaBelief",
  group: "adaptive",
  description: "Adam that takes long steps where gradients are as expected, and short ones where they surprise.",
  tex: [
    "m_{t} = \\beta_1 m_{t-1} + (1-\\beta_1)\\,g_t,\\quad s_{t} = \\beta_2 s_{t-1} + (1-\\beta_2)(g_t - m_t)^2 + \\varepsilon",
    "x_{t+1} = (1 - \\alpha\\lambda)\\,x_t - \\alpha\\,\\frac{m_t/(1-\\beta_1^t)}{\\sqrt{s_t/(1-\\beta_2^t)} + \\varepsilon}",
  ],
  reference: {
    text: "J. Zhuang et al., AdaBelief optimizer: adapting stepsizes by the belief in observed gradients, NeurIPS 2020",
    url: "https://arxiv.org/abs/2010.07468",
  },
  differences:
    "As the authors’ code without its rectification, which is RAdam’s; optax never rectifies. ε enters s in every step, as there. The first step is α/β₁, not α: with β₁ = 0 nothing surprises, s holds ε alone, and steps are huge; on an even slope s fades, and steps grow.",
  color: { night: "#ff9d6e", paper: "#b0481c" },
  hyperparameters: {
    ...adamHyperparameters(0),
    learningRate: learningRate(5e-2),
    epsilon: { ...stabilizer(1e-16), range: [1e-16, 1] },
  },
  state: {
    firstMoment: "vector",
    variance: "vector",
    maximumVariance: "vector",
    correction1: "scalar",
    correction2: "scalar",
  },
  evaluationsPerStep: { gradient: 1 },
  step(position, state, h, _t, { round, gradient }) {
    const g = gradient(position.x, position.y);
    state.correction1 = round(round(h.beta1 * state.correction1) + h.oneMinusBeta1);
    state.correction2 = round(round(h.beta2 * state.correction2) + h.oneMinusBeta2);
    const decay = round(h.learningRate * h.weightDecay);
    for (const axis of ["x", "y"] as const) {
      const m = round(round(h.beta1 * state.firstMoment[axis]) + round(h.oneMinusBeta1 * g[axis]));
      const surprise = round(g[axis] - m);
      const intake = round(h.oneMinusBeta2 * round(surprise * surprise));
      const s = round(round(round(h.beta2 * state.variance[axis]) + intake) + h.epsilon);
      state.firstMoment[axis] = m;
      state.variance[axis] = s;
      let spread = s;
      if (h.amsgrad) {
        spread = Math.max(state.maximumVariance[axis], s);
        state.maximumVariance[axis] = spread;
      }
      const mean = round(m / state.correction1);
      const root = round(Math.sqrt(round(spread / state.correction2)));
      const shrunk = round(position[axis] - round(decay * position[axis]));
      position[axis] = round(shrunk - round(h.learningRate * round(mean / round(root + h.epsilon))));
    }
  },
});
