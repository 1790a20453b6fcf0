import type { Round } from "../math/precision.ts";
import type { SymmetricMatrix, Vector } from "../math/vector.ts";
import type { ChoiceHyperparameter, StepContext } from "./optimizer.ts";
import { dot, pointAlong } from "./rounded-vectors.ts";

/**
 * How far to go along a direction d: a bounded number of evaluations of φ(a) = f(x + a·d), all within one step, and so
 * of one realisation of the noise. Twin of `shaders/lib/line-search.wgsl`.
 */
export const LINE_SEARCHES = ["exact", "armijo", "wolfe"] as const;
export type LineSearch = (typeof LINE_SEARCHES)[number];

/** The choice of a line search, as optimizers declare it. */
export function lineSearchChoice(value: LineSearch): ChoiceHyperparameter<LineSearch> {
  return { kind: "choice", options: LINE_SEARCHES, default: value, label: "line search" };
}

/** Points that a search looks at, at most. */
export const LINE_SEARCH_TRIALS: Readonly<Record<LineSearch, number>> = { exact: 16, armijo: 30, wolfe: 20 };

/** The most evaluations of each kind that one search makes. */
export const LINE_SEARCH_BOUNDS: Readonly<
  Record<LineSearch, { readonly loss: number; readonly gradient: number; readonly hessian: number }>
> = {
  exact: { loss: 17, gradient: 16, hessian: 17 },
  armijo: { loss: 31, gradient: 30, hessian: 0 },
  wolfe: { loss: 21, gradient: 20, hessian: 0 },
};

/** Where a search begins. */
export interface Line {
  readonly origin: Readonly<Vector>;
  readonly direction: Readonly<Vector>;
  /** φ′(0), the gradient at the origin along the direction. */
  readonly slope: number;
  /** The a > 0 that is tried first, where the search has no better idea. */
  readonly trial: number;
  /** What the strong Wolfe condition leaves of the slope, at most: c₂, between 1e-4 and 1. */
  readonly steepness: number;
}

export interface LineStep {
  /** a; 0 where no point was found that is lower: then nothing is to move. */
  readonly size: number;
  /** The gradient at the end, where the search happened to take it there. */
  readonly gradient?: Readonly<Vector>;
}

/** c₁ of the Armijo condition φ(a) ≤ φ(0) + c₁aφ′(0). */
const SUFFICIENT = 1e-4;
/**
 * Losses that differ by this share are level: rounding hides which is lower, and the slopes decide (the approximate
 * Wolfe condition of Hager & Zhang 2005, §2). A step may therefore rise by this much, and no more. In f32 the terms of a
 * loss cancel to a few 1e-6 of it near ordinary minima.
 */
export const LEVEL = 1e-5;
/** A correction of a by this share is the last. */
const NEGLIGIBLE = 1e-6;
/** Slopes above −2⁻¹⁰⁰, and squares of gradients below, are at rest: f32 has no room for what is made of them. */
export const RESTING = 2 ** -100;

const NOWHERE: LineStep = { size: 0 };

/**
 * Searches along a line for a point that is lower. Where the direction does not descend, where loss or slope are beyond
 * the range of the precision, and where the trials run out without a lower point, the size is 0. A trial that no longer
 * moves the point, in the precision of the run, ends every search: the trajectory rests.
 */
export function searchLine(search: LineSearch, line: Line, context: StepContext): LineStep {
  const start = context.loss(line.origin.x, line.origin.y);
  if (!(line.slope <= -RESTING && Number.isFinite(line.slope) && Number.isFinite(start))) return NOWHERE;
  if (search === "armijo") return backtrack(line, start, context);
  return search === "wolfe" ? bracketAndZoom(line, start, context) : solve(line, start, context);
}

/** dᵀHd. */
function curvatureAlong({ xx, xy, yy }: Readonly<SymmetricMatrix>, d: Readonly<Vector>, round: Round): number {
  const x = round(round(xx * d.x) + round(xy * d.y));
  const y = round(round(xy * d.x) + round(yy * d.y));
  return dot(d, { x, y }, round);
}

/** Halves a until the loss is low enough (Armijo 1966). */
function backtrack({ origin, direction, slope, trial }: Line, start: number, context: StepContext): LineStep {
  const { round, loss, gradient } = context;
  const level = round(LEVEL * Math.abs(start));
  let a = trial;
  for (let i = 0; i < LINE_SEARCH_TRIALS.armijo; i += 1) {
    const { x, y } = pointAlong(origin, a, direction, round);
    const value = loss(x, y);
    if (Number.isFinite(value) && value <= round(start + round(round(SUFFICIENT * a) * slope))) return { size: a };
    if (Math.abs(round(value - start)) <= level) {
      const g = gradient(x, y);
      const here = dot(g, direction, round);
      if (Number.isFinite(here) && here <= round(round(2 * SUFFICIENT - 1) * slope)) return { size: a, gradient: g };
    }
    a = round(a / 2);
  }
  return NOWHERE;
}

