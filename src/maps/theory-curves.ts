import type { QuadraticMethod } from "../theory/quadratic-method.ts";
import { type AxisPoint, visibleCurve } from "./axis-curves.ts";
import type { QuadraticMap } from "./quadratic-map.ts";

/** Part of a curve in the plane of α and β ≥ 0: α for each β, or a line of one β. */
export type PlaneEdge =
  | { readonly kind: "alpha-of-beta"; readonly from: number; readonly to: number; alpha(beta: number): number }
  | { readonly kind: "level"; readonly from: number; readonly to: number; readonly beta: number };

/** The part of an edge within the map's window, in values of its axes; where β is fixed, a line across the map. */
export function edgeOnMap({ choice, alpha, beta }: QuadraticMap, edge: PlaneEdge): readonly AxisPoint[] | undefined {
  const across = choice[alpha === "x" ? "y" : "x"];
  const place = (a: number, other: number): AxisPoint => (alpha === "x" ? [a, other] : [other, a]);
  const between = (from: number, to: number, share: number) => (share === 1 ? to : from + (to - from) * share);
  if (typeof beta === "number") {
    if (edge.kind === "level" || beta < edge.from || beta > edge.to) return undefined;
    const fixed = edge.alpha(beta);
    return visibleCurve((t) => place(fixed, between(across.from, across.to, t)), choice);
  }
  if (edge.kind === "level") {
    return visibleCurve((t) => place(between(edge.from, edge.to, t), edge.beta), choice);
  }
  const to = Math.min(edge.to, largestBeta(choice, beta));
  if (to < edge.from) return undefined;
  const [low, high] = [Math.sqrt(edge.from), Math.sqrt(to)];
  // By √β, in which heavy ball's curves are smooth at β = 0 too.
  const curve = (t: number) => {
    const b = t === 0 ? edge.from : t === 1 ? to : between(low, high, t) ** 2;
    return place(edge.alpha(b), b);
  };
  return visibleCurve(curve, choice);
}

function largestBeta(choice: QuadraticMap["choice"], beta: "x" | "y"): number {
  return Math.max(choice[beta].from, choice[beta].to);
}

/** The edges of where the worst rate of some eigenvalues is at most r; none where no setting of the window has it. */
export interface LevelEdges {
  readonly low: readonly PlaneEdge[];
  readonly high: readonly PlaneEdge[];
  readonly top: readonly PlaneEdge[];
}

/**
 * The edges of the region of the plane, β ≥ 0, where the worst rate over [smallest, largest] is at most r, 0 < r ≤ 1:
 * αλ is at least `low` for the smallest eigenvalue and at most `high` for the largest. The β for which there is such
 * an α are an interval: with growing β the gap between the edges opens once, while `low` falls, and closes once, while
 * it rises; where it does, is found by bisection to the last bit.
 */
export function levelEdges(
  method: QuadraticMethod,
  r: number,
  lambdas: readonly number[],
  mostBeta: number,
): LevelEdges {
  const smallest = Math.min(...lambdas);
  const largest = Math.max(...lambdas);
  const level = method.level(r);
  const low = (beta: number) => level.low(beta) / smallest;
  const high = (beta: number) => level.high(beta) / largest;
  const isOpen = (beta: number) => high(beta) >= low(beta);
  const end = Math.min(level.largestBeta, mostBeta);
  const turn = Math.min(level.turn, end);
  if (end < 0 || !isOpen(turn)) return { low: [], high: [], top: [] };
  const from = isOpen(0) ? 0 : crossing(isOpen, turn, 0);
  const to = isOpen(end) ? end : crossing(isOpen, turn, end);
  const lows: PlaneEdge[] = [{ kind: "alpha-of-beta", from, to: turn, alpha: low }];
  if (turn < to) lows.push({ kind: "alpha-of-beta", from: turn, to, alpha: low });
  return {
    low: lows,
    high: [{ kind: "alpha-of-beta", from, to, alpha: high }],
    top: end === level.largestBeta ? [{ kind: "level", from: low(end), to: high(end), beta: end }] : [],
  };
}

/** The last number, on the way from where a test is passed to where it is failed, at which it is passed. */
function crossing(test: (value: number) => boolean, passed: number, failed: number): number {
  let [inside, outside] = [passed, failed];
  for (;;) {
    const middle = (inside + outside) / 2;
    if (middle === inside || middle === outside) return inside;
    if (test(middle)) inside = middle;
    else outside = middle;
  }
}
