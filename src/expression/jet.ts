import type { Graph, Node } from "./graph.ts";
import { reachable } from "./graph.ts";

/** A value with its first and second derivatives in x and y. */
export interface Jet {
  readonly value: Node;
  readonly x: Node;
  readonly y: Node;
  readonly xx: Node;
  readonly xy: Node;
  readonly yy: Node;
}

/** How an operation derives: first derivative along a, second along a and b, from its operands' jets. */
interface Rule {
  first(along: Axis): Node;
  second(along: Axis, and: Axis, first: FirstDerivatives): Node;
}

type Axis = "x" | "y";
type FirstDerivatives = Readonly<Record<Axis, Node>>;

const SECOND = { x: { x: "xx", y: "xy" }, y: { x: "xy", y: "yy" } } as const;

/**
 * Derives a node exactly, forwards through the graph: each node costs a bounded number of new ones. Kinks take the
 * symmetric derivative: abs and sign have slope 0 at 0, √ has derivatives 0 at 0, ties of min and max their mean.
 */
export function derive(graph: Graph, root: Node): Jet {
  const jets = new Map<Node, Jet>();
  const { zero, one } = graph;
  for (const node of reachable([root])) {
    if (node.kind !== "operation") {
      const isX = node.kind === "variable" && node.name === "x";
      const isY = node.kind === "variable" && node.name === "y";
      jets.set(node, { value: node, x: isX ? one : zero, y: isY ? one : zero, xx: zero, xy: zero, yy: zero });
      continue;
    }
    const operands = node.operands.map((operand) => jets.get(operand) ?? flat(graph, operand));
    const isFlat = operands.every((jet) => jet.x === zero && jet.y === zero);
    jets.set(node, isFlat ? flat(graph, node) : applyRule(node, new Rules(graph, node, jets, operands).choose()));
  }
  return jets.get(root) ?? flat(graph, root);
}

function flat(graph: Graph, value: Node): Jet {
  const { zero } = graph;
  return { value, x: zero, y: zero, xx: zero, xy: zero, yy: zero };
}

function applyRule(value: Node, rule: Rule): Jet {
  const first = { x: rule.first("x"), y: rule.first("y") };
  return {
    value,
    ...first,
    xx: rule.second("x", "x", first),
    xy: rule.second("x", "y", first),
    yy: rule.second("y", "y", first),
  };
}

class Rules {
  readonly #graph: Graph;
  readonly #node: Node & { readonly kind: "operation" };
  readonly #jets: ReadonlyMap<Node, Jet>;
  readonly #operands: readonly Jet[];

  constructor(
    graph: Graph,
    node: Node & { readonly kind: "operation" },
    jets: ReadonlyMap<Node, Jet>,
    operands: readonly Jet[],
  ) {
    this.#graph = graph;
    this.#node = node;
    this.#jets = jets;
    this.#operands = operands;
  }