/**
 * The strong Wolfe conditions, after Nocedal & Wright 2006, Algorithms 3.5 and 3.6, whose stages differ only in whether
 * there is an end `high` yet; a new point is the lowest of the parabola through both losses with the slope at `low`.
 */
function bracketAndZoom(line: Line, start: number, context: StepContext): LineStep {
  const { origin, direction, slope, steepness } = line;
  const { round, loss, gradient } = context;
  const level = round(LEVEL * Math.abs(start));
  let low: { a: number; value: number; slope: number; gradient?: Vector } = { a: 0, value: start, slope };
  let high: { a: number; value: number } | undefined;
  let a = line.trial;
  for (let i = 0; i < LINE_SEARCH_TRIALS.wolfe; i += 1) {
    const point = pointAlong(origin, a, direction, round);
    const value = loss(point.x, point.y);
    const g = gradient(point.x, point.y);
    if (isSame(point, origin)) return { size: a, gradient: g };
    const here = dot(g, direction, round);
    const isLevel = Math.abs(round(value - start)) <= level;
    const isLow =
      Number.isFinite(value) &&
      Number.isFinite(here) &&
      (isLevel
        ? here <= round(round(2 * SUFFICIENT - 1) * slope)
        : value <= round(start + round(round(SUFFICIENT * a) * slope)) && value < low.value);
    if (isLow && Math.abs(here) <= round(-steepness * slope)) return { size: a, gradient: g };
    if (isLow) {
      const isUphill = here >= 0;
      if (isUphill === (high === undefined || high.a > low.a)) high = { a: low.a, value: low.value };
      low = { a, value, slope: here, gradient: g };
    } else {
      high = { a, value };
    }
    if (high === undefined) {
      a = round(2 * a);
      continue;
    }
    const width = round(high.a - low.a);
    const linear = round(low.slope * width);
    const rise = round(high.value - low.value);
    // Beyond the range of numbers there is no parabola: the shortest share then.
    let share = round(round(-0.5 * linear) / round(rise - linear));
    if (Math.abs(rise) <= level) share = 0.5;
    a = round(low.a + round(Math.min(Math.max(Number.isFinite(rise) ? share : 0.1, 0.1), 0.9) * width));
    if (isSame(pointAlong(origin, a, direction, round), point)) break;
  }
  return low.gradient === undefined ? NOWHERE : { size: low.a, gradient: low.gradient };
}

/**
 * The zero of φ′ by Newton's method, held within a bracket: φ′ < 0 at `low`, and at `high` φ′ ≥ 0 or φ above φ(0). On a
 * quadratic the first step is exact, and the second trial confirms it. Where the trials run out: the lowest point seen,
 * and among level ones the last.
 */
function solve({ origin, direction, slope, trial }: Line, start: number, context: StepContext): LineStep {
  const { round, loss, gradient, hessian } = context;
  const level = round(LEVEL * Math.abs(start));
  const highest = round(start + level);
  let low = 0;
  let high = Number.POSITIVE_INFINITY;
  let best = 0;
  let lowest = start;
  let a = 0;
  let here = slope;
  for (let i = 0; i <= LINE_SEARCH_TRIALS.exact; i += 1) {
    const point = pointAlong(origin, a, direction, round);
    const value = i === 0 ? start : loss(point.x, point.y);
    let next = 0;
    let isNewton = false;
    const isUsable = Number.isFinite(value) && value <= highest;
    if (isUsable) {
      if (value <= round(lowest + level)) best = a;
      lowest = Math.min(lowest, value);
      if (i > 0) here = dot(gradient(point.x, point.y), direction, round);
      const curvature = curvatureAlong(hessian(point.x, point.y), direction, round);
      if (here < 0) low = a;
      else high = a;
      next = round(a - round(here / curvature));
      isNewton = curvature > 0 && Number.isFinite(next) && next >= low && next <= high;
      if (!isNewton && high < Number.POSITIVE_INFINITY) next = round(low + round(round(high - low) / 2));
      else if (!isNewton) next = i === 0 ? trial : round(4 * a);
    } else {
      high = a;
      next = round(low + round(round(high - low) / 8));
    }
    if (isNewton && Math.abs(round(next - a)) <= round(NEGLIGIBLE * next)) return { size: next };
    if (isNewton || high < Number.POSITIVE_INFINITY) {
      const ahead = pointAlong(origin, next, direction, round);
      if (isSame(ahead, point) || isSame(ahead, pointAlong(origin, low, direction, round))) {
        return { size: isNewton ? next : isUsable ? a : low };
      }
    }
    a = next;
  }
  return { size: best };
}

function isSame(u: Readonly<Vector>, v: Readonly<Vector>): boolean {
  return u.x === v.x && u.y === v.y;
}
