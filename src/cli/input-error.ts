/** Something wrong with what was asked for; the message is one line for standard error. */
export class InputError extends Error {
  override readonly name = "InputError";
}