  choose(): Rule {
    const graph = this.#graph;
    const node = this.#node;
    const [u, v, w] = this.#operands;
    if (u === undefined) return this.#linear(() => graph.zero);
    if (node.operation === "sqrt") return this.#squareRoot(u);
    const power = graph.knownPower(node);
    const base = power === undefined ? undefined : this.#jets.get(power.base);
    if (power !== undefined && base !== undefined) {
      const { exponent } = power;
      const once = graph.multiply(graph.constant(exponent), this.#guardedPower(base.value, exponent - 1));
      const factor = graph.constant(exponent * (exponent - 1));
      return this.#chain(base, once, graph.multiply(factor, this.#guardedPower(base.value, exponent - 2)));
    }
    switch (node.operation) {
      case "negate":
        return this.#linear((part) => graph.negate(part(u)));
      case "abs": {
        const slope = graph.apply("sign", u.value);
        return this.#linear((part) => graph.multiply(slope, part(u)));
      }
      case "exp":
        return this.#chain(u, node, node);
      case "log":
        return this.#logarithm(u);
      case "sin":
        return this.#chain(u, graph.apply("cos", u.value), graph.negate(node));
      case "cos":
        return this.#chain(u, graph.negate(graph.apply("sin", u.value)), graph.negate(node));
      case "tan": {
        const slope = graph.add(graph.one, graph.multiply(node, node));
        return this.#chain(u, slope, graph.multiply(graph.constant(2), graph.multiply(node, slope)));
      }
      case "tanh": {
        const slope = this.#squaredSecant(u.value);
        return this.#chain(u, slope, graph.multiply(graph.constant(-2), graph.multiply(node, slope)));
      }
      case "sinh":
        return this.#chain(u, graph.apply("cosh", u.value), node);
      case "cosh":
        return this.#chain(u, graph.apply("sinh", u.value), node);
      case "atan": {
        const slope = graph.divide(graph.one, graph.add(graph.one, graph.power(u.value, 2)));
        const twice = graph.multiply(graph.constant(-2), graph.multiply(u.value, graph.power(slope, 2)));
        return this.#chain(u, slope, twice);
      }
      default:
        break;
    }
    if (v === undefined) return this.#linear(() => graph.zero);
    switch (node.operation) {
      case "add":
        return this.#linear((part) => graph.add(part(u), part(v)));
      case "subtract":
        return this.#linear((part) => graph.subtract(part(u), part(v)));
      case "multiply":
        return this.#product(u, v);
      case "divide":
        return this.#quotient(u, v);
      case "pow":
        return this.#generalPower(u, v);
      case "min":
      case "max":
        return this.#extremum(u, v);
      case "select": {
        if (w === undefined) break;
        return this.#linear((part) => graph.select(u.value, part(v), part(w)));
      }
      default:
        break;
    }
    // Signs and conditions are constant between their jumps.
    return this.#linear(() => graph.zero);
  }

  /** Operations that are linear in their varying operands between kinks: every derivative combines alike. */
  #linear(combine: (part: (jet: Jet) => Node) => Node): Rule {
    return {
      first: (a) => combine((jet) => jet[a]),
      second: (a, b) => combine((jet) => jet[SECOND[a][b]]),
    };
  }

