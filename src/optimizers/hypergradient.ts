import { learningRate } from "./hyperparameters.ts";
import { defineOptimizer } from "./optimizer.ts";

/** Gradient descent on the learning rate too: αₜ = αₜ₋₁ + η gₜ·gₜ₋₁, x ← x − αₜgₜ. */
export const hypergradient = defineOptimizer({
  id: "hypergradient",
  label: "Hypergradient",
  group: "first-order",
  description:
    "Takes longer steps while gradients agree with the last ones, and shorter ones when they turn against them.",
  tex: ["\\alpha_t = \\alpha_{t-1} + \\eta\\; g_t \\cdot g_{t-1},\\quad x_{t+1} = x_t - \\alpha_t\\, g_t"],
  reference: {
    text: "A. G. Baydin et al., Online learning rate adaptation with hypergradient descent, ICLR 2018",
    url: "https://arxiv.org/abs/1703.04782",
  },
  differences:
    "The paper’s additive rule (SGD-HD); its multiplicative one divides by the gradients’ norms. What has been learned is kept apart from the slider’s α, as an offset that adds to it (under a schedule too). Nothing bounds it: where products of gradients are large it may overshoot, even below zero, and then climbs until they turn.",
  color: { night: "#93a8ff", paper: "#3d55b8" },
  hyperparameters: {
    learningRate: learningRate(5e-4),
    hyperLearningRate: {
      kind: "number",
      default: 1e-9,
      range: [1e-12, 1e-2],
      scale: "log",
      symbol: "\\eta",
      label: "rate of the learning rate",
    },
  },
  state: { previousGradient: "vector", learningRateOffset: "scalar" },
  evaluationsPerStep: { gradient: 1 },
  step(position, state, h, _t, { round, gradient }) {
    const g = gradient(position.x, position.y);
    const last = state.previousGradient;
    const agreement = round(round(g.x * last.x) + round(g.y * last.y));
    state.learningRateOffset = round(state.learningRateOffset + round(h.hyperLearningRate * agreement));
    last.x = g.x;
    last.y = g.y;
    const rate = round(h.learningRate + state.learningRateOffset);
    position.x = round(position.x - round(rate * g.x));
    position.y = round(position.y - round(rate * g.y));
  },
});
