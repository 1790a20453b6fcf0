/** A formula that cannot be used, with the place to blame. The message names the column too. */
export class ExpressionError extends Error {
  /** 1-based, counted in UTF-16 units; one past the end where the formula stops too early. */
  readonly column: number;
  /** The offending token as written; empty at the end of the formula. */
  readonly token: string;

  constructor(reason: string, place: { readonly column: number; readonly token: string }) {
    super(`Column ${place.column}: ${reason}`);
    this.name = "ExpressionError";
    this.column = place.column;
    this.token = place.token;
  }
}
