import { type CompiledDatum, compileDatum } from "../expression/datum-expression.ts";
import { rounding } from "../math/precision.ts";
import { classifyCriticalPoint } from "./classify-critical-point.ts";
import { isNearAny, sortCriticalPoints } from "./critical-points.ts";
import { type DrawDatum, KeptTables } from "./data-table.ts";
import { diagonalOf, type Point } from "./formula-surface.ts";
import { meanEvaluator } from "./mean-evaluator.ts";
import { descendToMinimum, polishCriticalPoint } from "./newton-search.ts";
import type { CriticalPoint, Domain, ParameterValues, Surface, SurfaceEvaluator, SurfaceParameter } from "./surface.ts";

/** The most data: each step of each trajectory reads them all. */
const MOST_DATA = 4096;

/** Everything that is said about a model of two weights, x and y, whose loss is a mean over generated data. */
export interface DataSurfaceDeclaration {
  readonly id: string;
  readonly label: string;
  readonly description: string;
  readonly domain: Domain;
  /** What the data come from; `noise`, `count` and `seed` are added. */
  readonly truth: readonly SurfaceParameter[];
  /** The noise of the data by default, and how far its slider reaches. */
  readonly noise: { readonly default: number; readonly most: number };
  /** Parameters of the loss itself, which may change while it runs. */
  readonly parameters?: readonly SurfaceParameter[];
  /** The names of a datum's numbers, in their order; `draw` makes them. */
  readonly columns: readonly string[];
  readonly draw: DrawDatum;
  /** The loss of one datum: a formula in x, y, the columns and `parameters`. */
  readonly loss: string;
  /** The right-hand side of the whole loss, in TeX; the x_i and y_i in it are the data's, the weights are x and y. */
  readonly tex: string;
  /**
   * Points from which Newton's method, going downhill, reaches the minima, global ones first. On a quadratic loss it
   * solves the normal equations, from wherever it starts.
   */
  readonly starts: (parameters: ParameterValues) => readonly Point[];
  /** Points close to the saddles. */
  readonly saddles?: readonly Point[];
}

/** A parameter that the data depend on. */
function structural(parameter: Omit<SurfaceParameter, "isStructural">): SurfaceParameter {
  return { ...parameter, isStructural: true };
}

/** Makes a surface of a model and data for it. The formula is compiled when it is first needed. */
export function defineDataSurface(declaration: DataSurfaceDeclaration): Surface {
  const { id, label, description, domain, columns, noise, tex, loss } = declaration;
  const ofData = [
    ...declaration.truth.map(structural),
    structural({
      name: "noise",
      symbol: "\\sigma",
      default: noise.default,
      range: [0, noise.most],
      scale: "linear",
      limits: [0, 1000],
    }),
    structural({
      name: "count",
      symbol: "n",
      default: 64,
      range: [4, 512],
      scale: "log",
      isInteger: true,
      limits: [1, MOST_DATA],
    }),
    structural({
      name: "seed",
      symbol: "\\mathrm{seed}",
      default: 1,
      range: [0, 99],
      scale: "linear",
      isInteger: true,
      limits: [0, 2 ** 32 - 1],
    }),
  ];
  const parameters = [...(declaration.parameters ?? []), ...ofData];
  const names = parameters.map(({ name }) => name);
  const tables = new KeptTables(
    declaration.draw,
    ofData.map(({ name }) => name),
  );
  let compiled: CompiledDatum | undefined;
  const compile = () => {
    compiled ??= compileDatum(loss, names, columns);
    return compiled;
  };
  const evaluator: Surface["evaluator"] = (values, precision) => {
    const datum = compile().bind(values, precision);
    return meanEvaluator(datum, tables.of(values), values.count ?? 0, rounding(precision));
  };
  let latest: { readonly key: string; readonly points: readonly CriticalPoint[] } | undefined;
  return {
    id,
    label,
    description,
    domain,
    parameters,
    offers: ["hessian", "minibatch"],
    tex,
    chunk: "data-set",
    get wgsl() {
      return compile().wgsl;
    },
    data: (values) => tables.of(values),
    criticalPoints(values) {
      const key = JSON.stringify(names.map((name) => values[name]));
      if (latest?.key !== key) {
        latest = { key, points: findPoints(declaration, values, evaluator(values, "f64")) };
      }
      return latest.points;
    },
    evaluator,
  };
}

function findPoints(
  { domain, starts, saddles = [] }: DataSurfaceDeclaration,
  values: ParameterValues,
  evaluator: SurfaceEvaluator,
): CriticalPoint[] {
  const diagonal = diagonalOf(domain);
  const rough = { iterations: 400, longestStep: diagonal / 4, tolerance: 1e-3 * diagonal };
  const fine = { iterations: 60, longestStep: diagonal / 50, tolerance: 1e-11 * diagonal };
  const reached = starts(values).flatMap(([x, y]) => {
    const point = { x, y };
    return descendToMinimum(evaluator, point, rough) ? [point] : [];
  });
  const found: CriticalPoint[] = [];
  for (const point of [...reached, ...saddles.map(([x, y]) => ({ x, y }))]) {
    if (!polishCriticalPoint(evaluator, point, fine) || isNearAny(found, point, 1e-6 * diagonal)) continue;
    const { kind } = classifyCriticalPoint(evaluator, point, 1e-3 * diagonal);
    if (kind !== undefined) found.push({ ...point, kind });
  }
  return sortCriticalPoints(evaluator, found);
}
