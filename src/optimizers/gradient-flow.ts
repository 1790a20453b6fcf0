import type { Vector } from "../math/vector.ts";
import { timeStep } from "./hyperparameters.ts";
import { defineOptimizer } from "./optimizer.ts";

/** The path ẋ = −∇f(x) itself, by the classical Runge–Kutta method: what basins of attraction are defined by. */
export const gradientFlow = defineOptimizer({
  id: "gradient-flow",
  label: "Gradient flow",
  group: "continuous-time",
  description: "Follows the slope without steps to speak of, so it never zigzags: water that runs down the surface.",
  tex: [
    "\\dot x = -\\nabla f(x)",
    "x_{t+1} = x_t + \\tfrac h6\\,(k_1 + 2k_2 + 2k_3 + k_4),\\quad k_1 = -\\nabla f(x_t),\\ k_2 = -\\nabla f(x_t + \\tfrac h2 k_1),\\ \\dots",
  ],
  reference: {
    text: "W. Kutta, Beitrag zur näherungsweisen Integration totaler Differentialgleichungen, 1901; E. Hairer, S. P. Nørsett and G. Wanner, Solving Ordinary Differential Equations I, 1993, §II.1",
    url: "https://doi.org/10.1007/978-3-540-78862-1",
  },
  differences:
    "Gradient descent is Euler’s method for the same equation. Along an eigenvalue λ a step is stable while hλ < 2.785 (Euler: 2), and its error is of the order (hλ)⁵.",
  color: { night: "#a9bccf", paper: "#4a6378" },
  hyperparameters: { timeStep: timeStep(5e-4) },
  state: {},
  evaluationsPerStep: { gradient: 4 },
  step(position, _state, h, _t, { round, gradient }) {
    const half = round(h.timeStep / 2);
    const downhill = (from: Readonly<Vector>, slope: Readonly<Vector>, time: number): Vector =>
      gradient(round(from.x - round(time * slope.x)), round(from.y - round(time * slope.y)));
    const g1 = gradient(position.x, position.y);
    const g2 = downhill(position, g1, half);
    const g3 = downhill(position, g2, half);
    const g4 = downhill(position, g3, h.timeStep);
    const sixth = round(h.timeStep / 6);
    for (const axis of ["x", "y"] as const) {
      const sum = round(round(g1[axis] + round(2 * round(g2[axis] + g3[axis]))) + g4[axis]);
      position[axis] = round(position[axis] - round(sixth * sum));
    }
  },
});
