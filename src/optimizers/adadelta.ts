import { averageDecay, learningRate, stabilizer, weightDecay } from "./hyperparameters.ts";
import { defineOptimizer } from "./optimizer.ts";

/** Steps by the ratio of the running sizes of its own steps and of the gradient: a step has the units of x. */
export const adadelta = defineOptimizer({
  id: "adadelta",
  label: "Adadelta",
  group: "adaptive",
  description: "Sets its own pace from how far it came lately. It sets off in tiny steps and has to work up speed.",
  tex: [
    "g_t = \\nabla f(x_t) + \\lambda x_t",
    "v_{t} = \\rho v_{t-1} + (1-\\rho)\\,g_t^2,\\quad \\delta_t = \\frac{\\sqrt{u_{t-1} + \\varepsilon}}{\\sqrt{v_t + \\varepsilon}}\\,g_t",
    "u_{t} = \\rho u_{t-1} + (1-\\rho)\\,\\delta_t^2,\\quad x_{t+1} = x_t - \\alpha\\,\\delta_t",
  ],
  reference: {
    text: "M. D. Zeiler, ADADELTA: An adaptive learning rate method, 2012",
    url: "https://arxiv.org/abs/1212.5701",
  },
  differences:
    "As PyTorch; the paper has no α, and ρ = .95. Keras defaults to α = .001, ρ = .95 and ε = 1e-7. TensorFlow.js divides by the mean square from before the present gradient, so that its first step is a whole −αg. u averages the squares of δ, not of αδ.",
  color: { night: "#8fb8ff", paper: "#2f5fb8" },
  hyperparameters: {
    learningRate: learningRate(1),
    rho: averageDecay(0.9, "\\rho", "square average decay"),
    epsilon: stabilizer(1e-6),
    weightDecay: weightDecay(0),
  },
  state: { squareAverage: "vector", stepSquareAverage: "vector" },
  evaluationsPerStep: { gradient: 1 },
  step(position, state, h, _t, { round, gradient }) {
    const raw = gradient(position.x, position.y);
    for (const axis of ["x", "y"] as const) {
      const g = round(raw[axis] + round(h.weightDecay * position[axis]));
      const v = round(round(h.rho * state.squareAverage[axis]) + round(h.oneMinusRho * round(g * g)));
      const u = state.stepSquareAverage[axis];
      const rootOfSteps = round(Math.sqrt(round(u + h.epsilon)));
      const rootOfGradients = round(Math.sqrt(round(v + h.epsilon)));
      const step = round(round(rootOfSteps / rootOfGradients) * g);
      state.squareAverage[axis] = v;
      state.stepSquareAverage[axis] = round(round(h.rho * u) + round(h.oneMinusRho * round(step * step)));
      position[axis] = round(position[axis] - round(h.learningRate * step));
    }
  },
});
