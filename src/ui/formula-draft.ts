import { ExpressionError } from "../expression/expression-error.ts";
import type { ParameterValues } from "../surfaces/surface.ts";
import { findFormulaParameters, userSurface } from "../surfaces/user-surface.ts";

/** Characters shown on either side of the place to blame. */
const AROUND = 14;

/** What is wrong with a formula, and where: the offending token with what surrounds it. */
export interface FormulaProblem {
  readonly message: string;
  readonly excerpt?: { readonly before: string; readonly token: string; readonly after: string };
}

/** Checks a formula as it is typed; undefined when it can be a landscape. */
export function formulaProblem(formula: string): FormulaProblem | undefined {
  if (formula.trim() === "") return { message: "A formula in x and y, such as x^2 + 10*y^2." };
  try {
    const parameters = Object.fromEntries(findFormulaParameters(formula).map((name) => [name, 1]));
    userSurface({ formula, parameters, domain: { x: [-1, 1], y: [-1, 1] } });
    return undefined;
  } catch (error) {
    if (!(error instanceof ExpressionError)) return { message: error instanceof Error ? error.message : String(error) };
    const start = error.column - 1;
    const end = start + error.token.length;
    const from = Math.max(0, start - AROUND);
    return {
      message: error.message,
      excerpt: {
        before: (from > 0 ? "…" : "") + formula.slice(from, start),
        token: error.token,
        after: formula.slice(end, end + AROUND) + (end + AROUND < formula.length ? "…" : ""),
      },
    };
  }
}

/** The parameters of a formula; those that had a value under the same name keep it, the others begin at 1. */
export function keepParameters(formula: string, before: ParameterValues): ParameterValues {
  return Object.fromEntries(findFormulaParameters(formula).map((name) => [name, before[name] ?? 1]));
}
