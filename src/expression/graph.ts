import { codeOf, isCommutative, type Operation } from "./operations.ts";
import { runTape } from "./tape.ts";

/** A value of the expression graph. Operands have smaller ids than what is made of them. */
export type Node = { readonly id: number } & (
  | { readonly kind: "constant"; readonly value: number }
  | { readonly kind: "parameter" | "variable"; readonly name: string }
  | { readonly kind: "operation"; readonly operation: Operation; readonly operands: readonly Node[] }
);

/** A node known to be base^exponent with a fixed exponent, however it is computed. */
export interface KnownPower {
  readonly base: Node;
  readonly exponent: number;
}

/** Exponents up to this size are multiplied out. */
const LARGEST_PRODUCT_EXPONENT = 64;

/**
 * Builds a hash-consed graph: equal subexpressions are one node. Constants are folded in f64, and sums, products and
 * signs are simplified only where no rounding changes, but for two constant factors, which become one: a rounding less.
 */
export class Graph {
  readonly #interned = new Map<string, Node>();
  readonly #powers = new Map<Node, KnownPower>();
  readonly zero = this.constant(0);
  readonly one = this.constant(1);

  constant(value: number): Node {
    // −0 and 0 are one constant: no formula tells them apart.
    const plain = value === 0 ? 0 : value;
    return this.#intern(`c${plain}`, (id) => ({ id, kind: "constant", value: plain }));
  }

  variable(name: "x" | "y"): Node {
    return this.#intern(`v${name}`, (id) => ({ id, kind: "variable", name }));
  }

  parameter(name: string): Node {
    return this.#intern(`p${name}`, (id) => ({ id, kind: "parameter", name }));
  }

  add(a: Node, b: Node): Node {
    if (a === this.zero) return b;
    if (b === this.zero) return a;
    const negatedA = negated(a);
    const negatedB = negated(b);
    if (negatedB !== undefined) return this.subtract(a, negatedB);
    if (negatedA !== undefined) return this.subtract(b, negatedA);
    return this.apply("add", a, b);
  }

  subtract(a: Node, b: Node): Node {
    if (b === this.zero) return a;
    if (a === this.zero) return this.negate(b);
    if (a === b) return this.zero;
    const negatedB = negated(b);
    if (negatedB !== undefined) return this.add(a, negatedB);
    return this.apply("subtract", a, b);
  }

  negate(a: Node): Node {
    if (a.kind === "constant") return this.constant(-a.value);
    const inner = negated(a);
    if (inner !== undefined) return inner;
    if (a.kind === "operation") {
      const [first, second] = a.operands;
      if (a.operation === "subtract" && first !== undefined && second !== undefined) {
        return this.subtract(second, first);
      }
      const scaled = this.#constantFactor(a);
      if (scaled !== undefined) return this.multiply(this.constant(-scaled.factor), scaled.rest);
    }
    return this.apply("negate", a);
  }

