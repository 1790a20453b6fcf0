import { averageDecay, learningRate } from "./hyperparameters.ts";
import { defineOptimizer } from "./optimizer.ts";

/** The constant that keeps a vanishing direction from being blown up to full length. */
const FLOOR = 1e-7;

/** Momentum made orthogonal by five Newton–Schulz iterations; a pair of numbers, one row, is thereby normalised. */
export const muon = defineOptimizer({
  id: "muon",
  label: "Muon",
  group: "momentum",
  description:
    "Follows its momentum at a fixed pace, however steep the slope. It circles a minimum that it cannot hit.",
  tex: [
    "b_{t+1} = \\beta b_t + (1-\\beta)\\,g_t,\\quad u_t = \\beta b_{t+1} + (1-\\beta)\\,g_t",
    "X_0 = \\frac{u_t}{\\lVert u_t\\rVert + 10^{-7}},\\quad X_{k+1} = 3.4445\\,X_k + \\bigl(-4.775\\,A_k + 2.0315\\,A_k^2\\bigr)X_k,\\quad A_k = X_k X_k^{\\mathsf T}",
    "x_{t+1} = x_t - \\alpha X_5",
  ],
  reference: {
    text: "K. Jordan et al., Muon: An optimizer for hidden layers in neural networks, 2024",
    url: "https://kellerjordan.github.io/posts/muon/",
  },
  differences:
    "Muon is made for matrices. Two numbers are a matrix of one row and one singular value: the five iterations, written out here on its norm, take 1 to .69644, and Muon is a normalised momentum with steps of .69644 α. Of a column they would be √2 times as long. PyTorch and the author’s code iterate in bfloat16; optax corrects the bias of the momentum as NAdam does; Keras multiplies by .2 times the root of the larger side. A starting velocity is ignored, since steps of one length do not tell how large the momentum is.",
  color: { night: "#8aa4ff", paper: "#3f57c0" },
  hyperparameters: {
    learningRate: learningRate(2e-2),
    beta: averageDecay(0.95, "\\beta", "momentum"),
    nesterov: { kind: "flag", default: true, label: "Nesterov" },
  },
  state: { momentum: "vector" },
  evaluationsPerStep: { gradient: 1 },
  step(position, state, h, _t, { round, gradient }) {
    const g = gradient(position.x, position.y);
    const along = (axis: "x" | "y"): number => {
      const intake = round(h.oneMinusBeta * g[axis]);
      const b = round(round(h.beta * state.momentum[axis]) + intake);
      state.momentum[axis] = b;
      return h.nesterov ? round(round(h.beta * b) + intake) : b;
    };
    const u = { x: along("x"), y: along("y") };
    // In units of the larger component, whose square would overflow before its length does.
    const unit = Math.max(Math.abs(u.x), Math.abs(u.y), FLOOR);
    const x = round(u.x / unit);
    const y = round(u.y / unit);
    const norm = round(Math.sqrt(round(round(x * x) + round(y * y))));
    // A one-row X only changes its length: X = stretch · (x, y).
    let stretch = round(1 / round(norm + round(FLOOR / unit)));
    for (let iteration = 0; iteration < 5; iteration += 1) {
      const length = round(stretch * norm);
      const a = round(length * length);
      stretch = round(stretch * round(3.4445 + round(a * round(round(2.0315 * a) - 4.775))));
    }
    const pace = round(h.learningRate * stretch);
    position.x = round(position.x - round(pace * x));
    position.y = round(position.y - round(pace * y));
  },
});
