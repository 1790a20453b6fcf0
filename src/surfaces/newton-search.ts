import { symmetricEigen } from "../math/symmetric-eigen.ts";
import type { SymmetricMatrix, Vector } from "../math/vector.ts";
import type { SurfaceEvaluator } from "./surface.ts";

/** Limits of a search by Newton's method, in the units of the plane. */
export interface NewtonLimits {
  readonly iterations: number;
  /** No single step is longer. */
  readonly longestStep: number;
  /** A proposed step this short ends the search. */
  readonly tolerance: number;
  /** How far the search may go from where it starts, along each axis; any distance where absent. */
  readonly reach?: number;
}

/**
 * How a search ends: at a zero of the gradient; where steps improve little or nothing, as at a kink; or elsewhere
 * (beyond its reach, or where there are no numbers).
 */
export type SearchEnd = "arrived" | "stalled" | "astray";

/** Below this share of the larger one, an eigenvalue of the Hessian counts as zero: rounding leaves about 1e-16. */
export const NEGLIGIBLE = 1e-10;

const HALVINGS = 8;

/** A step, and what it leaves of the gradient because the Hessian says nothing in that direction. */
interface NewtonStep extends Vector {
  unresolved: number;
  /** The larger of the Hessian's eigenvalues in magnitude. */
  stiffness: number;
}

/**
 * Newton's step −H⁺g; with `downhill`, −|H|⁺g, which turns away from saddles and maxima (Dauphin et al., "Identifying
 * and attacking the saddle point problem", 2014).
 */
function setStep(step: NewtonStep, gradient: Readonly<Vector>, hessian: Readonly<SymmetricMatrix>, downhill: boolean) {
  const { small, large, direction } = symmetricEigen(hessian);
  const stiffness = Math.max(Math.abs(small), Math.abs(large));
  const threshold = NEGLIGIBLE * stiffness;
  const along = gradient.x * direction.x + gradient.y * direction.y;
  const across = gradient.y * direction.x - gradient.x * direction.y;
  const a = Math.abs(small) > threshold ? -along / (downhill ? Math.abs(small) : small) : 0;
  const b = Math.abs(large) > threshold ? -across / (downhill ? Math.abs(large) : large) : 0;
  step.x = a * direction.x - b * direction.y;
  step.y = a * direction.y + b * direction.x;
  step.unresolved = Math.max(
    Math.abs(small) > threshold ? 0 : Math.abs(along),
    Math.abs(large) > threshold ? 0 : Math.abs(across),
  );
  step.stiffness = stiffness;
}

/**
 * Moves `point` by damped Newton steps: each is halved until it reduces |∇f| or, downhill, f. It has arrived where the
 * last proposed step was within the tolerance and accounts for the whole gradient.
 */
function search(evaluator: SurfaceEvaluator, point: Vector, limits: NewtonLimits, downhill: boolean): SearchEnd {
  const { reach = Number.POSITIVE_INFINITY } = limits;
  const start = { x: point.x, y: point.y };
  const gradient = { x: 0, y: 0 };
  const hessian = { xx: 0, xy: 0, yy: 0 };
  const step = { x: 0, y: 0, unresolved: 0, stiffness: 0 };
  const merit = (x: number, y: number) => {
    if (downhill) {
      return evaluator.loss(x, y);
    }
    evaluator.gradient(x, y, gradient);
    return Math.hypot(gradient.x, gradient.y);
  };
  let best = merit(point.x, point.y);
  for (let i = 0; i < limits.iterations; i++) {
    evaluator.gradient(point.x, point.y, gradient);
    if (gradient.x === 0 && gradient.y === 0) {
      return "arrived";
    }
    evaluator.hessian(point.x, point.y, hessian);
    setStep(step, gradient, hessian, downhill);
    const length = Math.hypot(step.x, step.y);
    if (!Number.isFinite(length)) {
      return "astray";
    }
    let scale = Math.min(1, limits.longestStep / length);
    let isBetter = false;
    for (let halving = 0; halving <= HALVINGS && !isBetter; halving++, scale /= 2) {
      const x = point.x + scale * step.x;
      const y = point.y + scale * step.y;
      const next = merit(x, y);
      if (next < best) {
        point.x = x;
        point.y = y;
        best = next;
        isBetter = true;
      }
    }
    if (length <= limits.tolerance) {
      return step.unresolved <= step.stiffness * limits.tolerance ? "arrived" : "stalled";
    }
    if (!isBetter) {
      return "stalled";
    }
    if (Math.max(Math.abs(point.x - start.x), Math.abs(point.y - start.y)) > reach) {
      return "astray";
    }
  }
  return "stalled";
}

/**
 * Moves `point` onto a zero of the gradient: a minimum, saddle or maximum, whichever is near.
 *
 * @returns whether it got there
 */
export function polishCriticalPoint(evaluator: SurfaceEvaluator, point: Vector, limits: NewtonLimits): boolean {
  return search(evaluator, point, limits, false) === "arrived";
}

/** Moves `point` downhill to a minimum; the last digits are left to `polishCriticalPoint`, as the loss cannot tell them. */
export function followDownhill(evaluator: SurfaceEvaluator, point: Vector, limits: NewtonLimits): SearchEnd {
  return search(evaluator, point, limits, true);
}

/** The same. @returns whether it got there */
export function descendToMinimum(evaluator: SurfaceEvaluator, point: Vector, limits: NewtonLimits): boolean {
  return followDownhill(evaluator, point, limits) === "arrived";
}
