import type { Round } from "../math/precision.ts";
import type { Vector } from "../math/vector.ts";

/** u·v, every operation rounded. */
export function dot(u: Readonly<Vector>, v: Readonly<Vector>, round: Round): number {
  return round(round(u.x * v.x) + round(u.y * v.y));
}

/** x + a·d, every operation rounded. */
export function pointAlong(x: Readonly<Vector>, a: number, d: Readonly<Vector>, round: Round): Vector {
  return { x: round(x.x + round(a * d.x)), y: round(x.y + round(a * d.y)) };
}
