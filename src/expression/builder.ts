import { ExpressionError } from "./expression-error.ts";
import type { Graph, Node } from "./graph.ts";
import { LARGEST_SINGLE, type Token } from "./lexer.ts";
import type { Operation } from "./operations.ts";
import type { ArithmeticOperator, Condition, Syntax } from "./syntax.ts";
import { CONSTANTS } from "./vocabulary.ts";

/**
 * Turns a formula into nodes of a graph.
 * @throws {ExpressionError} where a constant part of it has no finite value in single precision.
 */
export function buildGraph(graph: Graph, syntax: Syntax): Node {
  switch (syntax.kind) {
    case "number":
      return graph.constant(syntax.value);
    case "constant":
      return graph.constant(CONSTANTS.get(syntax.name) ?? Number.NaN);
    case "variable":
      return graph.variable(syntax.name === "x" ? "x" : "y");
    case "parameter":
      return graph.parameter(syntax.name);
    case "negate":
      return graph.negate(buildGraph(graph, syntax.operand));
    case "arithmetic": {
      const left = buildGraph(graph, syntax.left);
      const right = buildGraph(graph, syntax.right);
      return finite(arithmetic(graph, syntax.operator, left, right, syntax.at), syntax.at);
    }
    case "call": {
      const operands = syntax.operands.map((operand) => buildGraph(graph, operand));
      return finite(call(graph, syntax.name, operands, syntax.at), syntax.at);
    }
    case "if": {
      const condition = buildCondition(graph, syntax.condition);
      return graph.select(condition, buildGraph(graph, syntax.whenTrue), buildGraph(graph, syntax.whenFalse));
    }
  }
}

function arithmetic(graph: Graph, operator: ArithmeticOperator, left: Node, right: Node, at: Token): Node {
  switch (operator) {
    case "+":
      return graph.add(left, right);
    case "-":
      return graph.subtract(left, right);
    case "*":
      return graph.multiply(left, right);
    case "/":
      if (right === graph.zero) throw new ExpressionError("division by zero.", at);
      return graph.divide(left, right);
    case "^":
      return power(graph, left, right, at);
  }
}

function power(graph: Graph, base: Node, exponent: Node, at: Token): Node {
  if (base.kind === "constant" && exponent.kind !== "constant") {
    if (base.value === Math.E) return graph.apply("exp", exponent);
    if (base.value < 0) {
      throw new ExpressionError("a negative number to a varying power has no derivative.", at);
    }
    if (base.value === 1) return graph.one;
  }
  return exponent.kind === "constant" ? graph.power(base, exponent.value) : graph.apply("pow", base, exponent);
}

function call(graph: Graph, name: string, operands: readonly Node[], at: Token): Node {
  const [first, second] = operands;
  if (first === undefined) throw new ExpressionError(`${name} needs an argument.`, at);
  if (name === "pow" && second !== undefined) return power(graph, first, second, at);
  if (name === "sqrt") return graph.power(first, 0.5);
  if (name === "min" || name === "max") {
    return operands.slice(1).reduce((result, operand) => extremum(graph, name, result, operand), first);
  }
  return graph.apply(functionOperation(name, at), first);
}

function extremum(graph: Graph, name: "min" | "max", a: Node, b: Node): Node {
  return a === b ? a : graph.apply(name, a, b);
}

function functionOperation(name: string, at: Token): Operation {
  switch (name) {
    case "abs":
    case "sign":
    case "exp":
    case "log":
    case "sin":
    case "cos":
    case "tan":
    case "tanh":
    case "sinh":
    case "cosh":
    case "atan":
      return name;
    default:
      throw new ExpressionError(`unknown function "${name}".`, at);
  }
}

function buildCondition(graph: Graph, condition: Condition): Node {
  if (condition.kind === "not") return negateCondition(graph, buildCondition(graph, condition.operand));
  if (condition.kind === "comparison") {
    const left = buildGraph(graph, condition.left);
    const right = buildGraph(graph, condition.right);
    switch (condition.operator) {
      case "<":
        return graph.apply("less", left, right);
      case "<=":
        return graph.apply("lessEqual", left, right);
      case ">":
        return graph.apply("less", right, left);
      case ">=":
        return graph.apply("lessEqual", right, left);
      case "==":
        return graph.apply("equal", left, right);
      case "!=":
        return negateCondition(graph, graph.apply("equal", left, right));
    }
  }
  const left = buildCondition(graph, condition.left);
  const right = buildCondition(graph, condition.right);
  // A condition that is constant must vanish: WGSL has no use for 1 and 0 as conditions.
  const absorbing = condition.kind === "and" ? graph.zero : graph.one;
  if (left.kind === "constant") return left === absorbing ? left : right;
  if (right.kind === "constant") return right === absorbing ? right : left;
  return graph.apply(condition.kind, left, right);
}

function negateCondition(graph: Graph, condition: Node): Node {
  return graph.apply("not", condition);
}

function finite(node: Node, at: Token): Node {
  if (node.kind === "constant" && !(Math.abs(node.value) <= LARGEST_SINGLE)) {
    const seen = Number.isNaN(node.value) ? "not a number" : "beyond the largest number of single precision";
    throw new ExpressionError(`this part of the formula is constant and ${seen}.`, at);
  }
  return node;
}
