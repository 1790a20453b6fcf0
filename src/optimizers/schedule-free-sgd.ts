import { learningRate, weightDecay } from "./hyperparameters.ts";
import { defineOptimizer } from "./optimizer.ts";
import {
  beginAverage,
  scheduleFreeHyperparameters,
  scheduleFreeState,
  stepAndAverage,
  warmedUp,
} from "./schedule-free-average.ts";

/** Gradient descent of z, with the gradient taken at y, between z and the average x of all z. */
export const scheduleFreeSgd = defineOptimizer({
  id: "schedule-free-sgd",
  label: "Schedule-Free SGD",
  group: "momentum",
  description: "Takes gradients between where it is and the average of where it has been; the average is the answer.",
  tex: [
    "z_{t+1} = z_t - \\alpha_t\\,\\bigl(\\nabla f(y_t) + \\lambda y_t\\bigr),\\quad \\alpha_t = \\alpha\\,\\min(1, t/W)",
    "x_{t+1} = (1-c_t)\\,x_t + c_t z_{t+1},\\quad c_t = \\alpha_{\\max}^2\\big/\\textstyle\\sum\\alpha_{\\max}^2",
    "y_{t+1} = (1-\\beta)\\,z_{t+1} + \\beta x_{t+1}",
  ],
  reference: {
    text: "A. Defazio et al., The road less scheduled, NeurIPS 2024",
    url: "https://arxiv.org/abs/2405.15682",
  },
  differences:
    "What is drawn and measured is y, where gradients are taken, as the authors’ parameter in training; x is the slot average. Weights are squares of the largest rate so far, without the authors’ power r of t, as in optax. Weight decay acts at y.",
  color: { night: "#58e0c4", paper: "#0f7565" },
  hyperparameters: {
    learningRate: learningRate(1e-3),
    beta: scheduleFreeHyperparameters.beta,
    warmupSteps: scheduleFreeHyperparameters.warmupSteps,
    weightDecay: weightDecay(0),
  },
  state: scheduleFreeState,
  evaluationsPerStep: { gradient: 1 },
  initialize(state, start) {
    beginAverage(state, start);
  },
  step(position, state, h, t, { round, gradient }) {
    const g = gradient(position.x, position.y);
    const direction = {
      x: round(g.x + round(h.weightDecay * position.x)),
      y: round(g.y + round(h.weightDecay * position.y)),
    };
    stepAndAverage(position, state, direction, warmedUp(h, t, round), h.beta, round);
  },
});
