import { access, constants, stat } from "node:fs/promises";
import { dirname } from "node:path";
import { InputError } from "./input-error.ts";
import { fileProblem } from "./read-input.ts";
import { targetOf } from "./record-file.ts";

/** Finds out before anything runs that a file cannot be written. @throws InputError */
export async function checkWritable(file: string): Promise<void> {
  try {
    if (file === "" || /[/\\]$/.test(file)) throw new Error("it names no file");
    const found = await stat(file).catch(() => undefined);
    if (found?.isDirectory()) throw new Error("it is a folder");
    if (found !== undefined) await access(file, constants.W_OK);
    // A file is replaced by one that is written beside it.
    if (found?.isFile() !== false) await access(dirname(await targetOf(file)), constants.W_OK);
  } catch (error) {
    throw new InputError(`cannot write ${file}: ${fileProblem(error)}`);
  }
}
