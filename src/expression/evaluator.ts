import type { Precision } from "../math/precision.ts";
import type { SymmetricMatrix, Vector } from "../math/vector.ts";
import { type Node, reachable } from "./graph.ts";
import type { Jet } from "./jet.ts";
import { codeOf } from "./operations.ts";
import { runTape } from "./tape.ts";

/** A formula with its parameters set, in one precision. Nothing here allocates. */
export interface ExpressionEvaluator {
  loss(x: number, y: number): number;
  gradient(x: number, y: number, out: Vector): void;
  hessian(x: number, y: number, out: SymmetricMatrix): void;
}

/** A formula that also reads columns of a table, with its parameters set. */
export interface RowEvaluator extends ExpressionEvaluator {
  /** Takes the numbers of a row: `row` · (number of columns) is where they begin. */
  moveTo(table: ArrayLike<number>, row: number): void;
}

/** A formula flattened to tapes: what depends on parameters alone, then value, gradient and Hessian, each pruned. */
export class Program {
  readonly #slots: ReadonlyMap<Node, number>;
  readonly #invariant: Int32Array;
  readonly #loss: Int32Array;
  readonly #gradient: Int32Array;
  readonly #hessian: Int32Array;
  readonly #jet: Jet;

  constructor(jet: Jet) {
    const { value, x, y, xx, xy, yy } = jet;
    const nodes = reachable([value, x, y, xx, xy, yy]);
    const varying = varyingNodes(nodes);
    this.#jet = jet;
    this.#slots = new Map(nodes.map((node, index) => [node, index + 2]));
    this.#invariant = this.#flatten(nodes.filter((node) => !varying.has(node)));
    const pruned = (...roots: Node[]) => this.#flatten(reachable(roots).filter((node) => varying.has(node)));
    this.#loss = pruned(value);
    this.#gradient = pruned(x, y);
    this.#hessian = pruned(xx, xy, yy);
  }

  /** Values of the parameters by name; every one that the formula uses must be there. */
  bind(parameters: ReadonlyMap<string, number>, precision: Precision): ExpressionEvaluator {
    return this.#evaluator(this.#fill(parameters, precision === "f32"), precision === "f32");
  }

  /** The same, where the names in `columns` are read from a row of a table. */
  bindRows(parameters: ReadonlyMap<string, number>, columns: readonly string[], precision: Precision): RowEvaluator {
    const single = precision === "f32";
    const slots = this.#fill(parameters, single);
    const places = columns.map((column) => this.#slotOf(column));
    return {
      ...this.#evaluator(slots, single),
      moveTo: (table, row) => {
        for (let column = 0; column < places.length; column += 1) {
          const place = places[column];
          if (place !== undefined) slots[place] = table[row * places.length + column] ?? Number.NaN;
        }
        runTape(this.#invariant, slots, single);
      },
    };
  }

  /** Constants and parameters, and what depends on them alone. */
  #fill(parameters: ReadonlyMap<string, number>, single: boolean): Float64Array {
    const slots = new Float64Array(this.#slots.size + 2);
    for (const [node, slot] of this.#slots) {
      const value = node.kind === "constant" ? node.value : node.kind === "parameter" ? parameters.get(node.name) : 0;
      slots[slot] = single ? Math.fround(value ?? Number.NaN) : (value ?? Number.NaN);
    }
    runTape(this.#invariant, slots, single);
    return slots;
  }

  #slotOf(parameter: string): number | undefined {
    for (const [node, slot] of this.#slots) if (node.kind === "parameter" && node.name === parameter) return slot;
    return undefined;
  }

  #evaluator(slots: Float64Array, single: boolean): ExpressionEvaluator {
    const places = {
      value: this.#place(this.#jet.value),
      x: this.#place(this.#jet.x),
      y: this.#place(this.#jet.y),
      xx: this.#place(this.#jet.xx),
      xy: this.#place(this.#jet.xy),
      yy: this.#place(this.#jet.yy),
    };
    const run = (tape: Int32Array, x: number, y: number) => {
      slots[0] = single ? Math.fround(x) : x;
      slots[1] = single ? Math.fround(y) : y;
      runTape(tape, slots, single);
    };
    return {
      loss: (x, y) => {
        run(this.#loss, x, y);
        return slots[places.value] ?? Number.NaN;
      },
      gradient: (x, y, out) => {
        run(this.#gradient, x, y);
        out.x = slots[places.x] ?? Number.NaN;
        out.y = slots[places.y] ?? Number.NaN;
      },
      hessian: (x, y, out) => {
        run(this.#hessian, x, y);
        out.xx = slots[places.xx] ?? Number.NaN;
        out.xy = slots[places.xy] ?? Number.NaN;
        out.yy = slots[places.yy] ?? Number.NaN;
      },
    };
  }

  /** Slots 0 and 1 hold x and y. */
  #place(node: Node): number {
    if (node.kind === "variable") return node.name === "x" ? 0 : 1;
    return this.#slots.get(node) ?? 0;
  }

  #flatten(nodes: readonly Node[]): Int32Array {
    const instructions: number[] = [];
    for (const node of nodes) {
      if (node.kind !== "operation") continue;
      const [a, b, c] = node.operands.map((operand) => this.#place(operand));
      instructions.push(codeOf(node.operation), this.#place(node), a ?? 0, b ?? 0, c ?? 0);
    }
    return Int32Array.from(instructions);
  }
}

function varyingNodes(nodes: readonly Node[]): ReadonlySet<Node> {
  const varying = new Set<Node>();
  for (const node of nodes) {
    const isVarying =
      node.kind === "variable" || (node.kind === "operation" && node.operands.some((operand) => varying.has(operand)));
    if (isVarying) varying.add(node);
  }
  return varying;
}
