import { defineFormulaSurface } from "./formula-surface.ts";
import type { Surface } from "./surface.ts";

/** Quadratic bowls, on which everything about gradient descent and momentum is known in closed form. */
export const bowls: readonly Surface[] = [
  defineFormulaSurface({
    id: "quadratic",
    label: "Quadratic",
    description: "The bowl that theory solves: two curvatures and a rotation decide everything.",
    domain: { x: [-3, 3], y: [-3, 3] },
    parameters: [
      { name: "lambda1", symbol: "\\lambda_1", default: 1, range: [0.01, 100], scale: "log" },
      { name: "lambda2", symbol: "\\lambda_2", default: 10, range: [0.01, 100], scale: "log" },
      { name: "theta", symbol: "\\theta", default: 0.5235987755982988, range: [-1.6, 1.6], scale: "linear" },
    ],
    formula: "(lambda1*(cos(theta)*x + sin(theta)*y)^2 + lambda2*(cos(theta)*y - sin(theta)*x)^2)/2",
    seeds: [[0, 0]],
  }),
  defineFormulaSurface({
    id: "ravine",
    label: "Ravine",
    description:
      "One direction is a hundred times as steep as the other: gradient descent zigzags, momentum rolls along.",
    domain: { x: [-3, 3], y: [-3, 3] },
    formula: "100*x^2 + y^2",
    seeds: [[0, 0]],
  }),
  defineFormulaSurface({
    id: "booth",
    label: "Booth",
    description: "A mild tilted bowl with its minimum off the origin.",
    domain: { x: [-10, 10], y: [-10, 10] },
    formula: "(x + 2*y - 7)^2 + (2*x + y - 5)^2",
    seeds: [[1, 3]],
  }),
  defineFormulaSurface({
    id: "matyas",
    label: "Matyas",
    description: "A long shallow trough on the diagonal, with almost no slope along its floor.",
    domain: { x: [-10, 10], y: [-10, 10] },
    formula: "0.26*(x^2 + y^2) - 0.48*x*y",
    seeds: [[0, 0]],
  }),
];
