import { defineFormulaSurface } from "./formula-surface.ts";
import { mirrored, pairs } from "./seeds.ts";
import type { Surface } from "./surface.ts";

/** Landscapes with a handful of basins: which one a start ends up in depends on the optimizer. */
export const fewMinima: readonly Surface[] = [
  defineFormulaSurface({
    id: "himmelblau",
    label: "Himmelblau",
    description: "Four equal minima around a hill: momentum redraws the borders between their basins.",
    domain: { x: [-5, 5], y: [-5, 5] },
    formula: "(x^2 + y - 11)^2 + (x + y^2 - 7)^2",
    seeds: [
      [3, 2],
      [-2.8051, 3.1313],
      [-3.7793, -3.2832],
      [3.5844, -1.8481],
      [-0.2708, -0.923],
      [-3.073, -0.0814],
      [0.0867, 2.8843],
      [3.3852, 0.0739],
      [-0.128, -1.9537],
    ],
  }),
  defineFormulaSurface({
    id: "styblinski-tang",
    label: "Styblinski–Tang",
    description: "Four wells of different depth; only one of them is the deepest.",
    domain: { x: [-5, 5], y: [-5, 5] },
    formula: "(x^4 - 16*x^2 + 5*x + y^4 - 16*y^2 + 5*y)/2",
    seeds: pairs([-2.9035, 0.1567, 2.7468]),
  }),
  defineFormulaSurface({
    id: "three-hump-camel",
    label: "Three-hump camel",
    description: "A global minimum between two shallower ones: momentum may carry a run over the pass.",
    domain: { x: [-2, 2], y: [-2, 2] },
    formula: "2*x^2 - 1.05*x^4 + x^6/6 + x*y + y^2",
    seeds: [
      [0, 0],
      [1.7476, -0.8738],
      [-1.7476, 0.8738],
      [1.0705, -0.5353],
      [-1.0705, 0.5353],
    ],
  }),
  defineFormulaSurface({
    id: "six-hump-camel",
    label: "Six-hump camel",
    description: "Six minima in point-symmetric pairs, two of them global.",
    domain: { x: [-3, 3], y: [-2, 2] },
    formula: "(4 - 2.1*x^2 + x^4/3)*x^2 + x*y + (-4 + 4*y^2)*y^2",
    seeds: [
      [0.0898, -0.7127],
      [-0.0898, 0.7127],
      [1.7036, -0.7961],
      [-1.7036, 0.7961],
      [1.6071, 0.5687],
      [-1.6071, -0.5687],
      [0, 0],
      [1.1092, -0.7683],
      [-1.1092, 0.7683],
      [1.6381, 0.2287],
      [-1.6381, -0.2287],
      [1.2961, 0.6051],
      [-1.2961, -0.6051],
      [1.2302, 0.1623],
      [-1.2302, -0.1623],
    ],
  }),
  defineFormulaSurface({
    id: "goldstein-price",
    label: "Goldstein–Price",
    description: "Values from 3 to a million: what is a good learning rate in one place diverges in another.",
    domain: { x: [-2, 2], y: [-2, 2] },
    formula:
      "(1 + (x + y + 1)^2*(19 - 14*x + 3*x^2 - 14*y + 6*x*y + 3*y^2))" +
      "*(30 + (2*x - 3*y)^2*(18 - 32*x + 12*x^2 + 48*y - 36*x*y + 27*y^2))",
    seeds: [
      [0, -1],
      [-0.6, -0.4],
      [1.8, 0.2],
      [1.2, 0.8],
      [-0.4, -0.6],
      [1.2, -0.2],
      [1.4, 0.6],
      [0.6, 0.4],
      [0.8, 0.2],
    ],
  }),
  defineFormulaSurface({
    id: "easom",
    label: "Easom",
    description: "A single hole in a plain so flat that only adaptive steps move on it.",
    domain: { x: [0, 6], y: [0, 6] },
    formula: "-cos(x)*cos(y)*exp(-((x - pi)^2 + (y - pi)^2))",
    // Around the hole: shallow dips at the corners, hills at the sides, and where both cosines vanish a saddle.
    seeds: mirrored(
      [Math.PI, Math.PI],
      [
        [Math.PI, Math.PI],
        [4.9782, 4.9782],
        [Math.PI, 4.9782],
        [4.9782, Math.PI],
        [1.5 * Math.PI, 1.5 * Math.PI],
      ],
    ),
  }),
];
