import type { Precision } from "../math/precision.ts";
import { buildGraph } from "./builder.ts";
import { type ExpressionEvaluator, Program } from "./evaluator.ts";
import { ExpressionError } from "./expression-error.ts";
import { Graph } from "./graph.ts";
import { derive } from "./jet.ts";
import { parseFormula } from "./parser.ts";
import { writeTex } from "./tex.ts";
import { writeWgsl } from "./wgsl.ts";

export type { ExpressionEvaluator } from "./evaluator.ts";
export { ExpressionError } from "./expression-error.ts";

/** A formula f(x, y), ready for the CPU, the GPU and the page. */
export interface CompiledExpression {
  readonly text: string;
  /** In the order given, or in order of appearance. */
  readonly parameters: readonly string[];
  /** The right-hand side of f(x, y) = …, in TeX. */
  readonly tex: string;
  /**
   * `fn surface_loss(p: vec2f) -> f32`, `fn surface_gradient(p: vec2f) -> vec2f` and `fn surface_hessian(p: vec2f) ->
   * vec3f` (xx, xy, yy). A parameter b is read as `surface.p_b`; only functions of shaders/lib are called.
   */
  readonly wgsl: string;
  /**
   * Sets the parameters. Each evaluator has its own memory. In f32 every single operation is rounded to the nearest
   * f32, functions from their f64 result.
   * @throws {RangeError} when a parameter is missing or not finite.
   */
  bind(parameters: Readonly<Record<string, number>>, precision: Precision): ExpressionEvaluator;
}

/**
 * Compiles a formula in x and y with its exact gradient and Hessian.
 *
 * It may use + − * / ^, parentheses, `pi`, `e`, sqrt, abs, exp, log, sin, cos, tan, tanh, sinh, cosh, atan, min, max,
 * sign, pow, and `if(condition, a, b)` or `condition ? a : b` with < <= > >= == != and `and`, `or`, `not`. At kinks
 * derivatives are the symmetric ones (abs′(0) = 0; √ has derivative 0 at 0; tied min and max give the mean).
 * @param parameters the free names that the formula may use; without it every free name becomes a parameter.
 * @throws {ExpressionError} with the column and the token to blame.
 */
export function compileExpression(text: string, parameters?: readonly string[]): CompiledExpression {
  try {
    return compile(text, parameters);
  } catch (error) {
    // A long chain of signs, powers or choices needs no parentheses to exhaust the stack.
    if (!(error instanceof RangeError)) throw error;
    throw new ExpressionError("the formula is nested too deep.", { column: 1, token: text.trim().charAt(0) });
  }
}

function compile(text: string, allowed: readonly string[] | undefined): CompiledExpression {
  const { syntax, parameters } = parseFormula(text, allowed);
  const graph = new Graph();
  const jet = derive(graph, buildGraph(graph, syntax));
  const program = new Program(jet);
  return {
    text,
    parameters,
    tex: writeTex(syntax),
    wgsl: writeWgsl(jet),
    bind: (values, precision) => program.bind(checkedValues(parameters, values), precision),
  };
}

/** @throws {RangeError} when a named value is missing or not finite. */
export function checkedValues(
  names: readonly string[],
  values: Readonly<Record<string, number>>,
): ReadonlyMap<string, number> {
  return new Map(
    names.map((name) => {
      const value: unknown = Object.hasOwn(values, name) ? values[name] : undefined;
      if (typeof value !== "number" || !Number.isFinite(value)) {
        throw new RangeError(`The parameter ${name} needs a finite number, not ${String(value)}.`);
      }
      return [name, value];
    }),
  );
}
