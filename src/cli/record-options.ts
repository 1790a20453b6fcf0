import { extname } from "node:path";
import { InvalidArgumentError } from "commander";
import { chosenRecording } from "../experiment/chosen-recording.ts";
import { completeRecording } from "../experiment/complete-recording.ts";
import type { Experiment } from "../experiment/experiment.ts";
import { type FrameRate, LEAST_SIDE, MOST_SECONDS, MOST_SIDE, type Recording } from "../experiment/recording.ts";
import { CODECS } from "../recording/encode/choose-video.ts";
import { FILM_FORMATS, type FilmFormat, type Quality, type VideoCodec } from "../recording/encode/format.ts";
import { InputError } from "./input-error.ts";

export interface RecordOptions {
  readonly out?: string;
  readonly width?: number;
  readonly height?: number;
  readonly fps?: FrameRate;
  readonly seconds?: number;
  readonly theme?: "night" | "paper";
  readonly quality?: Quality;
  /** Bits a second. */
  readonly bitrate?: number;
  readonly codec?: VideoCodec;
  /** Seconds from one key frame to the next. */
  readonly keyframes?: number;
  /** Seconds of the film at which a still is taken. */
  readonly at?: number;
  readonly supersampling?: number;
  readonly transparent?: boolean;
  /** Goes on, or fails; … */
  readonly resume?: boolean;
  /** … begins anew. Without either: goes on where there is something to go on with. */
  readonly restart?: boolean;
}

const LEAST_KEYFRAMES = 0.1;
const MOST_KEYFRAMES = 30;

const VIDEO = ["mp4", "webm"] as const;
/** The options that not every format has, with those that have them. */
const BELONGS: readonly (readonly [option: keyof RecordOptions, formats: readonly FilmFormat[], to: string])[] = [
  ["quality", VIDEO, ".mp4 and .webm"],
  ["bitrate", VIDEO, ".mp4 and .webm"],
  ["codec", VIDEO, ".mp4 and .webm"],
  ["keyframes", VIDEO, ".mp4 and .webm"],
  ["at", ["png"], "stills, .png"],
  ["transparent", ["png"], "stills, .png"],
  ["resume", ["mp4", "webm", "gif", "zip"], "films, not with a still"],
  ["restart", ["mp4", "webm", "gif", "zip"], "films, not with a still"],
];

export function parseSide(text: string): number {
  const side = Number(text);
  if (!/^[0-9]+$/.test(text) || side < LEAST_SIDE || side > MOST_SIDE || side % 2 !== 0) {
    throw new InvalidArgumentError(`It must be an even integer from ${LEAST_SIDE} to ${MOST_SIDE}.`);
  }
  return side;
}

function parseNumber(text: string): number {
  return /^[0-9]+(\.[0-9]+)?$|^\.[0-9]+$/.test(text) ? Number(text) : Number.NaN;
}

export function parseSeconds(text: string): number {
  const seconds = parseNumber(text);
  if (!(seconds > 0 && seconds <= MOST_SECONDS)) {
    throw new InvalidArgumentError(`It must be a number of seconds above 0 and at most ${MOST_SECONDS}.`);
  }
  return seconds;
}

export function parseKeyframes(text: string): number {
  const seconds = parseNumber(text);
  if (!(seconds >= LEAST_KEYFRAMES && seconds <= MOST_KEYFRAMES)) {
    throw new InvalidArgumentError(`It must be a number of seconds from ${LEAST_KEYFRAMES} to ${MOST_KEYFRAMES}.`);
  }
  return seconds;
}

export function parseTime(text: string): number {
  const seconds = parseNumber(text);
  if (!(seconds >= 0)) throw new InvalidArgumentError("It must be a number of seconds from 0.");
  return seconds;
}

/** Bits a second: 2500000, 800k or 8M. */
export function parseBitrate(text: string): number {
  const [, digits = "", unit = ""] = /^([0-9.]+)([kM]?)$/.exec(text) ?? [];
  const bitrate = Math.round(parseNumber(digits) * (unit === "M" ? 1e6 : unit === "k" ? 1e3 : 1));
  if (!(bitrate >= 1e4 && bitrate <= 1e9)) {
    throw new InvalidArgumentError("It must be bits a second from 10k to 1000M, such as 800k or 8M.");
  }
  return bitrate;
}

export function parseSupersampling(text: string): number {
  if (!/^[1-4]$/.test(text)) throw new InvalidArgumentError("It must be an integer from 1 to 4.");
  return Number(text);
}

/**
 * What the options ask for by the ending of `--out`.
 * @throws InputError where there is no such format, or an option does not go with it or with another.
 */
export function formatOf(options: RecordOptions): { readonly format: FilmFormat; readonly out: string } {
  const endings = FILM_FORMATS.map((name) => `.${name}`).join(", ");
  const { out, codec } = options;
  if (out === undefined || out === "") {
    throw new InputError(`say where the film goes, --out demo.mp4: the ending is one of ${endings}.`);
  }
  const ending = extname(out).toLowerCase();
  const format = FILM_FORMATS.find((name) => ending === `.${name}`);
  if (format === undefined) {
    throw new InputError(`--out ${out}: the ending says what is made, and must be one of ${endings}.`);
  }
  for (const [option, formats, to] of BELONGS) {
    if (options[option] !== undefined && !formats.includes(format)) {
      throw new InputError(`--${option} goes with ${to}; --out is ${out}.`);
    }
  }
  if (codec !== undefined && (format === "mp4" || format === "webm") && !CODECS[format].includes(codec)) {
    throw new InputError(`--codec ${codec} does not go into .${format}, which takes ${CODECS[format].join(", ")}.`);
  }
  if (options.resume === true && options.restart === true) {
    throw new InputError("--resume goes on with a film, --restart begins anew: not both.");
  }
  return { format, out };
}

/**
 * The experiment's film, with what the options say in place of what its recording does. What nobody has chosen of its pace
 * and its camera follows from the new numbers.
 * @throws ExperimentError
 */
export function recordingWith(experiment: Experiment, options: RecordOptions): Recording {
  const { recording } = experiment;
  const found: Record<string, unknown> = recording === undefined ? {} : { ...chosenRecording(experiment, recording) };
  for (const key of ["width", "height", "fps", "seconds", "theme"] as const) {
    if (options[key] !== undefined) found[key] = options[key];
  }
  return completeRecording(experiment, found);
}
