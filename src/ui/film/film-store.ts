import { computed, signal } from "@preact/signals";
import { chosenRecording } from "../../experiment/chosen-recording.ts";
import { completeRecording } from "../../experiment/complete-recording.ts";
import type { Experiment } from "../../experiment/experiment.ts";
import { ExperimentError } from "../../experiment/experiment-error.ts";
import type { Recording } from "../../experiment/recording.ts";
import type { UncheckedRecording } from "../../experiment/recording-schema.ts";
import type { FilmFormat, Quality, VideoChoice, VideoCodec } from "../../recording/encode/format.ts";
import { recordInLink, settleLink } from "../location.ts";
import * as store from "../store.ts";
import { frameAt, lastFrame } from "./timeline/frame-time.ts";

/** A key or a text of the storyboard, as the timeline and the inspector name it. */
export type Selection =
  | { readonly track: "pace" | "camera" | "switches" | "texts"; readonly index: number }
  | { readonly track: "parameters"; readonly index: number; readonly key: number };

/** What a film, a still or a sequence is exported with. What the storyboard says already is not repeated here. */
export interface ExportOptions {
  readonly format: FilmFormat;
  readonly quality: Quality;
  /** Bits a second; what the quality means when absent. */
  readonly bitrate?: number;
  readonly codec?: VideoCodec;
  /** Of stills: 1 … 4. */
  readonly supersampling: number;
  readonly transparent: boolean;
}

export interface ExportProgress {
  readonly done: number;
  readonly frames: number;
  /** Frames a second of late; undefined until it is known. */
  readonly rate: number | undefined;
  /** Seconds, estimated from the latest frames; undefined until it is known. */
  readonly left: number | undefined;
  /** Where it goes, as people call it. */
  readonly name: string;
  /** A film that is written to memory is handed over as a download at its end. */
  readonly place: "disk" | "memory";
}

/** What has become of the last export. */
export interface ExportOutcome {
  readonly kind: "done" | "cancelled" | "error";
  readonly text: string;
}

/** What the usual pace and the usual camera are fitted to. */
const FITTED_TO = ["width", "height", "fps", "seconds", "layout"] as const satisfies readonly (keyof Recording)[];

/** Whether the film's studio is open in place of the panels. */
export const filmOpen = signal(false);

/** The storyboard: the experiment's, or the usual one. */
export const recording = computed<Recording>(
  () => store.experiment.value.recording ?? completeRecording(store.experiment.value, {}),
);

/** Seconds of the film that the preview shows. */
export const time = signal(0);
export const isPlaying = signal(false);
export const selection = signal<Selection | undefined>(undefined);
/** What the preview does: an error is one line, and stays until the storyboard changes. */
export const preview = signal<
  { readonly state: "preparing" | "ready" } | { readonly state: "error"; readonly text: string }
>({ state: "preparing" });
/** Frames a second that the preview draws while it plays; undefined while it rests, or keeps up with the film. */
export const previewRate = signal<number | undefined>(undefined);
export const exportOptions = signal<ExportOptions>({
  format: "mp4",
  quality: "high",
  supersampling: 1,
  transparent: false,
});
/** The codec that a video of these options is encoded with; undefined until it is known, and where there is none. */
export const videoChoice = signal<VideoChoice | undefined>(undefined);
/** Codecs that this browser has for a video of the present format and size, the usual one first. */
export const codecs = signal<readonly VideoCodec[]>([]);
/** Formats that this browser cannot make at the film's size, each with the reason in one line. */
export const unavailable = signal<Readonly<Partial<Record<FilmFormat, string>>>>({});
export const exporting = signal<ExportProgress | undefined>(undefined);
export const outcome = signal<ExportOutcome | undefined>(undefined);

/** Opens the studio in place of the panels; the run rests at its step meanwhile. */
export function enterFilm(): void {
  if (store.playground.peek() === undefined) return;
  store.presenting.value = false;
  store.drawer.value = undefined;
  outcome.value = undefined;
  filmOpen.value = true;
}

/** Back to the landscape, unless a film is being exported: that would lose it. */
export function leaveFilm(): void {
  if (exporting.peek() !== undefined) return;
  isPlaying.value = false;
  selection.value = undefined;
  filmOpen.value = false;
}

/** The frame that shows at `time`. */
export const shownFrame = computed(() => {
  const { fps, seconds } = recording.value;
  return Math.min(frameAt(time.value, fps), lastFrame(seconds, fps));
});

/** Plays the preview, or lets it rest; at its end it plays from the beginning. */
export function togglePlaying(): void {
  if (exporting.peek() !== undefined) return;
  const { fps, seconds } = recording.peek();
  if (!isPlaying.peek() && shownFrame.peek() >= lastFrame(seconds, fps)) time.value = 0;
  isPlaying.value = !isPlaying.peek();
}

/** Shows another time of the film, in seconds, and rests there. */
export function showTime(seconds: number): void {
  if (exporting.peek() !== undefined) return;
  const { fps, seconds: all } = recording.peek();
  isPlaying.value = false;
  time.value = Math.min(Math.max(0, seconds), lastFrame(all, fps) / fps);
}

/** Goes this many frames on, or back where negative, and rests. */
export function showFrameBy(count: number): void {
  showTime((shownFrame.peek() + count) / recording.peek().fps);
}

/**
 * Changes the storyboard. What is not valid is not taken, and nothing while a film is being exported.
 * @param words what is said of an error, in one line; its place and all when absent
 * @param edit a structural one gets an entry of the browser's history, so that Back undoes it
 * @returns what is wrong with it.
 */
export function editRecording(
  change: (recording: Recording) => Recording,
  words: (error: ExperimentError) => string = ({ message }) => message,
  edit: "structural" | "small" = "small",
): string | undefined {
  if (exporting.peek() !== undefined) return "The film is being exported. Wait for its end, or cancel it.";
  const experiment = store.experiment.peek();
  try {
    const next = completeRecording(experiment, refitted(experiment, recording.peek(), change(recording.peek())));
    if (edit === "structural") settleLink();
    store.experiment.value = { ...experiment, recording: next };
  } catch (error) {
    if (error instanceof ExperimentError) return words(error);
    throw error;
  }
  recordInLink(edit);
  return undefined;
}

/** What nobody has chosen of the pace and the camera suits the film again when its size or its length are others. */
function refitted(experiment: Experiment, before: Recording, after: Recording): Recording | UncheckedRecording {
  if (FITTED_TO.every((name) => after[name] === before[name])) return after;
  const { pace, camera } = chosenRecording(experiment, before);
  return {
    ...after,
    ...(after.pace === before.pace ? { pace } : {}),
    ...(after.camera === before.camera ? { camera } : {}),
  };
}
