import type { Precision } from "../math/precision.ts";
import { buildGraph } from "./builder.ts";
import { Program, type RowEvaluator } from "./evaluator.ts";
import { checkedValues } from "./expression.ts";
import { Graph } from "./graph.ts";
import { derive } from "./jet.ts";
import { parseFormula } from "./parser.ts";
import { writeTex } from "./tex.ts";
import { writeDatumWgsl } from "./wgsl.ts";

/** What one datum contributes to a loss: a formula in x, y, parameters and the columns of a table. */
export interface CompiledDatum {
  /** In TeX, with the columns under their names. */
  readonly tex: string;
  /**
   * `fn datum_loss(p: vec2f, row: u32) -> f32`, `datum_gradient` and `datum_hessian`, as those of a surface. Columns are
   * read from `surfaceData: array<f32>`, row by row; parameters as `surface.p_…`.
   */
  readonly wgsl: string;
  /** Sets the parameters. @throws {RangeError} when one is missing or not finite. */
  bind(parameters: Readonly<Record<string, number>>, precision: Precision): RowEvaluator;
}

/**
 * Compiles the formula of one datum with its exact gradient and Hessian.
 * @throws {ExpressionError} with the column and the token to blame.
 */
export function compileDatum(text: string, parameters: readonly string[], columns: readonly string[]): CompiledDatum {
  const { syntax } = parseFormula(text, [...parameters, ...columns]);
  const graph = new Graph();
  const jet = derive(graph, buildGraph(graph, syntax));
  const program = new Program(jet);
  return {
    tex: writeTex(syntax),
    wgsl: writeDatumWgsl(jet, columns),
    bind: (values, precision) => program.bindRows(checkedValues(parameters, values), columns, precision),
  };
}
