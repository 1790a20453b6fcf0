import type { Round } from "../math/precision.ts";
import { learningRate, meanDecay, squareDecay, stabilizer, weightDecay } from "./hyperparameters.ts";
import { defineOptimizer } from "./optimizer.ts";

/** Adam that does not divide by its mean square before that rests on more than five gradients (ρ_t > 5). */
export const radam = defineOptimizer({
  id: "radam",
  label: "RAdam",
  group: "adaptive",
  description: "Begins as plain momentum until it has seen enough gradients to trust its scaling, then phases Adam in.",
  tex: [
    "g_t = \\nabla f(x_t) + \\lambda x_t,\\quad \\hat m_t = m_t/(1-\\beta_1^t)",
    "m_{t} = \\beta_1 m_{t-1} + (1-\\beta_1)\\,g_t,\\quad v_{t} = \\beta_2 v_{t-1} + (1-\\beta_2)\\,g_t^2",
    "\\rho_\\infty = \\tfrac{2}{1-\\beta_2} - 1,\\quad \\rho_t = \\rho_\\infty - \\frac{2t\\,\\beta_2^t}{1-\\beta_2^t}",
    "r_t = \\sqrt{\\frac{(\\rho_t-4)(\\rho_t-2)\\,\\rho_\\infty}{(\\rho_\\infty-4)(\\rho_\\infty-2)\\,\\rho_t}}",
    "x_{t+1} = x_t - \\alpha\\,\\hat m_t \\cdot \\begin{cases} r_t\\,\\sqrt{1-\\beta_2^t}\\,/\\,(\\sqrt{v_t} + \\varepsilon) & \\rho_t > 5\\\\ 1 & \\text{else} \\end{cases}",
  ],
  reference: {
    text: "L. Liu et al., On the variance of the adaptive learning rate and beyond, ICLR 2020",
    url: "https://arxiv.org/abs/1908.03265",
  },
  differences:
    "As PyTorch: the paper rectifies from ρₜ > 4 on, optax from ρₜ ≥ 5, and optax adds ε to the corrected root. The first steps are not normalised: with the usual β₂ five steps go along the mean gradient itself, so a rate that suits Adam throws the point far out on a steep surface.",
  color: { night: "#ffb37a", paper: "#9c4f0c" },
  hyperparameters: {
    learningRate: learningRate(1e-3),
    beta1: meanDecay(0.9),
    beta2: squareDecay(0.999),
    epsilon: stabilizer(1e-8),
    weightDecay: weightDecay(0),
  },
  state: {
    firstMoment: "vector",
    secondMoment: "vector",
    correction1: "scalar",
    correction2: "scalar",
    averageLength: "scalar",
  },
  evaluationsPerStep: { gradient: 1 },
  step(position, state, h, _t, { round, gradient }) {
    const raw = gradient(position.x, position.y);
    // ρ_∞ − 2tβ₂ᵗ/c₂ is a difference of thousands that leaves a few. With c_t = 1 − β₂ᵗ it obeys
    // ρ_t c_t = β₂ c_{t−1} (ρ_{t−1} + 2) + (1 − β₂), in which nothing cancels.
    const carried = round(round(h.beta2 * state.correction2) * round(state.averageLength + 2));
    state.correction1 = round(round(h.beta1 * state.correction1) + h.oneMinusBeta1);
    state.correction2 = round(round(h.beta2 * state.correction2) + h.oneMinusBeta2);
    state.averageLength = round(round(carried + h.oneMinusBeta2) / state.correction2);
    const isRectified = state.averageLength > 5;
    const factor = isRectified
      ? round(rectification(state.averageLength, h.oneMinusBeta2, round) * round(Math.sqrt(state.correction2)))
      : 1;
    for (const axis of ["x", "y"] as const) {
      const g = round(raw[axis] + round(h.weightDecay * position[axis]));
      const m = round(round(h.beta1 * state.firstMoment[axis]) + round(h.oneMinusBeta1 * g));
      const v = round(round(h.beta2 * state.secondMoment[axis]) + round(h.oneMinusBeta2 * round(g * g)));
      state.firstMoment[axis] = m;
      state.secondMoment[axis] = v;
      const mean = round(m / state.correction1);
      const direction = isRectified ? round(round(mean * factor) / round(round(Math.sqrt(v)) + h.epsilon)) : mean;
      position[axis] = round(position[axis] - round(h.learningRate * direction));
    }
  },
});

/** r_t (Liu et al. 2020, Algorithm 2), for ρ_t above 4. */
function rectification(length: number, oneMinusBeta2: number, round: Round): number {
  const longest = round(round(2 / oneMinusBeta2) - 1);
  const now = round(round(round(length - 4) * round(length - 2)) / length);
  const limit = round(round(round(longest - 4) * round(longest - 2)) / longest);
  return round(Math.sqrt(round(now / limit)));
}
