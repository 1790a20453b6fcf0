import type { FunctionNode, MathNode, OperatorNode } from "mathjs";
import { create, parseDependencies } from "mathjs/number";
import { ExpressionError } from "./expression-error.ts";
import { type Token, tokenize } from "./lexer.ts";
import {
  isCall,
  isConditional,
  isConstant,
  isOperator,
  isParenthesis,
  isRange,
  isRelational,
  isSymbol,
  type RelationalShape,
} from "./library-nodes.ts";
import type { ArithmeticOperator, ComparisonOperator, Condition, Syntax } from "./syntax.ts";
import { CONSTANTS, FUNCTIONS, isTaken, LOGICAL_WORDS, NAME_PATTERN } from "./vocabulary.ts";

// The number-only build of the library is 43 kB gzipped where the full one's parser is 96 kB.
const { parse } = create(parseDependencies ?? {});

const ARITHMETIC: ReadonlySet<string> = new Set(["+", "-", "*", "/", "^"]);
const COMPARISONS: ReadonlySet<string> = new Set(["<", "<=", ">", ">=", "==", "!="]);
const CHAIN_OPERATORS: Readonly<Record<string, ComparisonOperator>> = {
  smaller: "<",
  smallerEq: "<=",
  larger: ">",
  largerEq: ">=",
  equal: "==",
  unequal: "!=",
};

/** A parsed formula and the parameters that it may use, in order. */
export interface ParsedFormula {
  readonly syntax: Syntax;
  readonly parameters: readonly string[];
}

/**
 * Reads a formula in x, y and parameters.
 * @param allowed the parameters; without it every free name is one, in order of appearance.
 * @throws {ExpressionError} where the formula is not one.
 */
export function parseFormula(text: string, allowed?: readonly string[]): ParsedFormula {
  checkParameterNames(allowed ?? []);
  const tokens = tokenize(text);
  const translator = new Translator(tokens, text, allowed);
  // The library ends a statement at a line break; for a formula it is a space like any other.
  const tree = parseTree(text.replace(/\s/g, " "), tokens);
  const syntax = translator.number(tree);
  return { syntax, parameters: allowed ?? translator.found };
}

function checkParameterNames(names: readonly string[]): void {
  names.forEach((name, index) => {
    const place = { column: 1, token: name };
    if (!NAME_PATTERN.test(name) || isTaken(name)) {
      throw new ExpressionError(`a parameter cannot be called ${JSON.stringify(name)}.`, place);
    }
    if (names.indexOf(name) !== index) throw new ExpressionError(`the parameter ${name} is listed twice.`, place);
  });
}

function parseTree(text: string, tokens: readonly Token[]): MathNode {
  try {
    return parse(text);
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    const character: unknown = Reflect.get(error, "char");
    const column = typeof character === "number" ? character : 1;
    const reason = error.message.replace(/ \(char \d+\)$/, "");
    const at = tokens.findLast((token) => token.column <= column && column < token.column + token.token.length);
    throw new ExpressionError(`${reason.charAt(0).toLowerCase()}${reason.slice(1)}.`, at ?? { column, token: "" });
  }
}

/**
 * Walks the library's tree in the order of the text, taking each node's token from the list as it passes. Whatever
 * lies between (parentheses, commas) is skipped.
 */
class Translator {
  readonly found: string[] = [];
  readonly #tokens: readonly Token[];
  readonly #end: Token;
  readonly #allowed: readonly string[] | undefined;
  #next = 0;

  constructor(tokens: readonly Token[], text: string, allowed: readonly string[] | undefined) {
    this.#tokens = tokens;
    this.#end = { column: text.length + 1, token: "" };
    this.#allowed = allowed;
  }

  number(node: MathNode): Syntax {
    if (isParenthesis(node)) return this.number(node.content);
    if (isConstant(node)) return this.#literal(node.value);
    if (isSymbol(node)) return this.#name(node.name);
    if (isOperator(node)) return this.#operation(node);
    if (isCall(node)) return this.#call(node);
    if (isConditional(node)) {
      const condition = this.condition(node.condition);
      const at = this.#take("?");
      return this.#choice(at, condition, node.trueExpr, node.falseExpr);
    }
    if (isRelational(node)) throw this.#comparisonAsNumber(node.params[0], COMPARISONS);
    throw this.#notANumber(node);
  }

  condition(node: MathNode): Condition {
    if (isParenthesis(node)) return this.condition(node.content);
    if (isRelational(node)) return this.#chain(node);
    if (isOperator(node)) {
      const [first, second] = node.args;
      if (node.op === "not" && first !== undefined) {
        const at = this.#take("not");
        return { kind: "not", at, operand: this.condition(first) };
      }
      if ((node.op === "and" || node.op === "or") && first !== undefined && second !== undefined) {
        const left = this.condition(first);
        const at = this.#take(node.op);
        return { kind: node.op, at, left, right: this.condition(second) };
      }
      if (isComparison(node.op) && first !== undefined && second !== undefined) {
        const left = this.number(first);
        const at = this.#take(node.op);
        return { kind: "comparison", at, operator: node.op, left, right: this.number(second) };
      }
    }
    const place = this.#tokens.slice(this.#next).find((token) => token.token !== "(") ?? this.#end;
    throw new ExpressionError("a condition is expected here, such as x < 0.", place);
  }

  #literal(value: unknown): Syntax {
    // An absent argument, as in f(,), is a constant without a value.
    if (typeof value !== "number") throw new ExpressionError("a number is expected here.", this.#peek());
    const at = this.#takeWhere((token) => /^[\d.]/.test(token));
    return { kind: "number", at, value };
  }

