import { once } from "node:events";
import { createWriteStream } from "node:fs";
import { stat } from "node:fs/promises";
import type { Writable } from "node:stream";
import type { Piece } from "../recording/data/piece.ts";
import { InputError } from "./input-error.ts";
import { InterruptionError, interruptible } from "./interruption.ts";
import { fileProblem } from "./read-input.ts";
import { openTarget, targetOf } from "./record-file.ts";

/** Text is written when so much of it has come, in characters. */
const BATCH = 1 << 16;

/**
 * Writes pieces of text or bytes to a file, or to standard output, as they come. A file takes the place of what was there
 * when it is whole. A reader of standard output, or of a pipe, that leaves (`| head`) ends the writing quietly.
 * @param signal ends the writing; without one, signals to the process do, from the first piece on.
 * @throws InputError when it cannot be written; InterruptionError, or the signal's reason.
 */
export async function writeOutput(
  pieces: AsyncIterable<Piece>,
  file: string | undefined,
  signal?: AbortSignal,
): Promise<void> {
  const batches = batched(pieces);
  try {
    if (file === undefined) await writeStream(batches, process.stdout, false);
    else if (await isSpecial(file)) await writeStream(batches, createWriteStream(file), true);
    else await writeFile(batches, file, signal);
  } catch (error) {
    if (error instanceof InputError || error instanceof InterruptionError || !isOfTheSystem(error)) throw error;
    throw new InputError(`cannot write ${file ?? "standard output"}: ${fileProblem(error)}`);
  }
}

/** Whether it is there and no file that another one could take the place of: a pipe, a device. */
async function isSpecial(file: string): Promise<boolean> {
  const found = await stat(file).catch(() => undefined);
  return found !== undefined && !found.isFile();
}

function isOfTheSystem(error: unknown): boolean {
  return error instanceof Error && "syscall" in error;
}

async function* batched(pieces: AsyncIterable<Piece>): AsyncGenerator<Piece> {
  let text = "";
  for await (const piece of pieces) {
    if (typeof piece === "string") {
      text += piece;
      if (text.length < BATCH) continue;
    }
    if (text !== "") yield text;
    text = "";
    if (typeof piece !== "string") yield piece;
  }
  if (text !== "") yield text;
}

async function writeFile(batches: AsyncGenerator<Piece>, file: string, signal?: AbortSignal): Promise<void> {
  // Nothing is begun before there is something to write: until then a signal ends the process as it ends any other.
  const first = await batches.next();
  const write = async (end: AbortSignal): Promise<void> => {
    const target = await targetOf(file);
    const sink = await openTarget(target, process.pid);
    try {
      let position = 0;
      for (let next = first; next.done !== true; next = await batches.next()) {
        end.throwIfAborted();
        const bytes = typeof next.value === "string" ? new TextEncoder().encode(next.value) : next.value;
        await sink.write(bytes, position);
        position += bytes.length;
      }
      end.throwIfAborted();
      await sink.close();
    } catch (error) {
      await sink.abort();
      throw error;
    } finally {
      // What has more to give is told that nobody takes it.
      await batches.return(undefined);
    }
  };
  if (signal === undefined) await interruptible(() => "interrupted: nothing was written.", write);
  else await write(signal);
}

/** @param isOwn whether the stream ends with the last piece. */
async function writeStream(batches: AsyncGenerator<Piece>, stream: Writable, isOwn: boolean): Promise<void> {
  let problem: unknown;
  // The callback of what fails may come before the event does.
  const note = (error?: Error | null): void => {
    problem ??= error ?? undefined;
  };
  stream.on("error", note);
  for await (const piece of batches) {
    if (problem !== undefined) break;
    if (!stream.write(piece, note)) await once(stream, "drain").catch(() => undefined);
  }
  if (problem === undefined) {
    await new Promise<void>((resolve) => {
      const end = (): void => resolve();
      stream.once("error", end);
      if (isOwn) stream.end(end);
      else stream.write("", end);
    });
  }
  const hasReaderLeft = problem instanceof Error && "code" in problem && problem.code === "EPIPE";
  if (problem !== undefined && !hasReaderLeft) throw problem;
}
