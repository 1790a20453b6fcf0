import { type CompiledExpression, compileExpression } from "../expression/expression.ts";
import type { Precision } from "../math/precision.ts";
import { classifyCriticalPoint } from "./classify-critical-point.ts";
import { isNearAny, sortCriticalPoints } from "./critical-points.ts";
import { type LinearSystemNames, linearSystemOf, writeLinearSystem } from "./linear-system.ts";
import { polishCriticalPoint } from "./newton-search.ts";
import type { SearchedCriticalPoints } from "./searched-critical-points.ts";
import type { CriticalPoint, Domain, ParameterValues, Surface, SurfaceEvaluator, SurfaceParameter } from "./surface.ts";

/** A point of the plane as tables write it. */
export type Point = readonly [x: number, y: number];

/** Everything that is said about a surface whose loss is one formula. */
export interface FormulaSurfaceDeclaration {
  readonly id: string;
  readonly label: string;
  readonly description: string;
  readonly domain: Domain;
  readonly parameters?: readonly SurfaceParameter[];
  readonly formula: string;
  /** The parameters that are A and b, where the loss is ½‖Ax − b‖². */
  readonly linearSystem?: LinearSystemNames;
  /** Minima at kinks or on the domain's border, where the gradient need not vanish. */
  readonly edges?: readonly Point[];
  /**
   * Points close to where the gradient vanishes, global minima in the order that they are to have. Newton's method
   * moves each onto its critical point for the parameters at hand; the Hessian there decides its kind, and seeds that
   * lead nowhere, or to a point already found, are dropped.
   */
  readonly seeds?: readonly Point[] | ((parameters: ParameterValues) => readonly Point[]);
  /** Finds the critical points when none are known beforehand. */
  readonly search?: SearchedCriticalPoints;
}

/** The length of a domain's diagonal. */
export function diagonalOf({ x, y }: Domain): number {
  return Math.hypot(x[1] - x[0], y[1] - y[0]);
}

/** Makes a surface from its declaration. The formula is compiled when it is first needed, so that start-up is fast. */
export function defineFormulaSurface(declaration: FormulaSurfaceDeclaration): Surface {
  const { id, label, description, domain, parameters = [], formula, linearSystem } = declaration;
  let compiled: CompiledExpression | undefined;
  const compile = () => {
    compiled ??= compileExpression(
      formula,
      parameters.map((parameter) => parameter.name),
    );
    return compiled;
  };
  const evaluator = (values: ParameterValues, precision: Precision): SurfaceEvaluator =>
    compile().bind(values, precision);
  let latest: { key: string; points: readonly CriticalPoint[] } | undefined;
  return {
    id,
    label,
    description,
    domain,
    parameters,
    formula,
    offers: linearSystem === undefined ? ["hessian"] : ["hessian", "linear-system"],
    get tex() {
      return compile().tex;
    },
    get wgsl() {
      return compile().wgsl + (linearSystem === undefined ? "" : writeLinearSystem(linearSystem));
    },
    ...(declaration.search === undefined ? {} : { search: declaration.search }),
    criticalPoints(values) {
      if (declaration.search !== undefined) return declaration.search.at(values);
      const key = JSON.stringify(parameters.map(({ name }) => values[name]));
      if (latest?.key !== key) {
        const exact = evaluator(values, "f64");
        latest = { key, points: declaredCriticalPoints(declaration, values, exact) };
      }
      return latest.points;
    },
    evaluator,
    ...(linearSystem === undefined
      ? {}
      : { linearSystem: (values: ParameterValues) => linearSystemOf(linearSystem, values) }),
  };
}

function declaredCriticalPoints(
  { domain, edges = [], seeds = [] }: FormulaSurfaceDeclaration,
  values: ParameterValues,
  evaluator: SurfaceEvaluator,
): CriticalPoint[] {
  const diagonal = diagonalOf(domain);
  const found: CriticalPoint[] = edges.map(([x, y]) => ({ x, y, kind: "minimum" }));
  for (const [x, y] of typeof seeds === "function" ? seeds(values) : seeds) {
    const point = { x, y };
    const limits = { iterations: 60, longestStep: diagonal / 50, tolerance: 1e-11 * diagonal };
    const converged = polishCriticalPoint(evaluator, point, limits);
    const strayed = Math.hypot(point.x - x, point.y - y) > diagonal / 20;
    if (!converged || strayed || isNearAny(found, point, 1e-6 * diagonal)) {
      continue;
    }
    const { kind } = classifyCriticalPoint(evaluator, point, 1e-3 * diagonal);
    if (kind !== undefined) {
      found.push({ ...point, kind });
    }
  }
  return sortCriticalPoints(evaluator, found);
}
