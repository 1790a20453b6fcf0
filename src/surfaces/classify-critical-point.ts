import { symmetricEigen } from "../math/symmetric-eigen.ts";
import type { Vector } from "../math/vector.ts";
import { NEGLIGIBLE, polishCriticalPoint } from "./newton-search.ts";
import { isLowestAround } from "./ring-search.ts";
import type { CriticalPoint, SurfaceEvaluator } from "./surface.ts";

type Kind = CriticalPoint["kind"];

const PROBES = 16;

/** A curvature counts as zero where it is below this share of how much it changes a little further on. */
const PASSING = 1e-6;

/** The share of the radius within which the loss must bend as the Hessian says. */
const CLOSE = 1e-3;

/** What a zero of the gradient is; `undefined` where it is not isolated: on a level floor, ridge or plain. */
export interface Classification {
  readonly kind: Kind | undefined;
  /** Whether the curvature vanishes in some direction. */
  readonly isFlat: boolean;
}

/**
 * The kind of a zero of the gradient, from the signs of the Hessian's eigenvalues. Where one of them vanishes, the loss
 * along the floor (or ridge) that leads away in that direction decides, `radius` away on both sides; where both do, how
 * often the loss crosses this one's on a circle of that radius.
 */
export function classifyCriticalPoint(
  evaluator: SurfaceEvaluator,
  point: Readonly<Vector>,
  radius: number,
): Classification {
  const hessian = { xx: 0, xy: 0, yy: 0 };
  evaluator.hessian(point.x, point.y, hessian);
  const { small, large, direction } = symmetricEigen(hessian);
  const across = { x: -direction.y, y: direction.x };
  const stiffness = Math.max(Math.abs(small), Math.abs(large));
  const isFlat = (curvature: number, along: Readonly<Vector>) =>
    Math.abs(curvature) <= NEGLIGIBLE * stiffness ||
    Math.abs(curvature) <= PASSING * curvatureChange(evaluator, point, along, radius, curvature) ||
    isContradicted(evaluator, point, along, CLOSE * radius, curvature);
  const isSmallFlat = isFlat(small, direction);
  const isLargeFlat = isFlat(large, across);
  if (!isSmallFlat && !isLargeFlat) {
    return { kind: kindOf(small > 0, large < 0), isFlat: false };
  }
  const flat = isSmallFlat ? direction : across;
  const kind =
    isSmallFlat && isLargeFlat
      ? kindOnCircle(evaluator, point, flat, radius)
      : kindAlongFloor(evaluator, point, flat, radius, isSmallFlat ? large : small);
  return { kind: hasNeighbour(evaluator, point, flat, radius) ? undefined : kind, isFlat: true };
}

function kindOf(isMinimum: boolean, isMaximum: boolean): Kind {
  if (isMinimum) {
    return "minimum";
  }
  return isMaximum ? "maximum" : "saddle";
}

/** How much the curvature in a direction changes up to `radius` on either side. */
function curvatureChange(
  evaluator: SurfaceEvaluator,
  { x, y }: Readonly<Vector>,
  along: Readonly<Vector>,
  radius: number,
  curvature: number,
): number {
  const hessian = { xx: 0, xy: 0, yy: 0 };
  let change = 0;
  for (const distance of [-radius, radius]) {
    evaluator.hessian(x + distance * along.x, y + distance * along.y, hessian);
    const there = along.x * (hessian.xx * along.x + 2 * hessian.xy * along.y) + along.y * hessian.yy * along.y;
    change = Number.isFinite(there) ? Math.max(change, Math.abs(there - curvature)) : change;
  }
  return change;
}

/** Whether the loss does not bend as the curvature says, on either side: at a kink the Hessian speaks for one side only. */
function isContradicted(
  evaluator: SurfaceEvaluator,
  { x, y }: Readonly<Vector>,
  along: Readonly<Vector>,
  distance: number,
  curvature: number,
): boolean {
  const here = evaluator.loss(x, y);
  const rounding = 1e-13 * (Math.abs(here) + Math.abs(curvature) * distance * distance);
  return [-distance, distance].some((step) => {
    const rise = evaluator.loss(x + step * along.x, y + step * along.y) - here;
    return rise * Math.sign(curvature) < -rounding;
  });
}

