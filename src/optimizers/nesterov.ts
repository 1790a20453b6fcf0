import { learningRate, momentumCoefficient, weightDecay } from "./hyperparameters.ts";
import { defineOptimizer } from "./optimizer.ts";

/** v ← βv − α∇f(x + βv), x ← x + v: the gradient is taken where the momentum is about to carry the point. */
export const nesterov = defineOptimizer({
  id: "nesterov",
  label: "Nesterov",
  group: "momentum",
  description: "Looks ahead before it steps, and so brakes before it overshoots.",
  tex: [
    "v_{t+1} = \\beta v_t - \\alpha\\,\\bigl(\\nabla f(y_t) + \\lambda y_t\\bigr),\\quad y_t = x_t + \\beta v_t",
    "x_{t+1} = x_t + v_{t+1}",
  ],
  reference: {
    text: "Y. Nesterov, A method for solving a convex programming problem with convergence rate O(1/k²), 1983; in the form of I. Sutskever et al., ICML 2013",
    url: "https://proceedings.mlr.press/v28/sutskever13.html",
  },
  differences:
    "PyTorch’s parameter is the look-ahead point x + βv; both take the weight decay at that point. For a constant α both describe the same path; under a changing α they part.",
  color: { night: "#4cc9f0", paper: "#08779f" },
  hyperparameters: {
    learningRate: learningRate(5e-4),
    beta: momentumCoefficient(0.9),
    weightDecay: weightDecay(0),
  },
  state: { velocity: "vector" },
  evaluationsPerStep: { gradient: 1 },
  initialize(state, { velocity }) {
    state.velocity.x = velocity.x;
    state.velocity.y = velocity.y;
  },
  step(position, state, h, _t, { round, gradient }) {
    const aheadX = round(position.x + round(h.beta * state.velocity.x));
    const aheadY = round(position.y + round(h.beta * state.velocity.y));
    const g = gradient(aheadX, aheadY);
    const gx = round(g.x + round(h.weightDecay * aheadX));
    const gy = round(g.y + round(h.weightDecay * aheadY));
    state.velocity.x = round(round(h.beta * state.velocity.x) - round(h.learningRate * gx));
    state.velocity.y = round(round(h.beta * state.velocity.y) - round(h.learningRate * gy));
    position.x = round(position.x + state.velocity.x);
    position.y = round(position.y + state.velocity.y);
  },
});
