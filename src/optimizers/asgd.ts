import { learningRate, weightDecay } from "./hyperparameters.ts";
import { defineOptimizer } from "./optimizer.ts";

const notNegative = { test: (value: number) => value >= 0, text: "at least 0" } as const;

/** Gradient descent with a falling rate and a slight shrinkage, whose iterates are averaged from step t₀ on. */
export const asgd = defineOptimizer({
  id: "asgd",
  label: "Averaged SGD",
  group: "first-order",
  description:
    "Gradient descent that averages where it has been: under noise the average rests where the point itself cannot.",
  tex: [
    "g_t = \\nabla f(x_t) + \\omega x_t",
    "\\eta_t = \\alpha\\,/\\,(1 + \\lambda\\alpha\\,(t-1))^{a}",
    "x_{t+1} = (1 - \\lambda\\eta_t)\\,x_t - \\eta_t\\,g_t",
    "\\bar x_{t+1} = \\bar x_t + \\mu_t\\,(x_{t+1} - \\bar x_t),\\quad \\mu_t = 1/\\max(1,\\ t - 1 - t_0)",
  ],
  reference: {
    text: "B. T. Polyak and A. B. Juditsky, Acceleration of stochastic approximation by averaging, SIAM J. Control Optim. 30, 1992",
    url: "https://doi.org/10.1137/0330046",
  },
  differences:
    "As PyTorch, rate and averaging weight lagging one step; its default t₀ of 10⁶ averages nothing in a shorter run: lower it. Under a schedule the rate is that of the step itself (PyTorch’s comes one step late). The point that is drawn is x; the average is a state slot.",
  color: { night: "#5fd3a8", paper: "#147a55" },
  hyperparameters: {
    learningRate: learningRate(5e-4),
    lambda: {
      kind: "number",
      default: 1e-4,
      range: [0, 0.1],
      scale: "linear",
      symbol: "\\lambda",
      label: "decay term",
      accepts: notNegative,
      neutral: 0,
    },
    alpha: {
      kind: "number",
      default: 0.75,
      range: [0, 1],
      scale: "linear",
      symbol: "a",
      label: "exponent of the rate",
    },
    t0: {
      kind: "number",
      default: 1e6,
      range: [1, 1e6],
      scale: "log",
      isInteger: true,
      symbol: "t_0",
      label: "steps before averaging",
      accepts: notNegative,
    },
    weightDecay: { ...weightDecay(0), symbol: "\\omega" },
  },
  state: { average: "vector" },
  evaluationsPerStep: { gradient: 1 },
  initialize(state, { position }) {
    state.average.x = position.x;
    state.average.y = position.y;
  },
  step(position, state, h, t, { round, gradient }) {
    const g = gradient(position.x, position.y);
    const growth = round(1 + round(round(h.lambda * h.learningRate) * (t - 1)));
    const rate = round(h.learningRate / round(growth ** h.alpha));
    const decay = round(h.lambda * rate);
    const averaged = round(round(t - 1) - h.t0);
    for (const axis of ["x", "y"] as const) {
      const decayed = round(g[axis] + round(h.weightDecay * position[axis]));
      // λη is taken off the product with x: 1 − λη rounded in f32 would lose the digits of a small decay.
      const shrunk = round(position[axis] - round(decay * position[axis]));
      const x = round(shrunk - round(rate * decayed));
      position[axis] = x;
      const mean = state.average[axis];
      state.average[axis] = averaged > 1 ? round(mean + round(round(x - mean) / averaged)) : x;
    }
  },
});
