import type { Vector } from "../math/vector.ts";
import type { SurfaceEvaluator } from "./surface.ts";

const ANGLES = 24;
/** Golden sections of the angle: from 30° down to rounding, as the bed of a crease may be that narrow. */
const SECTIONS = 70;
const GOLDEN = (Math.sqrt(5) - 1) / 2;
/** Moves on circles of one size: of the first, to follow a crease, and of each later one. */
const MOST_MOVES = { first: 100, later: 8 };

/** The lowest loss found on a circle about a point, and where. */
interface Low extends Vector {
  loss: number;
}

/** The lowest point of a circle: the dips among equally spaced angles, each followed to its bottom. */
function lowestOnRing(evaluator: Pick<SurfaceEvaluator, "loss">, { x, y }: Readonly<Vector>, radius: number): Low {
  const at = (angle: number): Low => {
    const spot = { x: x + radius * Math.cos(angle), y: y + radius * Math.sin(angle) };
    const loss = evaluator.loss(spot.x, spot.y);
    return { ...spot, loss: Number.isNaN(loss) ? Number.POSITIVE_INFINITY : loss };
  };
  const spacing = (2 * Math.PI) / ANGLES;
  const losses = Array.from({ length: ANGLES }, (_, i) => at(i * spacing).loss);
  const lossOf = (i: number) => losses[(i + ANGLES) % ANGLES] ?? Number.POSITIVE_INFINITY;
  const dips = losses
    .map((loss, i) => ({ loss, i }))
    .filter(({ loss, i }) => loss <= lossOf(i - 1) && loss <= lossOf(i + 1))
    .sort((a, b) => a.loss - b.loss)
    .slice(0, 2);
  let lowest: Low = { x, y, loss: Number.POSITIVE_INFINITY };
  for (const { i } of dips) {
    const low = lowestBetween(at, (i - 1) * spacing, (i + 1) * spacing);
    if (low.loss < lowest.loss) lowest = low;
  }
  return lowest;
}

/** Golden-section search. */
function lowestBetween(at: (angle: number) => Low, from: number, to: number): Low {
  let [low, high] = [from, to];
  let left = { angle: high - GOLDEN * (high - low), low: at(high - GOLDEN * (high - low)) };
  let right = { angle: low + GOLDEN * (high - low), low: at(low + GOLDEN * (high - low)) };
  for (let i = 0; i < SECTIONS && left.angle < right.angle; i++) {
    if (left.low.loss <= right.low.loss) {
      high = right.angle;
      right = left;
      const angle = high - GOLDEN * (high - low);
      left = { angle, low: at(angle) };
    } else {
      low = left.angle;
      left = right;
      const angle = low + GOLDEN * (high - low);
      right = { angle, low: at(angle) };
    }
  }
  return left.low.loss <= right.low.loss ? left.low : right.low;
}

/**
 * Moves `point` downhill by the loss alone, to the lowest point of a circle about it, and again from there; where that
 * is not lower, the circle shrinks. It follows the bed of a crease, where the gradient says nothing.
 *
 * @param from the first radius
 * @param to the search ends with circles smaller than this
 * @returns whether it came to rest where there are numbers
 */
export function descendByRings(evaluator: SurfaceEvaluator, point: Vector, from: number, to: number): boolean {
  let here = evaluator.loss(point.x, point.y);
  for (let radius = from; radius >= to; radius /= 4) {
    const most = radius === from ? MOST_MOVES.first : MOST_MOVES.later;
    let moves = 0;
    for (; moves < most; moves++) {
      const low = lowestOnRing(evaluator, point, radius);
      if (!(low.loss < here)) break;
      point.x = low.x;
      point.y = low.y;
      here = low.loss;
    }
    if (moves === MOST_MOVES.first) return false;
  }
  return Number.isFinite(here);
}

/**
 * Whether the loss rises from a point to every point of circles around it, of `radius`, half and a quarter of that, by
 * more than rounding (along the bed of a level crease it does not), and ever less as they shrink (at a hole without
 * bottom it does not).
 */
export function isLowestAround(
  evaluator: Pick<SurfaceEvaluator, "loss">,
  point: Readonly<Vector>,
  radius: number,
): boolean {
  const here = evaluator.loss(point.x, point.y);
  const rise = (size: number) => lowestOnRing(evaluator, point, size).loss - here;
  const least = 4 * roundingAt(evaluator, point, radius);
  const whole = rise(radius);
  return whole > least && rise(radius / 2) > least && rise(radius / 4) > least && rise(1e-6 * radius) < 0.3 * whole;
}

/** What the rounding of coordinates does to the loss: at the bed of a crease, far more than to that of a bowl. */
function roundingAt(evaluator: Pick<SurfaceEvaluator, "loss">, { x, y }: Readonly<Vector>, radius: number): number {
  const here = evaluator.loss(x, y);
  const [right, up] = [Number.EPSILON * (Math.abs(x) + radius), Number.EPSILON * (Math.abs(y) + radius)];
  let most = 8 * Number.EPSILON * Math.abs(here);
  for (const i of [-1, 0, 1]) {
    for (const j of [-1, 0, 1]) most = Math.max(most, Math.abs(evaluator.loss(x + i * right, y + j * up) - here));
  }
  return most;
}
