import { defineFormulaSurface } from "./formula-surface.ts";
import type { Surface, SurfaceParameter } from "./surface.ts";

function entry(name: string, symbol: string, value: number): SurfaceParameter {
  return { name, symbol, default: value, range: [-5, 5], scale: "linear" };
}

/** Systems of linear equations, as the sum of squares of what they leave over. */
export const linear: readonly Surface[] = [
  defineFormulaSurface({
    id: "linear-system",
    label: "Linear system",
    description:
      "Two equations that need not be symmetric: descent sees their squared errors, BiCGSTAB the matrix itself.",
    domain: { x: [-3, 3], y: [-3, 3] },
    parameters: [
      entry("a11", "a_{11}", 2),
      entry("a12", "a_{12}", 1.5),
      entry("a21", "a_{21}", -0.5),
      entry("a22", "a_{22}", 1),
      entry("b1", "b_1", 0.5),
      entry("b2", "b_2", -1.5),
    ],
    formula: "((a11*x + a12*y - b1)^2 + (a21*x + a22*y - b2)^2)/2",
    linearSystem: {
      matrix: [
        ["a11", "a12"],
        ["a21", "a22"],
      ],
      rightSide: ["b1", "b2"],
    },
    // Cramer's rule; a singular matrix has no solution, or no single one.
    seeds: ({ a11 = 0, a12 = 0, a21 = 0, a22 = 0, b1 = 0, b2 = 0 }) => {
      const determinant = a11 * a22 - a12 * a21;
      if (determinant === 0) return [];
      return [[(a22 * b1 - a12 * b2) / determinant, (a11 * b2 - a21 * b1) / determinant]];
    },
  }),
];
