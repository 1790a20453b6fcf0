import { stat } from "node:fs/promises";
import type { Experiment } from "../experiment/experiment.ts";
import { parseExperiment } from "../experiment/parse-experiment.ts";
import type { Recording } from "../experiment/recording.ts";
import { gifFrames, gifProblem } from "../recording/encode/gif-frames.ts";
import { storyboardOf } from "../recording/timeline/storyboard.ts";
import { checkApart } from "./check-apart.ts";
import { checkWritable } from "./check-writable.ts";
import { inGpuPage } from "./gpu-browser.ts";
import { InputError } from "./input-error.ts";
import { interruptible } from "./interruption.ts";
import { readInput } from "./read-input.ts";
import { targetOf } from "./record-file.ts";
import { type FilmHooks, type FilmJob, type FilmMade, keptText, makeFilm } from "./record-film.ts";
import { whileLocked } from "./record-lock.ts";
import { formatOf, type RecordOptions, recordingWith } from "./record-options.ts";
import { filmProgress } from "./record-progress.ts";
import { LostError, remoteOf } from "./record-remote.ts";
import { writeOutput } from "./write-output.ts";

interface FilmedExperiment {
  readonly experiment: Experiment;
  readonly recording: Recording;
  readonly frames: number;
}

function parseFilmed(content: unknown, options: RecordOptions): FilmedExperiment {
  const found = parseExperiment(content);
  const recording = recordingWith(found, options);
  const experiment = { ...found, recording };
  return { experiment, recording, frames: storyboardOf(experiment, recording).frames };
}

/** The frame that is seen at a time; in the middle of the film when no time is given. */
export function stillFrame(
  { fps, seconds, frames }: { readonly fps: number; readonly seconds: number; readonly frames: number },
  at = seconds / 2,
): number {
  if (at > seconds) throw new InputError(`--at ${at}: the film ends after ${seconds} s.`);
  // A time such as 0.29 s, times a rate, may come to a hair less than the frame that it means.
  return Math.min(frames - 1, Math.floor(at * fps + 1e-6));
}

function jobOf(filmed: FilmedExperiment, options: RecordOptions, target: string): FilmJob {
  const { format, out } = formatOf(options);
  const { experiment, recording, frames } = filmed;
  const { width, height, fps } = recording;
  const { quality = "high", bitrate, codec, keyframes, supersampling = 1, transparent = false } = options;
  const size = { width, height, fps, frames };
  const video = format === "mp4" || format === "webm" ? format : undefined;
  const problem = format === "gif" ? gifProblem(size) : undefined;
  if (problem !== undefined) throw new InputError(problem);
  return {
    task: {
      experiment,
      supersampling,
      ...(keyframes !== undefined && { segmentSeconds: keyframes }),
      ...(video !== undefined && {
        video: {
          container: video,
          width,
          height,
          fps,
          quality,
          ...(bitrate !== undefined && { bitrate }),
          ...(codec !== undefined && { codec }),
        },
      }),
    },
    size,
    format,
    target,
    out,
    begin: options.resume === true ? "resume" : options.restart === true ? "restart" : "either",
    ...(format === "png" && {
      still: { frame: stillFrame({ fps, seconds: recording.seconds, frames }, options.at), isTransparent: transparent },
    }),
  };
}

async function makeInBrowser(job: FilmJob, hooks: FilmHooks): Promise<FilmMade> {
  const made = inGpuPage(
    "./record-page.ts",
    async function* (page, code) {
      yield await makeFilm(remoteOf(page), code, job, hooks);
    },
    hooks.signal,
  );
  for await (const result of made) return result;
  throw new Error("Nothing was made.");
}

/** Makes a film; where the browser is lost, another one goes on, once. */
async function makeSurely(job: FilmJob, hooks: FilmHooks): Promise<FilmMade> {
  try {
    return await makeInBrowser(job, hooks);
  } catch (error) {
    if (!(error instanceof LostError)) throw error;
    hooks.say(`${error.message}: trying again in another`);
    return makeInBrowser({ ...job, begin: "either" }, hooks);
  }
}

function summaryOf(job: FilmJob, { codec, bytes, drawn, seconds }: FilmMade): object {
  const { width, height, fps } = job.size;
  const { out, still } = job;
  // Of a GIF at 60 fps every other frame is there.
  const frames = job.format === "gif" ? gifFrames(job.size).length : job.size.frames;
  if (still !== undefined) return { file: out, frame: still.frame, seconds: still.frame / fps, width, height, bytes };
  return {
    file: out,
    frames,
    fps: frames === job.size.frames ? fps : fps / 2,
    seconds: job.size.frames / fps,
    width,
    height,
    ...(codec !== undefined && { codec }),
    bytes,
    framesPerSecond: drawn === 0 ? null : Number((drawn / seconds).toPrecision(3)),
  };
}

/**
 * Makes the film of an experiment's file, frame by frame, in a headless browser. An interrupted one is gone on with by the
 * same command, and comes to the same bytes. What came of it goes to standard output.
 * @throws InputError; InterruptionError where a signal ends it.
 */
export async function record(file: string, options: RecordOptions): Promise<void> {
  const { out } = formatOf(options);
  const { items, isList } = await readInput(file, (content) => parseFilmed(content, options), "experiments");
  const [filmed] = items;
  if (isList || filmed === undefined) {
    throw new InputError(`${file === "-" ? "standard input" : file}: a film needs one experiment, not a list`);
  }
  await checkWritable(out);
  const target = await targetOf(out);
  const found = await stat(target).catch(() => undefined);
  if (found !== undefined && !found.isFile()) throw new InputError(`cannot write ${out}: it is no file`);
  await checkApart(file, [out], "the experiment and the film need a file each.");
  const job = jobOf(filmed, options, target);
  const { frames } = job.size;
  const shown = filmProgress(job.still === undefined ? frames : 1);
  let kept = 0;
  try {
    const make = (signal: AbortSignal) =>
      makeSurely(job, {
        signal,
        say(line) {
          shown.end();
          process.stderr.write(`ravine: ${line}\n`);
        },
        onFrame: shown.report,
        onKept(count) {
          kept = count;
        },
      });
    const made = await interruptible(
      () => `interrupted${keptText(kept, frames)}.`,
      (signal) => whileLocked(target, out, () => make(signal)),
    );
    shown.end();
    await writeOutput(textOf(summaryOf(job, made)), undefined);
  } finally {
    shown.end();
  }
}

async function* textOf(value: object): AsyncGenerator<string> {
  yield `${JSON.stringify(value)}\n`;
}
