/** The browser cannot make what is asked: no such codec, or not at this size. One line that says what it can. */
export class UnavailableError extends Error {
  override readonly name = "UnavailableError";
}
