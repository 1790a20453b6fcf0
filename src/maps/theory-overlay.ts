import type { Experiment } from "../experiment/experiment.ts";
import { worstRate } from "../theory/quadratic-method.ts";
import type { AxisPoint } from "./axis-curves.ts";
import { type QuadraticMap, quadraticMap } from "./quadratic-map.ts";
import { edgeOnMap, levelEdges, type PlaneEdge } from "./theory-curves.ts";

/** A line that theory draws over a map. */
export interface TheoryCurve {
  /**
   * `stability`: beyond it the error along `lambda` grows; `critical`: critical damping, where monotone decrease turns
   * into ripples; `oscillation`: from it on the error changes sign at every step; `optimum`: the best learning rate of
   * a method without momentum, which has no single best point on a map.
   */
  readonly kind: "stability" | "critical" | "oscillation" | "optimum";
  /** The eigenvalue that it belongs to; of an optimum, the largest. */
  readonly lambda: number;
  /** Of stability: whether this eigenvalue is the first to become unstable there. */
  readonly isBinding: boolean;
  /** Its equation, and the eigenvalue. */
  readonly label: string;
  /** Values of the map's axes, within their ends. */
  readonly points: readonly AxisPoint[];
}

/** The α and β that theory calls best: those with the best worst-case rate. */
export interface TheoryOptimum {
  readonly alpha: number;
  /** Absent where the method has no momentum. */
  readonly beta?: number;
  /** The factor per step there. */
  readonly rate: number;
  readonly label: string;
  /** Where it is on the map, in values of its axes; absent where it is outside the window, or no point. */
  readonly at?: AxisPoint;
}

/** A line along which the predicted rate is `level`. */
export interface RateContour {
  readonly level: number;
  readonly points: readonly AxisPoint[];
}

/** What theory says of a map. */
export interface TheoryOverlay {
  /** The eigenvalues of the Hessian, the smaller first; one where both are the same. */
  readonly lambdas: readonly number[];
  readonly curves: readonly TheoryCurve[];
  /** Absent where the method has momentum and the map no axis of it: the best of all is then elsewhere. */
  readonly optimum?: TheoryOptimum;
  /**
   * The lines along which the worst eigenvalue's factor per step is each of `levels`, clipped to its edges. They are
   * in closed form, so that they are as smooth, and their corners as sharp, at any zoom. Nothing for a level that is
   * not above 0 and at most 1.
   */
  contours(levels: readonly number[]): readonly RateContour[];
  /** The worst eigenvalue's factor per step. */
  rate(alpha: number, beta: number): number;
}

/**
 * The theory that is drawn over an experiment's map; undefined where none holds (see `quadraticMap`). Lines cover
 * β ≥ 0.
 */
export function theoryOverlay(experiment: Experiment): TheoryOverlay | undefined {
  const map = quadraticMap(experiment);
  if (map === undefined) return undefined;
  const { method, lambdas } = map;
  const best = optimumOf(map);
  return {
    lambdas,
    curves: [...lambdas.flatMap((lambda) => curvesOf(map, lambda)), ...bestLine(map)],
    ...(best === undefined ? {} : { optimum: best }),
    contours: (levels) =>
      levels.flatMap((level) => contoursOf(map, level).map((points): RateContour => ({ level, points }))),
    rate: (alpha, beta) => worstRate(method, alpha, beta, lambdas),
  };
}

/** The largest β that the window shows. */
function reach({ choice, beta }: QuadraticMap): number {
  return typeof beta === "number" ? beta : Math.max(choice[beta].from, choice[beta].to);
}

function curvesOf(map: QuadraticMap, lambda: number): readonly TheoryCurve[] {
  const { method, lambdas } = map;
  const draw = (
    kind: TheoryCurve["kind"],
    equation: string,
    edges: readonly PlaneEdge[],
    isBinding = false,
  ): readonly TheoryCurve[] =>
    edges.flatMap((edge) => {
      const points = edgeOnMap(map, edge);
      return points === undefined ? [] : [{ kind, lambda, isBinding, label: labelOf(equation, lambda), points }];
    });
  const { low, high, top } = levelEdges(method, 1, [lambda], reach(map));
  const isLargest = lambda === Math.max(...lambdas);
  return [
    ...draw("stability", method.stability.high, high, isLargest),
    ...draw("stability", method.stability.top ?? "", top, isLargest),
    ...draw("stability", method.stability.low, low, lambda === Math.min(...lambdas)),
    ...method.regimeCurves.flatMap(({ kind, equation, largestBeta, product }) =>
      draw(kind, equation, [
        { kind: "alpha-of-beta", from: 0, to: largestBeta, alpha: (beta) => product(beta) / lambda },
      ]),
    ),
  ];
}

const labelOf = (equation: string, lambda: number): string => `${equation}, λ = ${digits(lambda)}`;

const digits = (value: number): string => String(Number(value.toPrecision(6)));

function contoursOf(map: QuadraticMap, level: number): readonly (readonly AxisPoint[])[] {
  if (!(level > 0 && level <= 1)) return [];
  const { low, high, top } = levelEdges(map.method, level, map.lambdas, reach(map));
  return [...low, ...top, ...high].flatMap((edge) => {
    const points = edgeOnMap(map, edge);
    return points === undefined ? [] : [points];
  });
}

function bestOf({ method, lambdas }: QuadraticMap) {
  return method.optimum(Math.min(...lambdas), Math.max(...lambdas));
}

function optimumOf(map: QuadraticMap): TheoryOptimum | undefined {
  const { choice, method, alpha, beta } = map;
  if (method.hasMomentum && typeof beta === "number") return undefined;
  const best = bestOf(map);
  const label = `best: α = ${digits(best.alpha)}${method.hasMomentum ? `, β = ${digits(best.beta)}` : ""}`;
  const whole: TheoryOptimum = {
    alpha: best.alpha,
    ...(method.hasMomentum ? { beta: best.beta } : {}),
    rate: best.rate,
    label: `${label}, rate ${digits(best.rate)}`,
  };
  const at: AxisPoint = alpha === "x" ? [best.alpha, best.beta] : [best.beta, best.alpha];
  const isOnMap = isWithin(choice.x, at[0]) && isWithin(choice.y, at[1]);
  return typeof beta === "number" || !isOnMap ? whole : { ...whole, at };
}

function isWithin({ from, to }: { readonly from: number; readonly to: number }, value: number): boolean {
  return value >= Math.min(from, to) && value <= Math.max(from, to);
}

/** Where there is no axis of momentum and no momentum, the best is a line. */
function bestLine(map: QuadraticMap): readonly TheoryCurve[] {
  if (map.method.hasMomentum) return [];
  const { alpha } = bestOf(map);
  const points = edgeOnMap(map, { kind: "alpha-of-beta", from: 0, to: Number.POSITIVE_INFINITY, alpha: () => alpha });
  if (points === undefined) return [];
  const lambda = Math.max(...map.lambdas);
  return [{ kind: "optimum", lambda, isBinding: false, label: `α = 2/(λ₁ + λ₂) = ${digits(alpha)}`, points }];
}
