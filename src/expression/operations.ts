/** Everything that a node of the graph can do with its operands. Conditions are 1 or 0 on the CPU. */
export const OPERATIONS = [
  "add",
  "subtract",
  "multiply",
  "divide",
  "negate",
  "sqrt",
  "reciprocalRoot",
  "abs",
  "sign",
  "exp",
  "log",
  "sin",
  "cos",
  "tan",
  "tanh",
  "sinh",
  "cosh",
  "atan",
  "pow",
  "min",
  "max",
  "less",
  "lessEqual",
  "equal",
  "and",
  "or",
  "not",
  "select",
] as const;

export type Operation = (typeof OPERATIONS)[number];

const CODES: ReadonlyMap<Operation, number> = new Map(OPERATIONS.map((operation, code) => [operation, code]));

/** The number that stands for an operation on a tape: its place in {@link OPERATIONS}. */
export function codeOf(operation: Operation): number {
  return CODES.get(operation) ?? -1;
}

/** Whether the operands may change places without changing a single bit of the result. */
export function isCommutative(operation: Operation): boolean {
  return operation === "add" || operation === "multiply" || operation === "equal";
}
