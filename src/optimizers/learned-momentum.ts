import { arrivingMomentum } from "./arriving-momentum.ts";
import { learningRate, momentumCoefficient } from "./hyperparameters.ts";
import { defineOptimizer } from "./optimizer.ts";

/** Heavy ball that learns its β by gradient descent on the loss, through p = ∂x/∂β and q = ∂z/∂β carried along. */
export const learnedMomentum = defineOptimizer({
  id: "learned-momentum",
  label: "Learned momentum",
  group: "momentum",
  description: "Heavy ball that asks at every step whether more momentum would have led lower, and adjusts.",
  tex: [
    "\\beta_t = \\beta_{t-1} - \\eta\\,\\nabla f(x_t) \\cdot p_t",
    "q_{t+1} = z_t + \\beta_t q_t + H(x_t)\\,p_t,\\quad p_{t+1} = p_t - \\alpha q_{t+1}",
    "z_{t+1} = \\beta_t z_t + \\nabla f(x_t),\\quad x_{t+1} = x_t - \\alpha z_{t+1}",
  ],
  reference: {
    text: "After the real-time hypergradients of L. Franceschi et al., Forward and reverse gradient-based hyperparameter optimization, ICML 2017",
    url: "https://arxiv.org/abs/1703.01785",
  },
  differences:
    "While η is 0, p is the exact ∂x/∂β; once β moves it is the derivative with respect to shifting all past β alike. What has been learned is an offset to the slider’s β. Nothing keeps β within [0, 1): at 1 or above nothing is forgotten, the run swings ever wider until the slope of the loss pulls β back, or diverges; below 0 the memory pushes back.",
  color: { night: "#9ede6a", paper: "#44770f" },
  hyperparameters: {
    learningRate: learningRate(5e-4),
    beta: momentumCoefficient(0.9),
    betaLearningRate: {
      kind: "number",
      default: 3e-6,
      range: [1e-8, 1],
      scale: "log",
      symbol: "\\eta",
      label: "rate of the momentum",
    },
  },
  state: { momentum: "vector", positionDerivative: "vector", momentumDerivative: "vector", betaOffset: "scalar" },
  requires: ["hessian"],
  evaluationsPerStep: { gradient: 1, hessian: 1 },
  initialize(state, { velocity }, h, round) {
    // A displacement v is −αz, whatever β is: its derivatives begin at zero.
    state.momentum = arrivingMomentum(velocity, h.learningRate, round);
  },
  step(position, state, h, _t, { round, gradient, hessian }) {
    const g = gradient(position.x, position.y);
    const { xx, xy, yy } = hessian(position.x, position.y);
    const p = state.positionDerivative;
    const slope = round(round(g.x * p.x) + round(g.y * p.y));
    state.betaOffset = round(state.betaOffset - round(h.betaLearningRate * slope));
    const beta = round(h.beta + state.betaOffset);
    const bent = {
      x: round(round(xx * p.x) + round(xy * p.y)),
      y: round(round(xy * p.x) + round(yy * p.y)),
    };
    for (const axis of ["x", "y"] as const) {
      const q = round(round(state.momentum[axis] + round(beta * state.momentumDerivative[axis])) + bent[axis]);
      const z = round(round(beta * state.momentum[axis]) + g[axis]);
      state.momentumDerivative[axis] = q;
      state.momentum[axis] = z;
      p[axis] = round(p[axis] - round(h.learningRate * q));
      position[axis] = round(position[axis] - round(h.learningRate * z));
    }
  },
});
