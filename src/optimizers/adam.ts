import { adamDirection, adamHyperparameters, adamState } from "./adam-direction.ts";
import { defineOptimizer } from "./optimizer.ts";

/** Adam with bias correction; weight decay is an L2 term of the gradient; AMSGrad keeps the largest raw v. */
export const adam = defineOptimizer({
  id: "adam",
  label: "Adam",
  group: "adaptive",
  description: "Momentum on gradients that are scaled per axis: it cuts across, at a nearly constant pace.",
  tex: [
    "g_t = \\nabla f(x_t) + \\lambda x_t",
    "m_{t} = \\beta_1 m_{t-1} + (1-\\beta_1)\\,g_t,\\quad v_{t} = \\beta_2 v_{t-1} + (1-\\beta_2)\\,g_t^2",
    "x_{t+1} = x_t - \\alpha\\,\\frac{m_t/(1-\\beta_1^t)}{\\sqrt{v_t/(1-\\beta_2^t)} + \\varepsilon}",
  ],
  reference: {
    text: "D. P. Kingma and J. Ba, Adam: A method for stochastic optimization, ICLR 2015; AMSGrad: S. J. Reddi et al., ICLR 2018",
    url: "https://arxiv.org/abs/1412.6980",
  },
  differences:
    "As PyTorch. Keras folds the correction into ε (“ε-hat”); optax corrects v before taking AMSGrad’s maximum; the AMSGrad paper corrects nothing. Weight decay is an L2 term of the gradient.",
  color: { night: "#b794f6", paper: "#6a3fc4" },
  hyperparameters: adamHyperparameters(0),
  state: adamState,
  evaluationsPerStep: { gradient: 1 },
  step(position, state, h, _t, { round, gradient }) {
    const raw = gradient(position.x, position.y);
    const g = {
      x: round(raw.x + round(h.weightDecay * position.x)),
      y: round(raw.y + round(h.weightDecay * position.y)),
    };
    const direction = adamDirection(state, g, h, round);
    position.x = round(position.x - round(h.learningRate * direction.x));
    position.y = round(position.y - round(h.learningRate * direction.y));
  },
});
