import type { Round } from "../math/precision.ts";
import type { Vector } from "../math/vector.ts";

/**
 * The momentum in gradient units that stands for a displacement: −αz moves by `velocity`. At a rate of 0 no z
 * would, and z starts at 0.
 */
export function arrivingMomentum({ x, y }: Readonly<Vector>, learningRate: number, round: Round): Vector {
  if (learningRate === 0) return { x: 0, y: 0 };
  return { x: round((0 - x) / learningRate), y: round((0 - y) / learningRate) };
}
