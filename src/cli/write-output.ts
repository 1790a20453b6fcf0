import { once } from "node:events";
import { createWriteStream } from "node:fs";
import type { Piece } from "../recording/data/piece.ts";
import { InputError } from "./input-error.ts";
import { fileProblem } from "./read-input.ts";

const BATCH = 1 << 16;

/**
 * Writes pieces of text or bytes to a file, or to standard output, as they come; waits where the reader is slower. A reader
 * that leaves (`| head`) ends the writing quietly.
 * @throws InputError when the file cannot be written.
 */
export async function writeOutput(pieces: AsyncIterable<Piece>, file: string | undefined): Promise<void> {
  const stream = file === undefined ? process.stdout : createWriteStream(file);
  let problem: unknown;
  stream.on("error", (error) => {
    problem = error;
  });
  if (file !== undefined) await once(stream, "open").catch(() => undefined);
  let text = "";
  for await (const piece of pieces) {
    const isText = typeof piece === "string";
    if (isText) text += piece;
    if (isText && text.length < BATCH) continue;
    if (problem !== undefined) break;
    let isReady = stream.write(text);
    text = "";
    if (!isText) isReady = stream.write(piece);
    if (!isReady) await once(stream, "drain").catch(() => undefined);
  }
  if (problem === undefined) {
    await new Promise<void>((resolve) => {
      stream.once("error", () => resolve());
      if (file === undefined) stream.write(text, () => resolve());
      else stream.end(text, () => resolve());
    });
  }
  const hasReaderLeft = problem instanceof Error && "code" in problem && problem.code === "EPIPE";
  if (problem !== undefined && !hasReaderLeft) {
    throw new InputError(`cannot write ${file ?? "standard output"}: ${fileProblem(problem)}`);
  }
}
