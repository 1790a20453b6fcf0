import { friction, temperature, timeStep } from "./hyperparameters.ts";
import { defineOptimizer } from "./optimizer.ts";

/**
 * dx = v dt, dv = −∇f dt − γv dt + √(2γT) dW by the splitting BAOAB, whose two half kicks at the same place are one
 * whole kick, so that `velocity` is the one between two positions: kick, half a drift, friction and noise, half a drift.
 */
export const underdampedLangevin = defineOptimizer({
  id: "underdamped-langevin",
  label: "Underdamped Langevin",
  group: "stochastic",
  description: "A ball in a heat bath: friction takes its energy, random kicks give it back, and it crosses passes.",
  tex: [
    "w = v_t - h\\,\\nabla f(x_t),\\quad v_{t+1} = e^{-\\gamma h}\\,w + \\sqrt{T\\,(1 - e^{-2\\gamma h})}\\;n_t",
    "x_{t+1} = x_t + \\tfrac h2\\,(w + v_{t+1})",
  ],
  reference: {
    text: "B. Leimkuhler and C. Matthews, Rational construction of stochastic numerical methods for molecular sampling, Applied Mathematics Research eXpress, 2013",
    url: "https://arxiv.org/abs/1203.5428",
  },
  differences:
    "Positions are those of BAOAB with mass 1: on a quadratic their variance is T/λ at every stable step (h√λ < 2), with no bias; other splittings of the same cost have one. Without temperature it is heavy ball with β = exp(−γh) and α = h²(1 + β)/2, and a starting displacement counts as there.",
  color: { night: "#a3a0ff", paper: "#4b46bd" },
  hyperparameters: {
    timeStep: {
      ...timeStep(0.015),
      accepts: { test: (value: number) => value >= 0, text: "at least 0: noise does not run backwards" },
    },
    friction: {
      ...friction(1.5),
      symbol: "\\gamma",
      accepts: { test: (value: number) => value >= 0, text: "at least 0" },
    },
    temperature: temperature(0.1),
  },
  state: { velocity: "vector" },
  evaluationsPerStep: { gradient: 1 },
  initialize(state, { velocity }, h, round) {
    if (h.timeStep === 0) return;
    // The last displacement was ½h(w + v) with v = βw.
    const beta = round(Math.exp(-round(h.friction * h.timeStep)));
    const factor = round(round(2 * beta) / round(h.timeStep * round(1 + beta)));
    state.velocity.x = round(factor * velocity.x);
    state.velocity.y = round(factor * velocity.y);
  },
  step(position, state, h, _t, { round, gradient, normals }) {
    const g = gradient(position.x, position.y);
    const n = normals();
    const decay = round(h.friction * h.timeStep);
    const beta = round(Math.exp(-decay));
    // 1 − e^{−2u} cancels where friction is weak; as 2 tanh u/(1 + tanh u) it does not.
    const tangent = round(Math.tanh(decay));
    const share = round(round(2 * tangent) / round(1 + tangent));
    const sigma = round(Math.sqrt(round(h.temperature * share)));
    const half = round(h.timeStep / 2);
    for (const axis of ["x", "y"] as const) {
      const kicked = round(state.velocity[axis] - round(h.timeStep * g[axis]));
      const v = round(round(beta * kicked) + round(sigma * n[axis]));
      state.velocity[axis] = v;
      position[axis] = round(position[axis] + round(half * round(kicked + v)));
    }
  },
});
