import { eggholderMinima } from "./eggholder-minima.ts";
import { defineFormulaSurface } from "./formula-surface.ts";
import { integers, mirrored, pairs } from "./seeds.ts";
import type { Surface } from "./surface.ts";

/** Between the integers, where the minima lie when A is negative. */
const halves = integers(5)
  .map((i) => i + 0.5)
  .slice(0, -1);

/**
 * Landscapes with dozens of minima. Only minima are listed: the saddles and maxima between them would bury the
 * picture under markers. Where a textbook writes c − c·cos, these write the same as 2c·sin², which does not cancel:
 * in f32 the loss keeps its digits down to the minimum and is never negative.
 */
export const manyMinima: readonly Surface[] = [
  defineFormulaSurface({
    id: "rastrigin",
    label: "Rastrigin",
    description: "A bowl under an egg box: 121 minima, and only enough speed or noise leaves the wrong ones.",
    domain: { x: [-5.12, 5.12], y: [-5.12, 5.12] },
    parameters: [{ name: "A", symbol: "A", default: 10, range: [0, 20], scale: "linear" }],
    formula: "x^2 + y^2 + 2*A*(sin(pi*x)^2 + sin(pi*y)^2)",
    seeds: ({ A = 10 }) => (A < 0 ? [[0, 0], ...pairs(halves)] : pairs(integers(5))),
  }),
  defineFormulaSurface({
    id: "ackley",
    label: "Ackley",
    description: "A cone in the middle of ripples: gradients keep their size down to the very tip.",
    domain: { x: [-5, 5], y: [-5, 5] },
    formula: "20*(1 - exp(-0.2*sqrt((x^2 + y^2)/2))) + e*(1 - exp(-sin(pi*x)^2 - sin(pi*y)^2))",
    edges: [[0, 0]],
    seeds: pairs(integers(5)),
  }),
  defineFormulaSurface({
    id: "griewank",
    label: "Griewank",
    description: "Ripples on a bowl so wide that nothing tells the minima apart up close.",
    domain: { x: [-10, 10], y: [-10, 10] },
    // 1 − cos(a)cos(b) = 2 sin²(a/2) + 2 cos(a) sin²(b/2): nothing cancels at the origin, nor in the gradient near a = 0.
    formula: "(x^2 + y^2)/4000 + 2*sin(x/2)^2 + 2*cos(x)*sin(y/sqrt(8))^2",
    seeds: mirrored(
      [0, 0],
      [
        [0, 0],
        [3.14, 4.4384],
        [6.28, 0],
        [0, 8.8769],
        [9.4201, 4.4384],
        [6.28, 8.8769],
      ],
    ),
  }),
  defineFormulaSurface({
    id: "levy-13",
    label: "Lévy N.13",
    description: "A bowl with over a thousand dimples; those with a loss below 2 are marked.",
    domain: { x: [-10, 10], y: [-10, 10] },
    formula: "sin(3*pi*x)^2 + (x - 1)^2*(1 + sin(3*pi*y)^2) + (y - 1)^2*(1 + sin(2*pi*y)^2)",
    seeds: mirrored(
      [1, 1],
      [
        [1, 1],
        [1.3296, 1],
        [1.3283, 1.2661],
        [1.6592, 1],
        [1.6592, 1.3251],
        [1, 1.9727],
        [1.9888, 1],
        [1.6568, 1.602],
        [1.3295, 1.9787],
        [1.9888, 1.3299],
        [1.6591, 1.987],
        [1.988, 1.6392],
        [2.3183, 1],
        [2.3183, 1.3315],
        [1.9887, 1.9921],
      ],
    ),
  }),
  defineFormulaSurface({
    id: "schwefel",
    label: "Schwefel",
    description: "The deepest well sits in a far corner, and the next best one at the other end.",
    domain: { x: [-500, 500], y: [-500, 500] },
    parameters: [{ name: "c", symbol: "c", default: 418.9829, range: [400, 440], scale: "linear" }],
    formula: "2*c - x*sin(sqrt(abs(x))) - y*sin(sqrt(abs(y)))",
    seeds: pairs([420.97, 203.81, 65.55, 5.24, -25.88, -124.83, -302.52]),
  }),
  defineFormulaSurface({
    id: "eggholder",
    label: "Eggholder",
    description: "Rough hills cut by creases; the lowest point lies on the border, the next ones far apart.",
    domain: { x: [-512, 512], y: [-512, 512] },
    formula: "-(y + 47)*sin(sqrt(abs(x/2 + y + 47))) - x*sin(sqrt(abs(x - (y + 47))))",
    edges: [[512, 404.2318051137578]],
    seeds: eggholderMinima,
  }),
];
