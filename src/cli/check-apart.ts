import { InputError } from "./input-error.ts";
import { targetOf } from "./record-file.ts";

/**
 * Finds out before anything runs that a command would write over what it reads, or twice to the same file, whatever links
 * lead there.
 * @param file what is read, - for standard input.
 * @param outputs where something goes; undefined is standard output.
 * @param message what to say of it.
 * @throws InputError
 */
export async function checkApart(
  file: string,
  outputs: readonly (string | undefined)[],
  message: string,
): Promise<void> {
  const names = [...(file === "-" ? [] : [file]), ...outputs].filter((name) => name !== undefined);
  const targets = await Promise.all(names.map(targetOf));
  if (new Set(targets).size < targets.length) throw new InputError(message);
}
