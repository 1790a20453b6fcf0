import type { LinearSystem, ParameterValues } from "./surface.ts";

/** The names of the parameters that hold a system Ax = b: the matrix row by row. */
export interface LinearSystemNames {
  readonly matrix: readonly [first: readonly [string, string], second: readonly [string, string]];
  readonly rightSide: readonly [string, string];
}

/** The system for the parameters at hand. */
export function linearSystemOf(
  { matrix: [[xx, xy], [yx, yy]], rightSide: [x, y] }: LinearSystemNames,
  values: ParameterValues,
): LinearSystem {
  const value = (name: string): number => values[name] ?? Number.NaN;
  return { matrix: [value(xx), value(xy), value(yx), value(yy)], rightSide: [value(x), value(y)] };
}

/** `surface_apply_matrix` and `surface_right_side`, which read the parameters from the variable `surface`. */
export function writeLinearSystem({ matrix, rightSide: [x, y] }: LinearSystemNames): string {
  const [first, second] = matrix.map(([a, b]) => `surface.p_${a} * v.x + surface.p_${b} * v.y`);
  return `
fn surface_apply_matrix(v: vec2f) -> vec2f {
  return vec2f(${first}, ${second});
}

fn surface_right_side() -> vec2f {
  return vec2f(surface.p_${x}, surface.p_${y});
}
`;
}
