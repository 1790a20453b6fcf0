/** What is wrong with a landscape's file, and where in it: a byte, a row and column, or a field of its header. */
export class LandscapeFileError extends Error {
  override readonly name = "LandscapeFileError";
}
