import { readFile } from "node:fs/promises";
import { dirname, resolve } from "node:path";
import { text } from "node:stream/consumers";
import { ExperimentError } from "../experiment/experiment-error.ts";
import { JsonTextError, parseJson } from "../experiment/json-text.ts";
import { resolveLandscape } from "../experiment/landscape/resolve-landscape.ts";
import { InputError } from "./input-error.ts";

/** What a file holds: one item, or a list to be answered as a list. */
export interface Input<Item> {
  readonly items: readonly Item[];
  readonly isList: boolean;
}

const REASONS: Readonly<Record<string, string>> = {
  ENOENT: "no such file or folder",
  EISDIR: "it is a folder",
  EACCES: "permission denied",
  EROFS: "the file system can only be read",
  ENOSPC: "the disk is full",
  EDQUOT: "the disk's quota is used up",
  EFBIG: "it is larger than the file system takes",
};

/** Why the system refused a file, in words. */
export function fileProblem(error: unknown): string {
  const code = error instanceof Error && "code" in error ? String(error.code) : "";
  return REASONS[code] ?? (error instanceof Error ? error.message : String(error));
}

async function readText(file: string): Promise<string> {
  if (file === "-") return text(process.stdin);
  try {
    return await readFile(file, "utf8");
  } catch (error) {
    throw new InputError(`cannot read ${file}: ${fileProblem(error)}`);
  }
}

function readJson(content: string, file: string): unknown {
  try {
    return parseJson(content);
  } catch (error) {
    if (error instanceof JsonTextError)
      throw new InputError(`${file === "-" ? "standard input" : file}: ${error.message}`);
    throw error;
  }
}

/** Reads a file that an experiment names, relative to its own file, or, from standard input, to the working directory. */
async function readBeside(file: string, name: string): Promise<Uint8Array> {
  try {
    return await readFile(resolve(file === "-" ? "." : dirname(file), name));
  } catch (error) {
    throw new InputError(fileProblem(error));
  }
}

/**
 * Reads a file, or standard input for `-`, with the landscapes that it names, and checks everything in it before
 * anything runs.
 * @param parse checks one item.
 * @param plural what a list holds, for messages such as `experiments[3] /steps: …`.
 * @throws InputError
 */
export async function readInput<Item>(
  file: string,
  parse: (input: unknown) => Item,
  plural: string,
): Promise<Input<Item>> {
  const content = readJson(await readText(file), file);
  const isList = Array.isArray(content);
  const parts: readonly unknown[] = isList ? content : [content];
  const items: Item[] = [];
  const files = new Map<string, Promise<Uint8Array>>();
  const readOnce = (name: string): Promise<Uint8Array> => {
    const bytes = files.get(name) ?? readBeside(file, name);
    files.set(name, bytes);
    return bytes;
  };
  for (const [index, part] of parts.entries()) {
    try {
      items.push(parse(await resolveLandscape(part, readOnce)));
    } catch (error) {
      if (!(error instanceof ExperimentError)) throw error;
      throw new InputError(isList ? `${plural}[${index}] ${error.message}` : error.message);
    }
  }
  return { items, isList };
}
