import { learningRate, meanDecay, squareDecay, stabilizer, weightDecay } from "./hyperparameters.ts";
import { defineOptimizer } from "./optimizer.ts";

/** Adam with Nesterov's look-ahead: the momentum that the next step would add is added now. */
export const nadam = defineOptimizer({
  id: "nadam",
  label: "NAdam",
  group: "adaptive",
  description: "Adam that looks ahead: it gives the newest gradient more say, and turns earlier.",
  tex: [
    "g_t = \\nabla f(x_t) + \\lambda x_t",
    "\\mu_t = \\beta_1\\left(1 - \\tfrac{1}{2}\\,0.96^{\\,t\\psi}\\right),\\quad P_t = \\textstyle\\prod_{i \\le t} \\mu_i",
    "m_{t} = \\beta_1 m_{t-1} + (1-\\beta_1)\\,g_t,\\quad v_{t} = \\beta_2 v_{t-1} + (1-\\beta_2)\\,g_t^2",
    "x_{t+1} = x_t - \\frac{\\alpha}{\\sqrt{v_t/(1-\\beta_2^t)} + \\varepsilon}\\left[\\frac{(1-\\mu_t)\\,g_t}{1-P_t} + \\frac{\\mu_{t+1}\\,m_t}{1-P_t\\,\\mu_{t+1}}\\right]",
  ],
  reference: {
    text: "T. Dozat, Incorporating Nesterov momentum into Adam, ICLR 2016 workshop",
    url: "https://openreview.net/forum?id=OM0jvwB8jIp57ZJjtNEZ",
  },
  differences:
    "As PyTorch from 2.0 on; 1.13 multiplied μₜ in twice. Keras has ψ = 1, optax a constant μ = β₁. Dozat averages m with μₜ instead of β₁.",
  color: { night: "#5fe0cf", paper: "#0b746a" },
  hyperparameters: {
    learningRate: learningRate(3e-2),
    beta1: meanDecay(0.9),
    beta2: squareDecay(0.999),
    epsilon: stabilizer(1e-8),
    momentumDecay: {
      kind: "number",
      default: 0.004,
      range: [0, 1],
      scale: "linear",
      symbol: "\\psi",
      label: "momentum decay",
      accepts: { test: (value) => value >= 0, text: "at least 0" },
    },
    weightDecay: weightDecay(0),
  },
  state: { firstMoment: "vector", secondMoment: "vector", momentumCorrection: "scalar", correction2: "scalar" },
  evaluationsPerStep: { gradient: 1 },
  step(position, state, h, t, { round, gradient }) {
    const raw = gradient(position.x, position.y);
    // ½·0.96^(tψ), what is missing from μ_t/β₁.
    const missing = (time: number): number => round(0.5 * round(0.96 ** round(time * h.momentumDecay)));
    const now = missing(t);
    const next = missing(t + 1);
    const nextMu = round(h.beta1 * round(1 - next));
    // 1 − μ as (1 − β₁) + β₁·missing: the difference itself would cancel.
    const nowRest = round(h.oneMinusBeta1 + round(h.beta1 * now));
    const nextRest = round(h.oneMinusBeta1 + round(h.beta1 * next));
    // 1 − P_t = μ_t(1 − P_{t−1}) + (1 − μ_t).
    const correction = round(round(round(h.beta1 * round(1 - now)) * state.momentumCorrection) + nowRest);
    const nextCorrection = round(round(nextMu * correction) + nextRest);
    state.momentumCorrection = correction;
    state.correction2 = round(round(h.beta2 * state.correction2) + h.oneMinusBeta2);
    const gradientWeight = round(nowRest / correction);
    const momentWeight = round(nextMu / nextCorrection);
    for (const axis of ["x", "y"] as const) {
      const g = round(raw[axis] + round(h.weightDecay * position[axis]));
      const m = round(round(h.beta1 * state.firstMoment[axis]) + round(h.oneMinusBeta1 * g));
      const v = round(round(h.beta2 * state.secondMoment[axis]) + round(h.oneMinusBeta2 * round(g * g)));
      state.firstMoment[axis] = m;
      state.secondMoment[axis] = v;
      const mean = round(round(gradientWeight * g) + round(momentWeight * m));
      const root = round(Math.sqrt(round(v / state.correction2)));
      position[axis] = round(position[axis] - round(h.learningRate * round(mean / round(root + h.epsilon))));
    }
  },
});