  multiply(a: Node, b: Node): Node {
    if (a === this.zero || b === this.zero) return this.zero;
    if (a === this.one) return b;
    if (b === this.one) return a;
    if (b.kind === "constant") return a.kind === "constant" ? this.apply("multiply", a, b) : this.multiply(b, a);
    if (a.kind === "constant") {
      if (a.value === -1) return this.negate(b);
      const scaled = this.#constantFactor(b);
      const product = scaled === undefined ? Number.NaN : a.value * scaled.factor;
      if (scaled !== undefined && isModerate(product)) return this.multiply(this.constant(product), scaled.rest);
    }
    // (c a)(d b) = (cd)(ab): one multiplication less.
    const [scaledA, scaledB] = [this.#constantFactor(a), this.#constantFactor(b)];
    if (scaledA !== undefined && scaledB !== undefined && isModerate(scaledA.factor * scaledB.factor)) {
      return this.multiply(this.constant(scaledA.factor * scaledB.factor), this.multiply(scaledA.rest, scaledB.rest));
    }
    const negatedA = negated(a);
    const negatedB = negated(b);
    if (negatedA !== undefined) return this.negate(this.multiply(negatedA, b));
    if (negatedB !== undefined) return this.negate(this.multiply(a, negatedB));
    return this.apply("multiply", a, b);
  }

  divide(a: Node, b: Node): Node {
    if (a === this.zero && b !== this.zero) return this.zero;
    if (b === this.one) return a;
    if (b.kind === "constant" && a.kind !== "constant") {
      const factor = this.#constantFactor(a);
      const quotient = factor === undefined ? Number.NaN : factor.factor / b.value;
      if (factor !== undefined && isModerate(quotient)) return this.multiply(this.constant(quotient), factor.rest);
      if (isPowerOfTwo(b.value)) return this.multiply(this.constant(1 / b.value), a);
    }
    const negatedA = negated(a);
    if (negatedA !== undefined) return this.negate(this.divide(negatedA, b));
    return this.apply("divide", a, b);
  }

  /** base^exponent; whole and half exponents of moderate size become products, roots and reciprocals. */
  power(base: Node, exponent: number): Node {
    if (exponent === 0) return this.one;
    if (exponent === 1) return base;
    const isProduct = Number.isInteger(2 * exponent) && Math.abs(exponent) <= LARGEST_PRODUCT_EXPONENT;
    const node = isProduct ? this.#product(base, exponent) : this.apply("pow", base, this.constant(exponent));
    if (node.kind === "operation" && !this.#powers.has(node)) this.#powers.set(node, { base, exponent });
    return node;
  }

  knownPower(node: Node): KnownPower | undefined {
    return this.#powers.get(node);
  }

  select(condition: Node, whenTrue: Node, whenFalse: Node): Node {
    if (whenTrue === whenFalse) return whenTrue;
    if (condition.kind === "constant") return condition.value !== 0 ? whenTrue : whenFalse;
    return this.apply("select", condition, whenTrue, whenFalse);
  }

  /** Any operation; folded when all operands are constant. The result of folding may be NaN or infinite. */
  apply(operation: Operation, ...operands: Node[]): Node {
    const values = operands.map((operand) => (operand.kind === "constant" ? operand.value : undefined));
    if (values.every((value) => value !== undefined)) return this.constant(fold(operation, values));
    const ordered = isCommutative(operation) ? operands.toSorted((a, b) => a.id - b.id) : operands;
    const key = `${operation} ${ordered.map((operand) => operand.id).join(" ")}`;
    return this.#intern(key, (id) => ({ id, kind: "operation", operation, operands: ordered }));
  }

  #product(base: Node, exponent: number): Node {
    if (exponent < 0) return this.divide(this.one, this.power(base, -exponent));
    if (exponent === 0.5) return this.apply("sqrt", base);
    if (!Number.isInteger(exponent)) return this.multiply(this.power(base, exponent - 0.5), this.apply("sqrt", base));
    if (exponent % 2 === 1) return this.multiply(this.power(base, exponent - 1), base);
    const half = this.power(base, exponent / 2);
    return this.multiply(half, half);
  }

  #constantFactor(node: Node): { readonly factor: number; readonly rest: Node } | undefined {
    if (node.kind !== "operation" || node.operation !== "multiply") return undefined;
    const [first, second] = node.operands;
    if (first === undefined || second === undefined) return undefined;
    if (first.kind === "constant") return { factor: first.value, rest: second };
    if (second.kind === "constant") return { factor: second.value, rest: first };
    return undefined;
  }

  #intern(key: string, make: (id: number) => Node): Node {
    const known = this.#interned.get(key);
    if (known !== undefined) return known;
    const node = make(this.#interned.size);
    this.#interned.set(key, node);
    return node;
  }
}

/** Far from the ends of single precision, where folding two factors into one could overflow or vanish. */
function isModerate(factor: number): boolean {
  const size = Math.abs(factor);
  return size > 1e-30 && size < 1e30;
}

/** Dividing by one of these is multiplying by its reciprocal, to the last bit. */
function isPowerOfTwo(value: number): boolean {
  return isModerate(value) && Number.isInteger(Math.log2(Math.abs(value)));
}

function negated(node: Node): Node | undefined {
  return node.kind === "operation" && node.operation === "negate" ? node.operands[0] : undefined;
}

function fold(operation: Operation, values: readonly number[]): number {
  const slots = new Float64Array(4);
  slots.set(values, 1);
  runTape(Int32Array.of(codeOf(operation), 0, 1, 2, 3), slots, false);
  return slots[0] ?? Number.NaN;
}

/** The nodes that the roots need, operands before what is made of them. */
export function reachable(roots: readonly Node[]): readonly Node[] {
  const seen = new Set<Node>(roots);
  const pending = [...seen];
  for (let node = pending.pop(); node !== undefined; node = pending.pop()) {
    if (node.kind !== "operation") continue;
    for (const operand of node.operands) {
      if (seen.has(operand)) continue;
      seen.add(operand);
      pending.push(operand);
    }
  }
  return [...seen].sort((a, b) => a.id - b.id);
}
