import { defineFormulaSurface } from "./formula-surface.ts";
import type { Surface } from "./surface.ts";

/** Narrow curved valleys: easy to fall into, slow to follow. */
export const valleys: readonly Surface[] = [
  defineFormulaSurface({
    id: "distill-banana",
    label: "Banana",
    description:
      "The curved valley of Why Momentum Really Works: its floor is four hundred times flatter than its walls.",
    domain: { x: [-2, 2], y: [-0.2667, 1.0667] },
    formula: "(1 - x)^2 + 20*(3*y - x^2)^2",
    seeds: [[1, 1 / 3]],
  }),
  defineFormulaSurface({
    id: "rosenbrock",
    label: "Rosenbrock",
    description: "The classic curved valley: reaching it takes a few steps, following it takes thousands.",
    domain: { x: [-2, 2], y: [-1, 3] },
    parameters: [
      { name: "a", symbol: "a", default: 1, range: [-1.5, 1.5], scale: "linear" },
      { name: "b", symbol: "b", default: 100, range: [1, 1000], scale: "log" },
    ],
    formula: "(a - x)^2 + b*(y - x^2)^2",
    seeds: ({ a = 1 }) => [[a, a * a]],
  }),
  defineFormulaSurface({
    id: "beale",
    label: "Beale",
    description: "Flat plains with sharp walls at the corners; a saddle divides the way to the minimum.",
    domain: { x: [-4.5, 4.5], y: [-4.5, 4.5] },
    formula: "(1.5 - x + x*y)^2 + (2.25 - x + x*y^2)^2 + (2.625 - x + x*y^3)^2",
    seeds: [
      [3, 0.5],
      [0, 1],
      [0.1005, -2.6445],
    ],
  }),
  defineFormulaSurface({
    id: "branin",
    label: "Branin",
    description: "Three equal minima along a wavy trench.",
    domain: { x: [-5, 10], y: [0, 15] },
    formula: "(y - 5.1/(4*pi^2)*x^2 + 5/pi*x - 6)^2 + 10*(1 - 1/(8*pi))*cos(x) + 10",
    seeds: [
      [-Math.PI, 12.275],
      [Math.PI, 2.275],
      [3 * Math.PI, 2.475],
      [0, 6],
      [2 * Math.PI, 1.1],
    ],
  }),
  defineFormulaSurface({
    id: "bukin-6",
    label: "Bukin N.6",
    description: "A knife-edge valley: across it the slope is infinite, along it almost nothing pulls.",
    domain: { x: [-15, -5], y: [-3, 3] },
    formula: "100*sqrt(abs(y - 0.01*x^2)) + 0.01*abs(x + 10)",
    edges: [[-10, 1]],
  }),
  defineFormulaSurface({
    id: "mccormick",
    label: "McCormick",
    description: "A sheet with waves along its diagonal: two minima and a pass between them.",
    domain: { x: [-1.5, 4], y: [-3, 4] },
    formula: "sin(x + y) + (x - y)^2 - 1.5*x + 2.5*y + 1",
    seeds: [
      [-0.5472, -1.5472],
      [2.5944, 1.5944],
      [1.5472, 0.5472],
    ],
  }),
];
