import { ExpressionError } from "../expression/expression-error.ts";
import { findSurface, surfaces } from "../surfaces/index.ts";
import { type Domain, defaultParameters, type ParameterValues, type SurfaceParameter } from "../surfaces/surface.ts";
import { findFormulaParameters } from "../surfaces/user-surface.ts";
import { oneOf } from "./closest-name.ts";
import type { SurfaceChoice } from "./experiment.ts";
import { describeValue, ExperimentError } from "./experiment-error.ts";
import { completeLandscape, isComplete, isResolvable, type UncheckedLandscape } from "./landscape/landscape.ts";
import { surfaceOf } from "./surface-of.ts";

/** A surface as the file's shape allows it: parameters may be missing, or unknown. */
export type UncheckedSurface = { readonly parameters: Readonly<Record<string, unknown>> } & (
  | { readonly id: string }
  | { readonly formula: string; readonly domain: Domain }
  | { readonly grid: UncheckedLandscape }
);

/** What a parameter may be, if its declaration says more than that it is a number. */
function allowedValues({ isInteger, limits }: Pick<SurfaceParameter, "isInteger" | "limits">): string {
  const kind = isInteger ? "an integer" : "a finite number";
  return limits === undefined ? kind : `${kind} from ${limits[0]} to ${limits[1]}`;
}

function isAllowed(value: number, { isInteger, limits }: Pick<SurfaceParameter, "isInteger" | "limits">): boolean {
  const isWithin = limits === undefined || (value >= limits[0] && value <= limits[1]);
  return isWithin && (!isInteger || Number.isInteger(value));
}

/**
 * Checks that a surface's parameter takes a value.
 * @throws ExperimentError at `keys`.
 */
export function checkParameter(
  rules: Pick<SurfaceParameter, "isInteger" | "limits">,
  value: unknown,
  keys: readonly (string | number)[],
): void {
  if (typeof value !== "number" || !Number.isFinite(value) || !isAllowed(value, rules)) {
    throw new ExperimentError(keys, describeValue(value), allowedValues(rules));
  }
}

/** Checks the named values against the known names, and completes them from the defaults, in the order of those. */
function completeParameters(
  found: Readonly<Record<string, unknown>>,
  defaults: ParameterValues,
  declared: readonly SurfaceParameter[] = [],
): ParameterValues {
  const names = Object.keys(defaults);
  for (const [name, value] of Object.entries(found)) {
    const keys = ["surface", "parameters", name];
    if (!names.includes(name)) throw new ExperimentError(keys, "an unknown parameter", oneOf(names, name));
    checkParameter(declared.find((parameter) => parameter.name === name) ?? {}, value, keys);
  }
  return { ...defaults, ...(found as ParameterValues) };
}

function formulaError(formula: string, error: unknown): Error {
  if (!(error instanceof ExpressionError)) return error as Error;
  return new ExperimentError(
    ["surface", "formula"],
    describeValue(formula),
    `a formula in x, y and its parameters (${error.message})`,
    { cause: error },
  );
}

/**
 * Looks a surface up, compiles its formula, or fills its grid's domain, and fills its parameters.
 * @throws ExperimentError; for a formula its `cause` is the `ExpressionError`, with column and token.
 */
export function completeSurface(choice: UncheckedSurface): SurfaceChoice {
  if ("id" in choice) {
    const surface = findSurface(choice.id);
    if (surface === undefined) {
      const ids = surfaces.map(({ id }) => id);
      throw new ExperimentError(["surface", "id"], describeValue(choice.id), oneOf(ids, choice.id));
    }
    const parameters = completeParameters(choice.parameters, defaultParameters(surface), surface.parameters);
    return { id: choice.id, parameters };
  }
  if ("grid" in choice) {
    const grid = isComplete(choice.grid) ? choice.grid : completeLandscape(choice.grid);
    for (const [axis, count] of [["x", grid.columns] as const, ["y", grid.rows] as const]) {
      if (isResolvable(grid.domain[axis], count)) continue;
      const allowed = `[from, to] with from < to, and ${count} places there that f32 can tell apart`;
      throw new ExperimentError(["surface", "grid", "domain", axis], describeValue(grid.domain[axis]), allowed);
    }
    return { grid, parameters: completeParameters(choice.parameters, {}) };
  }
  const { formula, domain } = choice;
  try {
    const names = findFormulaParameters(formula);
    const defaults = Object.fromEntries(names.map((name) => [name, 1]));
    const parameters = completeParameters(choice.parameters, defaults);
    const complete = { formula, parameters, domain };
    surfaceOf(complete);
    return complete;
  } catch (error) {
    throw formulaError(formula, error);
  }
}
