import { defineFormulaSurface } from "./formula-surface.ts";
import type { Surface } from "./surface.ts";

/** Points where the gradient vanishes and the way down is sideways. */
export const saddles: readonly Surface[] = [
  defineFormulaSurface({
    id: "saddle",
    label: "Saddle",
    description: "Starts on the ridge never leave it; any push off it grows, and momentum makes it grow faster.",
    domain: { x: [-2, 2], y: [-2, 2] },
    formula: "x^2 - y^2",
    seeds: [[0, 0]],
  }),
  defineFormulaSurface({
    id: "monkey-saddle",
    label: "Monkey saddle",
    description: "Three ways down and three up meet at a point where even the curvature vanishes.",
    domain: { x: [-2, 2], y: [-2, 2] },
    formula: "x^3 - 3*x*y^2",
    seeds: [[0, 0]],
  }),
];
