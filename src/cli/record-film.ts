import { createHash } from "node:crypto";
import { stat } from "node:fs/promises";
import type { FilmFormat } from "../recording/encode/format.ts";
import { InputError } from "./input-error.ts";
import { fileProblem } from "./read-input.ts";
import { journalOf, openTarget } from "./record-file.ts";
import { type FilmSize, JournaledFrames } from "./record-frames.ts";
import { Journal } from "./record-journal.ts";
import type { Prepared, RecordTask } from "./record-page.ts";
import { loadTask, nextParcel, type Remote } from "./record-remote.ts";
import { unpackSegment } from "./record-segment.ts";

/** A film, or a still of it, to be made. */
export interface FilmJob {
  readonly task: RecordTask;
  readonly size: FilmSize;
  readonly format: FilmFormat;
  /** Where the file goes, and as a person calls it. */
  readonly target: string;
  readonly out: string;
  /** What is done with a journal that an interrupted film has left: gone on with where it fits, unless … */
  readonly begin: "resume" | "restart" | "either";
  /** Of a still. */
  readonly still?: { readonly frame: number; readonly isTransparent: boolean };
}

/** What is told while it is made. */
export interface FilmHooks {
  readonly signal: AbortSignal;
  readonly say: (line: string) => void;
  readonly onFrame: (done: number) => void;
  /** Frames that need not be made again after an interruption. */
  readonly onKept: (frames: number) => void;
}

export interface FilmMade {
  /** As WebCodecs names it. */
  readonly codec?: string;
  readonly bytes: number;
  /** Frames that were drawn now, and the seconds that this and encoding them took. */
  readonly drawn: number;
  readonly seconds: number;
}

/**
 * Makes a film with a page that runs `record-page.ts`. What was done stays in a journal beside the target until the film is
 * whole; the target is replaced at the end.
 * @param code all code that runs in the page: another one may draw other pixels.
 * @throws InputError with one line; LostError where another page may go on; the signal's reason.
 */
export async function makeFilm(remote: Remote, code: string, job: FilmJob, hooks: FilmHooks): Promise<FilmMade> {
  await loadTask(remote, job.task);
  const prepared = await remote.prepare();
  const began = performance.now();
  let kept = 0;
  const watched: FilmHooks = {
    ...hooks,
    onKept(frames) {
      kept = frames;
      hooks.onKept(frames);
    },
  };
  const make = { mp4: makeVideo, webm: makeVideo, gif: makeFromFrames, zip: makeFromFrames, png: makeStill };
  try {
    const drawn = await make[job.format](remote, aboutOf(code, job, prepared), job, watched, prepared);
    const seconds = (performance.now() - began) / 1000;
    const { size: bytes } = await stat(job.target);
    const { choice } = prepared;
    return { bytes, drawn, seconds, ...(choice === undefined ? {} : { codec: choice.codecString }) };
  } catch (error) {
    const isOfTheSystem = error instanceof Error && "syscall" in error;
    if (!isOfTheSystem) throw error;
    // A file beside the film may be what cannot be written.
    const path = "path" in error && typeof error.path === "string" ? error.path : job.target;
    const name = path === job.target ? job.out : path;
    const hint = "code" in error && error.code === "EISDIR" ? "" : keptText(kept, job.size.frames);
    throw new InputError(`cannot write ${name}: ${fileProblem(error)}${hint}`);
  }
}

/** What to say after an interruption, at the end of a sentence. */
export function keptText(kept: number, frames: number): string {
  return kept === 0 ? "" : `; ${kept} of ${frames} frames are kept, and the same command goes on with them`;
}

/** All that the bytes of a film depend on, as its journal says it. */
function aboutOf(code: string, { task }: FilmJob, { choice, machine }: Prepared): string {
  const film = createHash("sha256").update(JSON.stringify({ code, task, choice })).digest("hex");
  return JSON.stringify({ film, machine, codec: choice?.codecString });
}

async function openJournal(about: string, { target, out, begin }: FilmJob, say: FilmHooks["say"]): Promise<Journal> {
  const file = journalOf(target);
  const isOfAnother = "is of another film, other options or another browser";
  if (begin === "resume") {
    const found = await Journal.look(file, about);
    if (found === "nothing") throw new InputError(`--resume: there is nothing of ${out} to go on with.`);
    if (found === "other") throw new InputError(`--resume: what there is of ${out} ${isOfAnother}.`);
  }
  const journal = await Journal.open(file, about, begin === "restart");
  if (begin === "either" && journal.found === "other") say(`what there was of ${out} ${isOfAnother}: beginning anew`);
  return journal;
}

type Make = (remote: Remote, about: string, job: FilmJob, hooks: FilmHooks, prepared: Prepared) => Promise<number>;

const makeVideo: Make = async (remote, about, job, { signal, say, onFrame, onKept }, { choice }) => {
  if (choice === undefined) throw new Error("The page has chosen no codec.");
  const { frames } = job.size;
  const journal = await openJournal(about, job, say);
  try {
    const from = journal.count === 0 ? 0 : endOf(unpackSegment(await journal.read(journal.count - 1)));
    if (from > 0) say(`going on with ${job.out} after ${from} of ${frames} frames`);
    onKept(from);
    if (from < frames) await remote.encode(from);
    for (let done = from; done < frames; ) {
      const parcel = await nextParcel(remote, onFrame);
      await journal.append(parcel);
      done = endOf(unpackSegment(parcel));
      onKept(done);
    }
    signal.throwIfAborted();
    const { Movie } = await import("../recording/encode/movie.ts");
    const movie = await Movie.create(choice, await openTarget(job.target), frames);
    try {
      for (let part = 0; part < journal.count; part++) {
        signal.throwIfAborted();
        await movie.add(unpackSegment(await journal.read(part)));
      }
      await movie.finish();
    } catch (error) {
      await movie.abort();
      throw error;
    }
    await journal.delete();
    return frames - from;
  } catch (error) {
    await journal.close();
    throw error;
  }
};

function endOf({ first, packets }: ReturnType<typeof unpackSegment>): number {
  return first + packets.length;
}

const makeFromFrames: Make = async (remote, about, job, { signal, say, onFrame, onKept }) => {
  const journal = await openJournal(about, job, say);
  try {
    const source = await JournaledFrames.create(job.size, remote, journal, onKept);
    if (source.known > 0) say(`going on with ${job.out}: ${source.known} of ${job.size.frames} frames are there`);
    const { exportFilm } = await import("../recording/export-film.ts");
    const format = job.format === "gif" ? "gif" : "zip";
    await exportFilm(source, { format }, await openTarget(job.target), { signal, onFrame });
    await journal.delete();
    return source.drawn;
  } catch (error) {
    await journal.close();
    throw error;
  }
};

const makeStill: Make = async (remote, _about, { size, still, target }) => {
  const { encodeStill } = await import("../recording/encode/still.ts");
  await remote.draw(still?.frame ?? 0, still?.isTransparent ?? false);
  const sink = await openTarget(target);
  try {
    const rgba = await nextParcel(remote);
    await sink.write(encodeStill(rgba, size.width, size.height), 0);
    await sink.close();
  } catch (error) {
    await sink.abort();
    throw error;
  }
  return 1;
};