  /** f(u): f′u_a, and f′u_ab + f″u_a u_b. */
  #chain(u: Jet, once: Node, twice: Node): Rule {
    const graph = this.#graph;
    return {
      first: (a) => graph.multiply(once, u[a]),
      second: (a, b) =>
        graph.add(graph.multiply(once, u[SECOND[a][b]]), graph.multiply(graph.multiply(twice, u[a]), u[b])),
    };
  }

  #product(u: Jet, v: Jet): Rule {
    const graph = this.#graph;
    return {
      first: (a) => graph.add(graph.multiply(u[a], v.value), graph.multiply(u.value, v[a])),
      second: (a, b) => {
        const ends = graph.add(graph.multiply(u[SECOND[a][b]], v.value), graph.multiply(u.value, v[SECOND[a][b]]));
        return graph.add(ends, graph.add(graph.multiply(u[a], v[b]), graph.multiply(u[b], v[a])));
      },
    };
  }

  /** q = u/v from u = qv: q_a = (u_a − q v_a)/v, and once more. */
  #quotient(u: Jet, v: Jet): Rule {
    const graph = this.#graph;
    const q = this.#node;
    return {
      first: (a) => graph.divide(graph.subtract(u[a], graph.multiply(q, v[a])), v.value),
      second: (a, b, first) => {
        const ends = graph.subtract(u[SECOND[a][b]], graph.multiply(q, v[SECOND[a][b]]));
        const middle = graph.add(graph.multiply(first[a], v[b]), graph.multiply(first[b], v[a]));
        return graph.divide(graph.subtract(ends, middle), v.value);
      },
    };
  }

  /** s = √u from u = s²: s s_a = u_a/2, s s_ab = u_ab/2 − s_a s_b. Unlike u^(−3/2) these overflow only where s_ab does. */
  #squareRoot(u: Jet): Rule {
    const graph = this.#graph;
    const half = graph.constant(0.5);
    const reciprocal = graph.apply("reciprocalRoot", u.value);
    return {
      first: (a) => graph.multiply(reciprocal, graph.multiply(half, u[a])),
      second: (a, b, first) =>
        graph.multiply(
          reciprocal,
          graph.subtract(graph.multiply(half, u[SECOND[a][b]]), graph.multiply(first[a], first[b])),
        ),
    };
  }

  #logarithm(u: Jet): Rule {
    const graph = this.#graph;
    return {
      first: (a) => graph.divide(u[a], u.value),
      second: (a, b, first) =>
        graph.subtract(graph.divide(u[SECOND[a][b]], u.value), graph.multiply(first[a], first[b])),
    };
  }

  /** The derivative of whichever wins; at a tie the mean of the two. */
  #extremum(u: Jet, v: Jet): Rule {
    const graph = this.#graph;
    const isLess = graph.apply("less", u.value, v.value);
    const isGreater = graph.apply("less", v.value, u.value);
    const [whenLess, whenGreater] = this.#node.operation === "min" ? [u, v] : [v, u];
    return this.#linear((part) => {
      const mean = graph.multiply(graph.constant(0.5), graph.add(part(u), part(v)));
      return graph.select(isLess, part(whenLess), graph.select(isGreater, part(whenGreater), mean));
    });
  }

  /** u^v with a varying or parametric exponent: P = v u^(v−1), L = log u, both 0 where u = 0 would make them infinite. */
  #generalPower(u: Jet, v: Jet): Rule {
    const graph = this.#graph;
    const power = this.#node;
    const exponentLess1 = graph.subtract(v.value, graph.one);
    const lower = this.#guardedGeneralPower(u.value, exponentLess1);
    const slope = graph.multiply(v.value, lower);
    if (v.x === graph.zero && v.y === graph.zero) {
      const lowest = this.#guardedGeneralPower(u.value, graph.subtract(v.value, graph.constant(2)));
      return this.#chain(u, slope, graph.multiply(graph.multiply(v.value, exponentLess1), lowest));
    }
    const logarithm = this.#guardedLogarithm(u.value);
    const along = graph.multiply(power, logarithm);
    return {
      first: (a) => graph.add(graph.multiply(slope, u[a]), graph.multiply(along, v[a])),
      second: (a, b, first) => {
        const lowest = this.#guardedGeneralPower(u.value, graph.subtract(v.value, graph.constant(2)));
        const slopeAlong = graph.add(
          graph.multiply(lower, v[b]),
          graph.add(
            graph.multiply(graph.multiply(graph.multiply(v.value, exponentLess1), lowest), u[b]),
            graph.multiply(graph.multiply(slope, logarithm), v[b]),
          ),
        );
        const alongAlong = graph.add(graph.multiply(first[b], logarithm), graph.multiply(lower, u[b]));
        const mixed = graph.add(graph.multiply(slopeAlong, u[a]), graph.multiply(alongAlong, v[a]));
        const ends = graph.add(graph.multiply(slope, u[SECOND[a][b]]), graph.multiply(along, v[SECOND[a][b]]));
        return graph.add(ends, mixed);
      },
    };
  }

  #guardedLogarithm(u: Node): Node {
    const graph = this.#graph;
    if (u === graph.zero) return graph.zero;
    const logarithm = graph.apply("log", u);
    return graph.select(graph.apply("equal", u, graph.zero), graph.zero, logarithm);
  }

  /** base^exponent, but 0 where a negative power of 0 would be infinite: there 0 · ∞ would make NaN of a kink. */
  #guardedPower(base: Node, exponent: number): Node {
    const graph = this.#graph;
    if (exponent === -0.5) return graph.apply("reciprocalRoot", base);
    const power = graph.power(base, exponent);
    // Poles are poles: only where the power itself was finite at 0 is there something to guard.
    if (exponent >= 0 || Number.isInteger(exponent)) return power;
    return graph.select(graph.apply("equal", base, graph.zero), graph.zero, power);
  }

  #guardedGeneralPower(base: Node, exponent: Node): Node {
    const graph = this.#graph;
    if (base === graph.zero) return graph.zero;
    const power = graph.apply("pow", base, exponent);
    const isZero = graph.apply("equal", base, graph.zero);
    const isNegative = graph.apply("less", exponent, graph.zero);
    if (isZero.kind === "constant") return power;
    if (isNegative.kind === "constant") return power;
    return graph.select(graph.apply("and", isZero, isNegative), graph.zero, power);
  }

  /** sech² u = 4 e / (1 + e)² with e = exp(−2|u|): 1 − tanh² u would lose every digit on the flanks. */
  #squaredSecant(u: Node): Node {
    const graph = this.#graph;
    const decay = graph.apply("exp", graph.multiply(graph.constant(-2), graph.apply("abs", u)));
    const denominator = graph.power(graph.add(graph.one, decay), 2);
    return graph.divide(graph.multiply(graph.constant(4), decay), denominator);
  }
}
