import type { Vector } from "../../src/math/vector.ts";
import type { Domain } from "../../src/surfaces/surface.ts";

/** Points that fill a domain evenly and in a fixed order: an additive recurrence on the plastic number. */
export function scatter({ x, y }: Domain, count: number): Vector[] {
  return Array.from({ length: count }, (_, i) => ({
    x: x[0] + ((0.7548776662 * (i + 1)) % 1) * (x[1] - x[0]),
    y: y[0] + ((0.569840291 * (i + 1)) % 1) * (y[1] - y[0]),
  }));
}
