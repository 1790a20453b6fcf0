import { compileExpression } from "../expression/expression.ts";
import { nameTex } from "../expression/tex.ts";
import { defineFormulaSurface } from "./formula-surface.ts";
import { SearchedCriticalPoints } from "./searched-critical-points.ts";
import type { Domain, Interval, ParameterValues, Surface, SurfaceEvaluator, SurfaceParameter } from "./surface.ts";

/** A surface that a person has typed. */
export interface UserSurfaceChoice {
  readonly formula: string;
  /** The values that are set; they decide how far the sliders reach. */
  readonly parameters: ParameterValues;
  readonly domain: Domain;
}

/**
 * The parameters of a formula: every name in it that is neither x, y, a constant nor a function, in order of
 * appearance.
 * @throws {ExpressionError} where the text is not a formula.
 */
export function findFormulaParameters(formula: string): readonly string[] {
  // Compiled, not only parsed: a division by zero or too deep a nesting shows only then.
  return compileExpression(formula).parameters;
}

/**
 * Makes a surface of a typed formula, with the id "formula". Its parameters default to 1; its critical points are
 * searched for.
 * @throws {ExpressionError} where the text is not a formula.
 */
export function userSurface({ formula, parameters, domain }: UserSurfaceChoice): Surface {
  const declared = findFormulaParameters(formula).map(
    (name): SurfaceParameter => ({
      name,
      symbol: nameTex(name),
      default: 1,
      range: rangeAround(parameters[name] ?? 1),
      scale: "linear",
    }),
  );
  const search = searchOf(formula, domain, (values) => surface.evaluator(values, "f64"));
  const surface: Surface = defineFormulaSurface({
    id: "formula",
    label: "Your formula",
    description: "A surface that you have typed.",
    domain,
    parameters: declared,
    formula,
    search,
  });
  return surface;
}

const MOST_SEARCHES = 8;

const searches = new Map<string, SearchedCriticalPoints>();

/** One search for all surfaces of the same formula and domain: each set of parameters makes another surface of them. */
function searchOf(
  formula: string,
  domain: Domain,
  evaluatorOf: (parameters: ParameterValues) => SurfaceEvaluator,
): SearchedCriticalPoints {
  const key = JSON.stringify([formula, domain.x, domain.y]);
  const search = searches.get(key) ?? new SearchedCriticalPoints(domain, evaluatorOf);
  searches.delete(key);
  searches.set(key, search);
  const [oldest] = searches.keys();
  if (searches.size > MOST_SEARCHES && oldest !== undefined) searches.delete(oldest);
  return search;
}

/** [−b, b] with the smallest b among 5, 50, 500, … that holds the value, so that a slider's ends rarely move. */
function rangeAround(value: number): Interval {
  let bound = 5;
  while (bound < Math.abs(value) && bound < 1e300) {
    bound *= 10;
  }
  return [-bound, bound];
}
