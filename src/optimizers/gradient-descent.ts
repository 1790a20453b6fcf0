import { learningRate, weightDecay } from "./hyperparameters.ts";
import { defineOptimizer } from "./optimizer.ts";

/** x ← x − α(∇f(x) + λx). */
export const gradientDescent = defineOptimizer({
  id: "gradient-descent",
  label: "Gradient descent",
  group: "first-order",
  description: "Steps straight downhill. In a narrow valley it zigzags across and crawls along.",
  tex: ["x_{t+1} = x_t - \\alpha\\,g_t,\\quad g_t = \\nabla f(x_t) + \\lambda x_t"],
  reference: {
    text: "A. Cauchy, Méthode générale pour la résolution des systèmes d’équations simultanées, 1847",
  },
  color: { night: "#f2b134", paper: "#9a6200" },
  hyperparameters: { learningRate: learningRate(5e-4), weightDecay: weightDecay(0) },
  state: {},
  evaluationsPerStep: { gradient: 1 },
  step(position, _state, h, _t, { round, gradient }) {
    const g = gradient(position.x, position.y);
    for (const axis of ["x", "y"] as const) {
      const decayed = round(g[axis] + round(h.weightDecay * position[axis]));
      position[axis] = round(position[axis] - round(h.learningRate * decayed));
    }
  },
});