  #name(name: string): Syntax {
    const at = this.#take(name);
    if (name === "x" || name === "y") return { kind: "variable", at, name };
    if (CONSTANTS.has(name)) return { kind: "constant", at, name };
    if (FUNCTIONS.has(name)) {
      throw new ExpressionError(`the function ${name} needs its argument in parentheses: ${name}(…).`, at);
    }
    if (LOGICAL_WORDS.has(name)) throw new ExpressionError(`"${name}" joins conditions inside an if.`, at);
    if (this.#allowed === undefined) {
      if (!this.found.includes(name)) this.found.push(name);
    } else if (!this.#allowed.includes(name)) {
      const names = ["x", "y", ...this.#allowed, ...CONSTANTS.keys()].join(", ");
      throw new ExpressionError(`unknown name "${name}"; known here: ${names}.`, at);
    }
    return { kind: "parameter", at, name };
  }

  #operation(node: OperatorNode): Syntax {
    const [first, second] = node.args;
    const operator: string = node.op;
    if (first !== undefined && second === undefined && (operator === "-" || operator === "+")) {
      const at = this.#take(operator);
      const operand = this.number(first);
      return operator === "+" ? operand : { kind: "negate", at, operand };
    }
    if (first !== undefined && second !== undefined && isArithmetic(operator)) {
      const left = this.number(first);
      const at = node.implicit ? this.#peek() : this.#take(operator);
      return { kind: "arithmetic", at, operator, left, right: this.number(second) };
    }
    if (first !== undefined && second !== undefined && COMPARISONS.has(operator)) {
      throw this.#comparisonAsNumber(first, new Set([operator]));
    }
    throw this.#notANumber(node);
  }

  #call(node: FunctionNode): Syntax {
    const name = isSymbol(node.fn) ? node.fn.name : "";
    const at = this.#take(name);
    const arity = FUNCTIONS.get(name);
    if (arity === undefined) {
      const isValue = name === "x" || name === "y" || CONSTANTS.has(name) || this.#allowed?.includes(name) === true;
      const reason = isValue
        ? `${name} is a number, not a function; a product needs its sign: ${name}*(…).`
        : `unknown function "${name}"; known: ${[...FUNCTIONS.keys()].join(", ")}.`;
      throw new ExpressionError(reason, at);
    }
    const [fewest, most] = arity;
    if (node.args.length < fewest || node.args.length > most) {
      const wanted = fewest === most ? `${fewest}` : `at least ${fewest}`;
      const noun = wanted === "1" ? "argument" : "arguments";
      throw new ExpressionError(`${name} takes ${wanted} ${noun}, not ${node.args.length}.`, at);
    }
    const [first, second, third] = node.args;
    if (name === "if" && first !== undefined && second !== undefined && third !== undefined) {
      return this.#choice(at, this.condition(first), second, third);
    }
    return { kind: "call", at, name, operands: node.args.map((operand) => this.number(operand)) };
  }

  #choice(at: Token, condition: Condition, whenTrue: MathNode, whenFalse: MathNode): Syntax {
    const yes = this.number(whenTrue);
    return { kind: "if", at, condition, whenTrue: yes, whenFalse: this.number(whenFalse) };
  }

  /** `0 < x < 1` is `0 < x and x < 1`. */
  #chain(node: RelationalShape): Condition {
    const [head, ...rest] = node.params;
    if (head === undefined) throw this.#notANumber(head);
    let left = this.number(head);
    let chain: Condition | undefined;
    for (const [index, item] of rest.entries()) {
      const operator = CHAIN_OPERATORS[node.conditionals[index] ?? ""] ?? "<";
      const at = this.#take(operator);
      const right = this.number(item);
      const link: Condition = { kind: "comparison", at, operator, left, right };
      chain = chain === undefined ? link : { kind: "and", at, left: chain, right: link };
      left = right;
    }
    if (chain === undefined) throw this.#notANumber(head);
    return chain;
  }

  #comparisonAsNumber(left: MathNode | undefined, operators: ReadonlySet<string>): ExpressionError {
    if (left !== undefined) this.number(left);
    const at = this.#takeWhere((token) => operators.has(token));
    return new ExpressionError("a comparison is not a number; choose between two with if(condition, a, b).", at);
  }

  #notANumber(node: MathNode | undefined): ExpressionError {
    if (isOperator(node)) {
      const [first] = node.args;
      if (LOGICAL_WORDS.has(node.op)) {
        const at = this.#takeWhere((token) => token === node.op);
        const reason =
          node.op === "not"
            ? '"not" binds tighter than a comparison; write not (…), inside an if.'
            : `"${node.op}" joins conditions inside an if; it is not a number.`;
        return new ExpressionError(reason, at);
      }
      if (first !== undefined) this.number(first);
    }
    if (isRange(node)) {
      this.number(node.start);
      return new ExpressionError("a colon belongs to condition ? a : b.", this.#take(":"));
    }
    return new ExpressionError("a number is expected here.", this.#peek());
  }

  #peek(): Token {
    return this.#tokens[this.#next] ?? this.#end;
  }

  #take(text: string): Token {
    return this.#takeWhere((token) => token === text);
  }

  #takeWhere(isWanted: (token: string) => boolean): Token {
    for (let index = this.#next; index < this.#tokens.length; index++) {
      const token = this.#tokens[index];
      if (token !== undefined && isWanted(token.token)) {
        this.#next = index + 1;
        return token;
      }
    }
    return this.#peek();
  }
}

function isArithmetic(operator: string): operator is ArithmeticOperator {
  return ARITHMETIC.has(operator);
}

function isComparison(operator: string): operator is ComparisonOperator {
  return COMPARISONS.has(operator);
}