/**
 * The kind where the curvature vanishes in one direction: with the other direction minimised over (or maximised, where
 * the loss falls across), a function of one variable is left, which has the same kind (the splitting lemma).
 */
function kindAlongFloor(
  evaluator: SurfaceEvaluator,
  point: Readonly<Vector>,
  flat: Readonly<Vector>,
  radius: number,
  stiffness: number,
): Kind | undefined {
  const here = evaluator.loss(point.x, point.y);
  const rounding = 1e-14 * (Math.abs(here) + Math.abs(stiffness) * radius * radius);
  const rise = (distance: number) => floorLoss(evaluator, point, flat, distance, stiffness > 0) - here;
  const [before, after] = [rise(-radius), rise(radius)];
  if (!(Math.abs(before) > rounding && Math.abs(after) > rounding)) {
    return undefined;
  }
  if (before > 0 !== after > 0) {
    return "degenerate";
  }
  return kindOf(before > 0 && stiffness > 0, before < 0 && stiffness < 0);
}

/** The lowest loss across a floor (the highest across a ridge), some distance along it from a point. */
function floorLoss(
  evaluator: SurfaceEvaluator,
  { x, y }: Readonly<Vector>,
  flat: Readonly<Vector>,
  distance: number,
  isFloor: boolean,
): number {
  const at = { x: x + distance * flat.x, y: y + distance * flat.y };
  const gradient = { x: 0, y: 0 };
  const hessian = { xx: 0, xy: 0, yy: 0 };
  let best = evaluator.loss(at.x, at.y);
  for (let i = 0; i < 30; i++) {
    evaluator.gradient(at.x, at.y, gradient);
    evaluator.hessian(at.x, at.y, hessian);
    const slope = gradient.y * flat.x - gradient.x * flat.y;
    const curvature = flat.y * (hessian.xx * flat.y - 2 * hessian.xy * flat.x) + flat.x * hessian.yy * flat.x;
    const step = Math.min(Math.abs(slope / curvature), Math.abs(distance)) * (slope > 0 === isFloor ? -1 : 1);
    const next = { x: at.x - step * flat.y, y: at.y + step * flat.x };
    const loss = evaluator.loss(next.x, next.y);
    if (!(isFloor ? loss < best : loss > best)) {
      break;
    }
    best = loss;
    at.x = next.x;
    at.y = next.y;
  }
  return best;
}

/**
 * The kind where the curvature vanishes in both directions: a circle around a saddle is crossed by at least four lines
 * of its level, one around a point on a slope by two.
 */
function kindOnCircle(
  evaluator: SurfaceEvaluator,
  { x, y }: Readonly<Vector>,
  flat: Readonly<Vector>,
  radius: number,
): Kind | undefined {
  const here = evaluator.loss(x, y);
  const rises = Array.from({ length: PROBES }, (_, i) => {
    const along = radius * Math.cos((2 * Math.PI * i) / PROBES);
    const across = radius * Math.sin((2 * Math.PI * i) / PROBES);
    return evaluator.loss(x + along * flat.x - across * flat.y, y + along * flat.y + across * flat.x) - here;
  });
  const rounding = 1e-14 * Math.max(Math.abs(here), ...rises.map(Math.abs));
  const signs = rises.map((rise) => (Math.abs(rise) > rounding ? Math.sign(rise) : 0));
  // Lines of the point's own level that run through a probe are crossed like any other.
  const told = signs.filter((sign) => sign !== 0);
  const crossings = told.filter((sign, i) => sign !== told[(i + 1) % told.length]).length;
  if (crossings === 0) {
    const upright = told[0] ?? 0;
    // A line may also run between the probes: that of the bed of a crease does.
    const isExtreme = isLowestAround({ loss: (a, b) => upright * evaluator.loss(a, b) }, { x, y }, 4 * radius);
    return isExtreme ? kindOf(upright > 0, upright < 0) : undefined;
  }
  return crossings === 2 ? "degenerate" : "saddle";
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
  const isThere = polishCriticalPoint(evaluator, neighbour, limits);
  return isThere && Math.hypot(neighbour.x - point.x, neighbour.y - point.y) > radius / 2;
}
