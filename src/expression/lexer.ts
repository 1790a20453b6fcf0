import { ExpressionError } from "./expression-error.ts";
import { RESERVED_WORDS } from "./vocabulary.ts";

/** A token of a formula and where it starts (1-based). */
export interface Token {
  readonly token: string;
  readonly column: number;
}

/** Longer formulas are refused: they would take the shader compiler seconds. */
export const MAXIMUM_LENGTH = 4000;
const MAXIMUM_NESTING = 100;

const TOKEN =
  /(?<space>\s+)|(?<number>(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?)|(?<name>[A-Za-z][A-Za-z0-9_]*)|(?<symbol><=|>=|==|!=|[-+*/^(),<>?:])/y;

/**
 * Splits a formula into tokens. The parsing library keeps no positions, so these carry them; and what the library
 * would read as something other than a number or a condition (strings, arrays, assignments, units, comments) ends
 * here.
 * @throws {ExpressionError} at the first character or word that a formula cannot contain, or when it is empty, too
 * long or nested too deep.
 */
export function tokenize(text: string): readonly Token[] {
  if (text.length > MAXIMUM_LENGTH) {
    throw new ExpressionError(`the formula has ${text.length} characters; at most ${MAXIMUM_LENGTH} are allowed.`, {
      column: MAXIMUM_LENGTH + 1,
      token: text.charAt(MAXIMUM_LENGTH),
    });
  }
  const tokens: Token[] = [];
  let depth = 0;
  let position = 0;
  while (position < text.length) {
    TOKEN.lastIndex = position;
    const match = TOKEN.exec(text);
    const column = position + 1;
    if (match === null) throw unexpected(text, position);
    position = TOKEN.lastIndex;
    const token = match[0];
    if (match.groups?.space !== undefined) continue;
    const place = { token, column };
    if (match.groups?.number !== undefined) checkNumber(place, text.slice(position, position + 2));
    if (RESERVED_WORDS.has(token)) throw new ExpressionError(reservedReason(token), place);
    if (token === "(") depth += 1;
    if (token === ")") depth -= 1;
    if (depth > MAXIMUM_NESTING) {
      throw new ExpressionError(`parentheses are nested deeper than ${MAXIMUM_NESTING}.`, place);
    }
    tokens.push(place);
  }
  if (tokens.length === 0) throw new ExpressionError("the formula is empty.", { column: 1, token: "" });
  return tokens;
}

/** The largest finite f32: the GPU knows nothing beyond it. */
export const LARGEST_SINGLE = 3.4028234663852886e38;

function checkNumber(place: Token, following: string): void {
  if (Number(place.token) > LARGEST_SINGLE) {
    throw new ExpressionError(`${place.token} is beyond the largest number of single precision, 3.4e38.`, place);
  }
  if (place.token === "0" && /^[xXbBoO][0-9a-fA-F]$/.test(following)) {
    throw new ExpressionError("only decimal numbers can be read.", place);
  }
}

function unexpected(text: string, position: number): ExpressionError {
  const token = String.fromCodePoint(text.codePointAt(position) ?? 0);
  const place = { token, column: position + 1 };
  if (token === "=") return new ExpressionError("a formula cannot assign; compare with ==.", place);
  return new ExpressionError(`unexpected ${JSON.stringify(token)}.`, place);
}

function reservedReason(word: string): string {
  if (word === "i") return "i stands for the imaginary unit, and formulas are real; choose another name.";
  return `the word "${word}" has no meaning in a formula.`;
}
