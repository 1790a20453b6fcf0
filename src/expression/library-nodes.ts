import type { FunctionNode, MathNode, OperatorNode } from "mathjs";

/** The library's types leave out this node. */
export interface RelationalShape {
  readonly conditionals: readonly string[];
  readonly params: readonly MathNode[];
}

type Typed<Kind extends string> = MathNode & { readonly type: Kind };

export function isParenthesis(node: MathNode): node is Typed<"ParenthesisNode"> & { readonly content: MathNode } {
  return node.type === "ParenthesisNode";
}

export function isConstant(node: MathNode): node is Typed<"ConstantNode"> & { readonly value: unknown } {
  return node.type === "ConstantNode";
}

export function isSymbol(node: MathNode | string): node is Typed<"SymbolNode"> & { readonly name: string } {
  return typeof node !== "string" && node.type === "SymbolNode";
}

export function isOperator(node: MathNode | undefined): node is OperatorNode {
  return node?.type === "OperatorNode";
}

export function isCall(node: MathNode): node is FunctionNode {
  return node.type === "FunctionNode";
}

export function isConditional(node: MathNode): node is MathNode & {
  readonly condition: MathNode;
  readonly trueExpr: MathNode;
  readonly falseExpr: MathNode;
} {
  return node.type === "ConditionalNode";
}

export function isRelational(node: MathNode): node is MathNode & RelationalShape {
  return node.type === "RelationalNode";
}

export function isRange(node: MathNode | undefined): node is MathNode & { readonly start: MathNode } {
  return node?.type === "RangeNode";
}
