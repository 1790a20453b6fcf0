import { symmetricEigen } from "../math/symmetric-eigen.ts";
import type { Vector } from "../math/vector.ts";
import { NEGLIGIBLE, polishCriticalPoint } from "./newton-search.ts";
import type { CriticalPoint, SurfaceEvaluator } from "./surface.ts";

type Kind = CriticalPoint["kind"];

const PROBES = 16;

/** What a zero of the gradient is; `undefined` where it is not isolated: on a level floor, ridge or plain. */
export interface Classification {
  readonly kind: Kind | undefined;
  /** Whether the curvature vanishes in some direction. */
  readonly isDegenerate: boolean;
}

/**
 * The kind of a zero of the gradient, from the signs of the Hessian's eigenvalues; where one of them vanishes, from
 * the loss on a circle of `radius` around it and from whether there are others beside it.
 */
export function classifyCriticalPoint(
  evaluator: SurfaceEvaluator,
  { x, y }: Readonly<Vector>,
  radius: number,
): Classification {
  const hessian = { xx: 0, xy: 0, yy: 0 };
  evaluator.hessian(x, y, hessian);
  const { small, large, direction } = symmetricEigen(hessian);
  if (Math.min(Math.abs(small), Math.abs(large)) > NEGLIGIBLE * Math.max(Math.abs(small), Math.abs(large))) {
    return { kind: kindOf(small > 0, large < 0), isDegenerate: false };
  }
  const flat = Math.abs(small) <= Math.abs(large) ? direction : { x: -direction.y, y: direction.x };
  const here = evaluator.loss(x, y);
  const rounding = 1e-14 * Math.abs(here);
  let lowest = Number.POSITIVE_INFINITY;
  let highest = Number.NEGATIVE_INFINITY;
  for (let i = 0; i < PROBES; i++) {
    // The flat direction must be among them: what decides there is small beside what happens across it.
    const along = radius * Math.cos((2 * Math.PI * i) / PROBES);
    const across = radius * Math.sin((2 * Math.PI * i) / PROBES);
    const rise = evaluator.loss(x + along * flat.x - across * flat.y, y + along * flat.y + across * flat.x) - here;
    lowest = Math.min(lowest, rise);
    highest = Math.max(highest, rise);
  }
  const isMinimum = lowest > rounding;
  const isMaximum = highest < -rounding;
  const isSaddle = lowest < -rounding && highest > rounding;
  const isIsolated = (isMinimum || isMaximum || isSaddle) && !hasNeighbour(evaluator, { x, y }, flat, radius);
  return { kind: isIsolated ? kindOf(isMinimum, isMaximum) : undefined, isDegenerate: true };
}

function kindOf(isMinimum: boolean, isMaximum: boolean): Kind {
  if (isMinimum) {
    return "minimum";
  }
  return isMaximum ? "maximum" : "saddle";
}

/** Whether the gradient vanishes at another point close by in a flat direction, as along the floor of a trough. */
function hasNeighbour(
  evaluator: SurfaceEvaluator,
  point: Readonly<Vector>,
  flat: Readonly<Vector>,
  radius: number,
): boolean {
  const neighbour = { x: point.x + radius * flat.x, y: point.y + radius * flat.y };
  const limits = { iterations: 40, longestStep: radius, tolerance: 1e-6 * radius };
  polishCriticalPoint(evaluator, neighbour, limits);
  return Math.hypot(neighbour.x - point.x, neighbour.y - point.y) > radius / 2;
}

const KINDS: readonly Kind[] = ["minimum", "saddle", "maximum"];

/**
 * Orders points by kind (minima, saddles, maxima), then by loss, lowest first. Losses within 1e-9 of their largest
 * magnitude are equal, and keep the order they came in.
 */
export function sortCriticalPoints(evaluator: SurfaceEvaluator, points: readonly CriticalPoint[]): CriticalPoint[] {
  const ranked = points.map((point) => ({ point, loss: evaluator.loss(point.x, point.y) }));
  const quantum = 1e-9 * Math.max(1, ...ranked.map(({ loss }) => Math.abs(loss)));
  return ranked
    .sort(
      (a, b) =>
        KINDS.indexOf(a.point.kind) - KINDS.indexOf(b.point.kind) ||
        Math.round(a.loss / quantum) - Math.round(b.loss / quantum),
    )
    .map(({ point }) => point);
}

/** Whether a point of the list lies within `distance`. */
export function isNearAny(points: readonly Readonly<Vector>[], { x, y }: Readonly<Vector>, distance: number): boolean {
  return points.some((other) => Math.hypot(other.x - x, other.y - y) <= distance);
}
