import { ExpressionError } from "./expression-error.ts";
import { type Node, reachable } from "./graph.ts";
import type { Jet } from "./jet.ts";
import { LARGEST_SINGLE } from "./lexer.ts";

/** Deeper single-use expressions get a name of their own: shader compilers limit nesting. */
const LONGEST_INLINE = 6;

const BINARY: Readonly<Record<string, string>> = {
  add: "+",
  subtract: "-",
  multiply: "*",
  divide: "/",
  less: "<",
  lessEqual: "<=",
  equal: "==",
  and: "&&",
  or: "||",
};

/** WGSL's own functions are good only to an absolute error of 2⁻¹¹ in places; these are in shaders/lib. */
const CALLS: Readonly<Record<string, string>> = {
  sqrt: "sqrt",
  reciprocalRoot: "reciprocal_root",
  abs: "abs",
  sign: "sign",
  exp: "exponential",
  log: "logarithm",
  sin: "sine",
  cos: "cosine",
  tan: "tangent",
  tanh: "hyperbolic_tangent",
  sinh: "hyperbolic_sine",
  cosh: "hyperbolic_cosine",
  atan: "arctangent",
  pow: "power",
  min: "min",
  max: "max",
};

/** Sine and cosine of the same angle are computed together, as the parts of one vector. */
const PARTS: Readonly<Record<string, string>> = { sin: "x", cos: "y" };

/** How the functions of a formula are called, and where they find the parameters. */
interface Dialect {
  readonly prefix: string;
  readonly signature: string;
  /** Statements that a function begins with, for the parameters that it uses. */
  introduce(parameters: readonly string[]): readonly string[];
  read(parameter: string): string;
}

const OF_SURFACE: Dialect = {
  prefix: "surface",
  signature: "p: vec2f",
  introduce: () => [],
  read: (name) => `surface.p_${name}`,
};

/** Names in `columns` are read from the data; the others are parameters of the surface. */
function ofDatum(columns: readonly string[]): Dialect {
  return {
    prefix: "datum",
    signature: "p: vec2f, row: u32",
    introduce: (names) =>
      names
        .filter((name) => columns.includes(name))
        .map((name) => `  let d_${name} = surfaceData[${columns.length}u * row + ${columns.indexOf(name)}u];`),
    read: (name) => (columns.includes(name) ? `d_${name}` : OF_SURFACE.read(name)),
  };
}

/** The three functions of a surface in WGSL, from the nodes of its value and derivatives. */
export function writeWgsl(jet: Jet): string {
  return writeFunctions(jet, OF_SURFACE);
}

/** The same of one datum, whose numbers are a row of `surfaceData`. */
export function writeDatumWgsl(jet: Jet, columns: readonly string[]): string {
  return writeFunctions(jet, ofDatum(columns));
}

function writeFunctions(jet: Jet, dialect: Dialect): string {
  return [
    writeFunction(dialect, "loss", "f32", [jet.value]),
    writeFunction(dialect, "gradient", "vec2f", [jet.x, jet.y]),
    writeFunction(dialect, "hessian", "vec3f", [jet.xx, jet.xy, jet.yy]),
  ].join("\n");
}

function writeFunction(dialect: Dialect, name: string, type: string, results: readonly Node[]): string {
  const nodes = reachable(results);
  const uses = countUses(nodes, results);
  const texts = new Map<Node, string>();
  const depths = new Map<Node, number>();
  const lines: string[] = [];
  const turned = anglesOfBoth(nodes);
  const pairs = new Map<Node, string>();
  for (const node of nodes) {
    if (node.kind !== "operation") {
      texts.set(node, leaf(node, dialect));
      depths.set(node, 0);
      continue;
    }
    const operands = node.operands.map((operand) => texts.get(operand) ?? "");
    const part = PARTS[node.operation];
    const [angle] = node.operands;
    if (part !== undefined && angle !== undefined && turned.has(angle)) {
      const pair = pairs.get(angle) ?? `t${lines.length}`;
      if (!pairs.has(angle)) lines.push(`  let ${pair} = sine_cosine(${operands[0]});`);
      pairs.set(angle, pair);
      texts.set(node, `${pair}.${part}`);
      depths.set(node, 0);
      continue;
    }
    const depth = 1 + Math.max(...node.operands.map((operand) => depths.get(operand) ?? 0));
    const text = writeOperation(node.operation, operands);
    if ((uses.get(node) ?? 0) > 1 || depth > LONGEST_INLINE) {
      const local = `t${lines.length}`;
      lines.push(`  let ${local} = ${text};`);
      texts.set(node, local);
      depths.set(node, 0);
    } else {
      texts.set(node, text);
      depths.set(node, depth);
    }
  }
  const values = results.map((node) => texts.get(node) ?? "").join(", ");
  const result = type === "f32" ? values : `${type}(${values})`;
  const parameters = nodes.flatMap((node) => (node.kind === "parameter" ? [node.name] : []));
  const head = `fn ${dialect.prefix}_${name}(${dialect.signature}) -> ${type} {`;
  return [head, ...dialect.introduce(parameters), ...lines, `  return ${result};`, "}", ""].join("\n");
}

/** The operands of which both sine and cosine are wanted. */
function anglesOfBoth(nodes: readonly Node[]): ReadonlySet<Node> {
  const operandsOf = (operation: string) =>
    new Set(nodes.flatMap((node) => (node.kind === "operation" && node.operation === operation ? node.operands : [])));
  const ofCosine = operandsOf("cos");
  return new Set([...operandsOf("sin")].filter((operand) => ofCosine.has(operand)));
}

function countUses(nodes: readonly Node[], results: readonly Node[]): ReadonlyMap<Node, number> {
  const uses = new Map<Node, number>();
  const count = (node: Node) => uses.set(node, (uses.get(node) ?? 0) + 1);
  for (const result of results) count(result);
  for (const node of nodes) if (node.kind === "operation") for (const operand of node.operands) count(operand);
  return uses;
}

function writeOperation(operation: string, operands: readonly string[]): string {
  const [a = "", b = "", c = ""] = operands;
  const symbol = BINARY[operation];
  if (symbol !== undefined) return `(${a} ${symbol} ${b})`;
  if (operation === "negate") return `(-${a})`;
  if (operation === "not") return `(!${a})`;
  if (operation === "select") return `select(${c}, ${b}, ${a})`;
  return `${CALLS[operation]}(${operands.join(", ")})`;
}

function leaf(node: Node, dialect: Dialect): string {
  if (node.kind === "constant") return singleLiteral(node.value);
  if (node.kind === "variable") return `p.${node.name}`;
  return node.kind === "parameter" ? dialect.read(node.name) : "";
}

/**
 * The shortest WGSL literal of the f32 nearest to a number.
 * @throws {ExpressionError} when there is none: constants of derivatives can outgrow the formula's.
 */
export function singleLiteral(value: number): string {
  const single = Math.fround(value);
  if (!(Math.abs(value) <= LARGEST_SINGLE)) {
    throw new ExpressionError("a constant in a derivative of this formula is too large for single precision.", {
      column: 1,
      token: "",
    });
  }
  let text = String(single);
  for (let digits = 1; digits <= 9; digits++) {
    text = String(Number(single.toPrecision(digits)));
    if (Math.fround(Number(text)) === single) break;
  }
  const literal = /[.e]/.test(text) ? `${text}f` : `${text}.0f`;
  return single < 0 ? `(${literal})` : literal;
}
