import { batch, effect } from "@preact/signals";
import type { Recording } from "../../experiment/recording.ts";
import type { FilmFormat, VideoChoice, VideoCodec, VideoRequest } from "../../recording/encode/format.ts";
import { gifProblem } from "../../recording/encode/gif-frames.ts";
import { UnavailableError } from "../../recording/encode/unavailable-error.ts";
import { isVideo, videoRequest } from "./export-order.ts";
import * as film from "./film-store.ts";
import { lastFrame } from "./timeline/frame-time.ts";

/** What the browser can encode is tried when nothing has changed for this long, in milliseconds. */
const REST = 300;

const CONTAINERS = ["mp4", "webm"] as const satisfies readonly FilmFormat[];

/** What tries encoders; tests give their own. */
export interface EncoderTrials {
  readonly chooseVideo: (request: VideoRequest) => Promise<VideoChoice>;
  /** Codecs that a container takes, the usual one first. */
  readonly codecs: Readonly<Record<VideoRequest["container"], readonly VideoCodec[]>>;
}

async function browserTrials(): Promise<EncoderTrials> {
  const { chooseVideo, CODECS } = await import("../../recording/encode/choose-video.ts");
  return { chooseVideo, codecs: CODECS };
}

/** What is tried: anything else of the page may change without another trial. */
interface Tried {
  readonly recording: Pick<Recording, "width" | "height" | "fps">;
  readonly options: film.ExportOptions;
}

/**
 * Keeps known, while the studio is open, which formats and codecs this browser has for the film as it is asked for: an
 * encoder that claims a size may still fail at it, so a frame is tried.
 * @returns an end to it.
 */
export function watchAvailability(trials: () => Promise<EncoderTrials> = browserTrials): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let latest = 0;
  let before: string | undefined;
  let finished: string | undefined;
  const stop = effect(() => {
    // An export has the encoders for itself; what was not tried by then is tried after it.
    if (film.exporting.value !== undefined) {
      clearTimeout(timer);
      latest++;
      before = finished;
      return;
    }
    const { width, height, fps, seconds } = film.recording.value;
    const tried: Tried = { recording: { width, height, fps }, options: film.exportOptions.value };
    const problem = gifProblem({ width, height, fps, frames: lastFrame(seconds, fps) + 1 });
    if (film.unavailable.peek().gif !== problem) setUnavailable({ gif: problem });
    const { format, quality, bitrate, codec } = tried.options;
    const key = JSON.stringify([tried.recording, isVideo(format) && format, quality, bitrate, codec]);
    if (key === before) return;
    before = key;
    const mine = ++latest;
    clearTimeout(timer);
    const go = async () => {
      await tryAll(tried, trials, () => mine === latest);
      if (mine === latest) finished = key;
    };
    // What cannot even be tried is said when it is exported.
    timer = setTimeout(() => void go().catch(() => undefined), REST);
  });
  return () => {
    stop();
    clearTimeout(timer);
    latest++;
  };
}

/** @param isWanted whether the answer still is. */
async function tryAll(
  { recording, options }: Tried,
  trials: () => Promise<EncoderTrials>,
  isWanted: () => boolean,
): Promise<void> {
  const { chooseVideo, codecs } = await trials();
  const asked = isVideo(options.format) ? options.format : undefined;
  for (const container of CONTAINERS) {
    // A codec is chosen for the format that is asked for; the other one is as good as its best.
    const { codec: _codec, ...usual } = options;
    const request = videoRequest(container, recording, container === asked ? options : usual);
    const answer = await chooseVideo(request).catch(asUnavailable);
    if (!isWanted()) return;
    batch(() => {
      setUnavailable({ [container]: answer instanceof UnavailableError ? answer.message : undefined });
      if (container === asked) film.videoChoice.value = answer instanceof UnavailableError ? undefined : answer;
    });
  }
  if (asked === undefined) return;
  const found: VideoCodec[] = [];
  for (const codec of codecs[asked]) {
    const request = videoRequest(asked, recording, { ...options, codec });
    const answer = await chooseVideo(request).catch(asUnavailable);
    if (!isWanted()) return;
    if (!(answer instanceof UnavailableError)) found.push(codec);
  }
  film.codecs.value = found;
}

function asUnavailable(error: unknown): UnavailableError {
  if (error instanceof UnavailableError) return error;
  throw error;
}

/** Takes over what is known of some formats; those without a reason are there. */
function setUnavailable(known: Readonly<Partial<Record<FilmFormat, string | undefined>>>): void {
  const entries = Object.entries({ ...film.unavailable.peek(), ...known }).filter(([, reason]) => reason !== undefined);
  film.unavailable.value = Object.fromEntries(entries);
}
