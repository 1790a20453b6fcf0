import type { Round } from "../math/precision.ts";
import { averageDecay, flag, learningRate, stabilizer, weightDecay } from "./hyperparameters.ts";
import { defineOptimizer } from "./optimizer.ts";

const positive = { test: (value: number) => value > 0, text: "above 0" } as const;

/**
 * 1 − (1 − c)ⁿ as the authors take it, by the power, rounded once. A recurrence would be truer in f64, but d grows out of
 * the rounding of x₀ − x, and with it their trajectories would be left behind (by 2.8 times the oracle's tolerance).
 */
function complementOfPower(complement: number, n: number, round: Round): number {
  return round(1 - (1 - complement) ** n);
}

/** Adam that estimates the distance D to the solution as it goes, from below, and uses it for its step size. */
export const prodigy = defineOptimizer({
  id: "prodigy",
  label: "Prodigy",
  group: "adaptive",
  description: "Finds its own step size: it creeps at first, learns how far there is to go, and then runs as Adam.",
  tex: [
    "r_t = \\sqrt{\\beta_2}\\,r_{t-1} + \\tfrac{d_t^2\\alpha}{d_0}\\,\\langle g_t, x_0 - x_t\\rangle,\\quad s_t = \\sqrt{\\beta_2}\\,s_{t-1} + \\tfrac{d_t^2\\alpha}{d_0}\\,g_t",
    "m_t = \\beta_1 m_{t-1} + (1-\\beta_1)\\,d_t g_t,\\quad v_t = \\beta_2 v_{t-1} + (1-\\beta_2)\\,d_t^2 g_t^2",
    "d_{t+1} = \\max\\bigl(d_t,\\ c\\,r_t/\\lVert s_t\\rVert_1\\bigr),\\quad x_{t+1} = (1-\\alpha\\lambda d_t)\\,x_t - \\alpha d_t\\,\\frac{m_t}{\\sqrt{v_t} + d_{t+1}\\varepsilon}",
  ],
  reference: {
    text: "K. Mishchenko and A. Defazio, Prodigy: an expeditiously adaptive parameter-free learner, ICML 2024",
    url: "https://arxiv.org/abs/2306.06101",
  },
  differences:
    "As the authors’ code with decoupled weight decay, without its options that limit the growth of d. Bias correction multiplies the rate, that of the decay too; it is off unless asked for, while optax always applies it. Each trajectory estimates its own d, the slot distance, which never falls.",
  color: { night: "#ffd75e", paper: "#7c6500" },
  hyperparameters: {
    learningRate: { ...learningRate(1), range: [1e-2, 10] },
    beta1: averageDecay(0.9, "\\beta_1", "mean decay"),
    beta2: averageDecay(0.999, "\\beta_2", "square decay"),
    epsilon: stabilizer(1e-8),
    d0: {
      kind: "number",
      default: 1e-6,
      range: [1e-8, 1],
      scale: "log",
      symbol: "d_0",
      label: "first distance",
      accepts: positive,
    },
    dCoef: {
      kind: "number",
      default: 1,
      range: [0.1, 10],
      scale: "log",
      symbol: "c",
      label: "distance factor",
      accepts: positive,
    },
    useBiasCorrection: flag("bias correction"),
    weightDecay: weightDecay(0),
  },
  state: {
    firstMoment: "vector",
    secondMoment: "vector",
    start: "vector",
    gradientSum: "vector",
    progress: "scalar",
    distance: "scalar",
  },
  evaluationsPerStep: { gradient: 1 },
  initialize(state, { position }, h) {
    state.start.x = position.x;
    state.start.y = position.y;
    state.distance = h.d0;
  },
  step(position, state, h, t, { round, gradient }) {
    const g = gradient(position.x, position.y);
    const d = state.distance;
    let rate = round(d * h.learningRate);
    if (h.useBiasCorrection) {
      const correction1 = complementOfPower(h.oneMinusBeta1, t, round);
      const correction2 = complementOfPower(h.oneMinusBeta2, t, round);
      rate = round(rate * round(round(Math.sqrt(correction2)) / correction1));
    }
    const beta3 = round(Math.sqrt(h.beta2));
    // Only the ratio of both sums counts; d/d₀ instead of d keeps them from being too small for f32.
    const weight = round(round(d / h.d0) * rate);
    const alongX = round(g.x * round(state.start.x - position.x));
    const alongY = round(g.y * round(state.start.y - position.y));
    state.progress = round(round(beta3 * state.progress) + round(weight * round(alongX + alongY)));
    for (const axis of ["x", "y"] as const) {
      state.gradientSum[axis] = round(round(beta3 * state.gradientSum[axis]) + round(weight * g[axis]));
      const scaled = round(d * g[axis]);
      const square = round(scaled * scaled);
      state.firstMoment[axis] = round(round(h.beta1 * state.firstMoment[axis]) + round(h.oneMinusBeta1 * scaled));
      state.secondMoment[axis] = round(round(h.beta2 * state.secondMoment[axis]) + round(h.oneMinusBeta2 * square));
    }
    const size = round(Math.abs(state.gradientSum.x) + Math.abs(state.gradientSum.y));
    if (size > 0) state.distance = Math.max(d, round(round(h.dCoef * state.progress) / size));
    const decay = round(rate * h.weightDecay);
    const floor = round(state.distance * h.epsilon);
    for (const axis of ["x", "y"] as const) {
      const root = round(Math.sqrt(state.secondMoment[axis]));
      const shrunk = round(position[axis] - round(decay * position[axis]));
      const direction = round(state.firstMoment[axis] / round(root + floor));
      position[axis] = round(shrunk - round(rate * direction));
    }
  },
});
