import { formatPointer } from "./pointer.ts";

const LONGEST_QUOTE = 60;
const DEEPEST_QUOTE = 2;

/** A list as JSON, or its length where that is long or deep: a hostile file may hold millions, or nest without end. */
function describeList(list: readonly unknown[], depth: number): string {
  if (list.length <= LONGEST_QUOTE && depth < DEEPEST_QUOTE) {
    const text = `[${list.map((part) => describeValue(part, depth + 1)).join(", ")}]`;
    if (text.length <= LONGEST_QUOTE) return text;
  }
  return `a list of ${list.length}`;
}

/** A value as an error names it: short, on one line. */
export function describeValue(value: unknown, depth = 0): string {
  if (value === undefined) return "nothing";
  if (Array.isArray(value)) return describeList(value, depth);
  if (typeof value === "string") {
    const quoted = JSON.stringify(value.slice(0, LONGEST_QUOTE));
    return value.length <= LONGEST_QUOTE ? quoted : `${quoted}…`;
  }
  if (typeof value === "object" && value !== null) return "an object";
  return String(value);
}

/** What is wrong with an experiment: where, what was found there, and what is allowed. The message is one line. */
export class ExperimentError extends Error {
  override readonly name = "ExperimentError";
  /** JSON pointer to the field, such as `/ensembles/0/hyperparameters/beta`; empty for the whole. */
  readonly path: string;
  readonly found: string;
  readonly allowed: string;

  /** @param keys the way to the field, from the root; `options.cause` is kept (a formula's `ExpressionError`). */
  constructor(keys: readonly (string | number)[], found: string, allowed: string, options?: ErrorOptions) {
    const path = formatPointer(keys);
    super(`${path === "" ? "The input" : path}: found ${found}; allowed: ${allowed}`.replace(/\s+/g, " "), options);
    this.path = path;
    this.found = found;
    this.allowed = allowed;
  }
}
