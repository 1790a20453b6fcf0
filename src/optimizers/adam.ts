import { averageDecay, flag, learningRate, stabilizer, weightDecay } from "./hyperparameters.ts";
import { defineOptimizer } from "./optimizer.ts";

/** Adam with bias correction; weight decay is an L2 term of the gradient; AMSGrad keeps the largest raw v. */
export const adam = defineOptimizer({
  id: "adam",
  label: "Adam",
  description: "Momentum on gradients that are scaled per axis: it cuts across, at a nearly constant pace.",
  tex: [
    "m_{t} = \\beta_1 m_{t-1} + (1-\\beta_1)\\,g_t,\\quad v_{t} = \\beta_2 v_{t-1} + (1-\\beta_2)\\,g_t^2",
    "x_{t+1} = x_t - \\alpha\\,\\frac{m_t/(1-\\beta_1^t)}{\\sqrt{v_t/(1-\\beta_2^t)} + \\varepsilon}",
  ],
  reference: {
    text: "D. P. Kingma and J. Ba, Adam: A method for stochastic optimization, ICLR 2015; AMSGrad: S. J. Reddi et al., ICLR 2018",
    url: "https://arxiv.org/abs/1412.6980",
  },
  differences:
    "As PyTorch. Keras folds the correction into ε (“ε-hat”); optax corrects v before taking AMSGrad’s maximum; the AMSGrad paper corrects nothing.",
  color: { night: "#b794f6", paper: "#6a3fc4" },
  hyperparameters: {
    learningRate: learningRate(2e-2),
    beta1: averageDecay(0.9, "\\beta_1", "mean decay"),
    beta2: averageDecay(0.999, "\\beta_2", "square decay"),
    epsilon: stabilizer(1e-8),
    weightDecay: weightDecay(0),
    amsgrad: flag("AMSGrad"),
  },
  state: {
    firstMoment: "vector",
    secondMoment: "vector",
    maximumSecondMoment: "vector",
    // 1 − βᵗ, carried as c ← βc + (1 − β): a power would cancel in f32.
    correction1: "scalar",
    correction2: "scalar",
  },
  step(position, state, h, _t, { round, gradient }) {
    const raw = gradient(position.x, position.y);
    state.correction1 = round(round(h.beta1 * state.correction1) + h.oneMinusBeta1);
    state.correction2 = round(round(h.beta2 * state.correction2) + h.oneMinusBeta2);
    for (const axis of ["x", "y"] as const) {
      const g = round(raw[axis] + round(h.weightDecay * position[axis]));
      const m = round(round(h.beta1 * state.firstMoment[axis]) + round(h.oneMinusBeta1 * g));
      const v = round(round(h.beta2 * state.secondMoment[axis]) + round(h.oneMinusBeta2 * round(g * g)));
      state.firstMoment[axis] = m;
      state.secondMoment[axis] = v;
      let square = v;
      if (h.amsgrad) {
        square = Math.max(state.maximumSecondMoment[axis], v);
        state.maximumSecondMoment[axis] = square;
      }
      const mean = round(m / state.correction1);
      const root = round(Math.sqrt(round(square / state.correction2)));
      position[axis] = round(position[axis] - round(h.learningRate * round(mean / round(root + h.epsilon))));
    }
  },
});
