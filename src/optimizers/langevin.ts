import { learningRate, temperature } from "./hyperparameters.ts";
import { defineOptimizer } from "./optimizer.ts";

/** x ← x − α∇f(x) + √(2αT) n: gradient descent that is kicked as a particle in a bath of temperature T is. */
export const langevin = defineOptimizer({
  id: "langevin",
  label: "Langevin",
  group: "stochastic",
  description:
    "Gradient descent in a heat bath: it never rests, and in the end is at each place in proportion to e to the −f/T.",
  tex: ["x_{t+1} = x_t - \\alpha\\,\\nabla f(x_t) + \\sqrt{2\\alpha T}\\;n_t,\\quad n_t \\sim \\mathcal N(0, I)"],
  reference: {
    text: "G. O. Roberts and R. L. Tweedie, Exponential convergence of Langevin distributions and their discrete approximations, Bernoulli 2, 1996",
    url: "https://doi.org/10.2307/3318418",
  },
  differences:
    "The unadjusted Langevin algorithm: there is no Metropolis step, so a finite α broadens the distribution. Along an eigenvalue λ its variance is 2T/(λ(2 − αλ)) instead of T/λ. Stochastic gradient Langevin dynamics (Welling & Teh 2011) is this on minibatches at T = 1, and writes ε for 2α. The kicks come on top of the experiment’s own gradient noise.",
  color: { night: "#ff8fb0", paper: "#b02a58" },
  hyperparameters: {
    learningRate: {
      ...learningRate(5e-4),
      accepts: { test: (value: number) => value >= 0, text: "at least 0, as its root scales the noise" },
    },
    temperature: temperature(0.1),
  },
  state: {},
  evaluationsPerStep: { gradient: 1 },
  step(position, _state, h, _t, { round, gradient, normals }) {
    const g = gradient(position.x, position.y);
    const n = normals();
    const sigma = round(Math.sqrt(round(round(2 * h.learningRate) * h.temperature)));
    for (const axis of ["x", "y"] as const) {
      const descended = round(position[axis] - round(h.learningRate * g[axis]));
      position[axis] = round(descended + round(sigma * n[axis]));
    }
  },
});
