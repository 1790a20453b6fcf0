import { arrivingMomentum } from "./arriving-momentum.ts";
import { learningRate, momentumCoefficient, weightDecay } from "./hyperparameters.ts";
import { defineOptimizer } from "./optimizer.ts";

/** Heavy ball in gradient units: z ← βz + (1 − τ)g, x ← x − αz; the first z takes g undampened, as in PyTorch. */
export const momentum = defineOptimizer({
  id: "momentum",
  label: "Heavy ball",
  group: "momentum",
  description: "Remembers where it was going. It runs along valleys, overshoots, and swings back.",
  tex: [
    "z_{t+1} = \\beta z_t + (1-\\tau)\\,g_t,\\quad g_t = \\nabla f(x_t) + \\lambda x_t",
    "x_{t+1} = x_t - \\alpha z_{t+1}",
  ],
  reference: {
    text: "B. T. Polyak, Some methods of speeding up the convergence of iteration methods, 1964",
    url: "https://doi.org/10.1016/0041-5553(64)90137-5",
  },
  differences:
    "There is no factor 1 − β: a steady gradient is followed at α/(1 − β). Averaging forms are this with dampening β, but for the first step, which is never dampened here. Keras keeps α inside the buffer, which differs once α changes.",
  color: { night: "#ff6b5e", paper: "#c2311f" },
  hyperparameters: {
    learningRate: learningRate(5e-4),
    beta: momentumCoefficient(0.9),
    dampening: {
      kind: "number",
      default: 0,
      range: [0, 1],
      scale: "linear",
      symbol: "\\tau",
      label: "dampening",
      complement: true,
      neutral: 0,
    },
    weightDecay: weightDecay(0),
  },
  state: { momentum: "vector" },
  evaluationsPerStep: { gradient: 1 },
  initialize(state, { velocity }, h, round) {
    state.momentum = arrivingMomentum(velocity, h.learningRate, round);
  },
  step(position, state, h, t, { round, gradient }) {
    const g = gradient(position.x, position.y);
    const intake = t === 1 ? 1 : h.oneMinusDampening;
    for (const axis of ["x", "y"] as const) {
      const decayed = round(g[axis] + round(h.weightDecay * position[axis]));
      const z = round(round(h.beta * state.momentum[axis]) + round(intake * decayed));
      state.momentum[axis] = z;
      position[axis] = round(position[axis] - round(h.learningRate * z));
    }
  },
});
