import { defineFormulaSurface } from "./formula-surface.ts";
import { rippleSeeds } from "./ripple-seeds.ts";
import type { Surface } from "./surface.ts";

/** Landscapes made for one phenomenon each. */
export const phenomena: readonly Surface[] = [
  defineFormulaSurface({
    id: "wide-and-sharp",
    label: "Wide and sharp",
    description: "Two minima of the same depth, one wide, one sharp: momentum and noise choose between them.",
    domain: { x: [-2.5, 2], y: [-2, 2] },
    parameters: [
      { name: "w", symbol: "w", default: 1, range: [0.1, 2], scale: "log", limits: [1e-3, 1e3] },
      { name: "s", symbol: "s", default: 0.25, range: [0.05, 1], scale: "log", limits: [1e-3, 1e3] },
    ],
    // 1/f is the sum of w²/r² and s²/r² with the distances r to the two: near one of them only its own term counts,
    // so that the curvature is 2/w² there, and 2/s² here.
    formula: "((x + 1)^2 + y^2)*((x - 1)^2 + y^2)/(s^2*((x + 1)^2 + y^2) + w^2*((x - 1)^2 + y^2))",
    seeds: ({ w = 1, s = 0.25 }) => {
      // On the line between them, the pass divides the distance as the two-thirds powers of the widths.
      const ratio = Math.cbrt((w / s) ** 2);
      return [
        [-1, 0],
        [1, 0],
        [(ratio - 1) / (ratio + 1), 0],
      ];
    },
  }),
  defineFormulaSurface({
    id: "plateau",
    label: "Plateau",
    description:
      "A shelf that gets flatter the farther out one starts, then a drop: gradients vanish long before the edge.",
    domain: { x: [-5, 2.5], y: [-2.5, 2.5] },
    parameters: [{ name: "k", symbol: "k", default: 2, range: [0.5, 8], scale: "log", limits: [0.1, 100] }],
    // The squared error of a softplus neuron that should answer 1. Beyond 40 the logarithm is its argument to the last
    // bit, and further on the exponential would overflow.
    formula: "(if(k*x > 40, x, log(1 + exp(k*x))/k) - 1)^2 + y^2/8",
    seeds: ({ k = 2 }) => [[1 + Math.log1p(-Math.exp(-k)) / k, 0]],
  }),
  defineFormulaSurface({
    id: "double-well",
    label: "Double well",
    description:
      "Two wells and a barrier: noise carries runs across, the more seldom by e to the barrier over temperature.",
    domain: { x: [-1.75, 1.75], y: [-1.25, 1.25] },
    // Curvature 8B along the wells and −4B on the barrier: Kramers' rate of escape at temperature T is
    // (2√2/π) B exp(−B/T) without inertia.
    parameters: [{ name: "B", symbol: "B", default: 1, range: [0.1, 5], scale: "log" }],
    formula: "B*(x^2 - 1)^2 + 2*y^2",
    seeds: [
      [-1, 0],
      [1, 0],
      [0, 0],
    ],
  }),
  defineFormulaSurface({
    id: "factorization",
    label: "Factorization",
    description:
      "Two weights whose product should be 1: a saddle between two curves of minima, where rest, not arrival, is counted.",
    domain: { x: [-3, 3], y: [-3, 3] },
    formula: "(x*y - 1)^2/2",
    // Minima lie on xy = 1, where the sharpness is x² + y²: they are level curves, and none of them is listed.
    seeds: [[0, 0]],
  }),
  defineFormulaSurface({
    id: "cosine-quadratic",
    label: "Rippled quadratic",
    description: "A bowl with a cosine ripple: the learning rates that diverge form a fractal.",
    domain: { x: [-3, 3], y: [-2, 2] },
    parameters: [
      { name: "A", symbol: "A", default: 0.3, range: [0, 1], scale: "linear" },
      { name: "omega", symbol: "\\omega", default: 4, range: [1, 20], scale: "log" },
    ],
    // A(1 − cos ω(x + y)), in the form that does not cancel at the minimum.
    formula: "x^2/2 + 2*y^2 + 2*A*sin(omega*(x + y)/2)^2",
    seeds: rippleSeeds,
  }),
  defineFormulaSurface({
    id: "heavy-ball-cycle",
    label: "Heavy-ball cycle",
    description: "Convex, yet heavy ball with the best α = 1/9 and β = 4/9 for its curvatures cycles on it for ever.",
    domain: { x: [-4, 4], y: [-4, 4] },
    // The curvature along x is 25, but 1 between 1 and 2: L. Lessard, B. Recht and A. Packard, "Analysis and design of
    // optimization algorithms via integral quadratic constraints", SIAM Journal on Optimization 26 (2016).
    formula: "if(x < 1, 25*x^2/2, if(x < 2, x^2/2 + 24*x - 12, 25*x^2/2 - 24*x + 36)) + 5*y^2/2",
    seeds: [[0, 0]],
  }),
];
