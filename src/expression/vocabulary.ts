/** Constants that a formula may name. */
export const CONSTANTS: ReadonlyMap<string, number> = new Map([
  ["pi", Math.PI],
  ["e", Math.E],
]);

/** Functions that a formula may call, with the fewest and the most arguments. */
export const FUNCTIONS: ReadonlyMap<string, readonly [number, number]> = new Map([
  ["sqrt", [1, 1]],
  ["abs", [1, 1]],
  ["exp", [1, 1]],
  ["log", [1, 1]],
  ["sin", [1, 1]],
  ["cos", [1, 1]],
  ["tan", [1, 1]],
  ["tanh", [1, 1]],
  ["sinh", [1, 1]],
  ["cosh", [1, 1]],
  ["atan", [1, 1]],
  ["sign", [1, 1]],
  ["pow", [2, 2]],
  ["min", [2, Number.POSITIVE_INFINITY]],
  ["max", [2, Number.POSITIVE_INFINITY]],
  ["if", [3, 3]],
]);

/** Words that the grammar reads as operators between conditions. */
export const LOGICAL_WORDS: ReadonlySet<string> = new Set(["and", "or", "not"]);

/** Words that the parsing library gives a meaning which a formula has no use for. */
export const RESERVED_WORDS: ReadonlySet<string> = new Set([
  "mod",
  "to",
  "in",
  "xor",
  "true",
  "false",
  "null",
  "undefined",
  "NaN",
  "Infinity",
  "end",
  "i",
]);

/** Names that a parameter cannot have. */
export function isTaken(name: string): boolean {
  return (
    name === "x" ||
    name === "y" ||
    CONSTANTS.has(name) ||
    FUNCTIONS.has(name) ||
    LOGICAL_WORDS.has(name) ||
    RESERVED_WORDS.has(name)
  );
}

/** The shape of a name: it becomes part of an identifier in WGSL. */
export const NAME_PATTERN = /^[A-Za-z][A-Za-z0-9_]*$/;
