import { computed, signal } from "@preact/signals";
import { completeRecording } from "../../experiment/complete-recording.ts";
import { ExperimentError } from "../../experiment/experiment-error.ts";
import type { Recording } from "../../experiment/recording.ts";
import type { FilmFormat, Quality, VideoCodec } from "../../recording/encode/format.ts";
import { recordInLink } from "../location.ts";
import * as store from "../store.ts";

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
export const exportOptions = signal<ExportOptions>({
  format: "mp4",
  quality: "high",
  supersampling: 1,
  transparent: false,
});
export const exporting = signal<ExportProgress | undefined>(undefined);
export const outcome = signal<ExportOutcome | undefined>(undefined);

/**
 * Changes the storyboard. What is not valid is not taken.
 * @returns what is wrong with it, in one line.
 */
export function editRecording(change: (recording: Recording) => Recording): string | undefined {
  const experiment = store.experiment.peek();
  try {
    store.experiment.value = { ...experiment, recording: completeRecording(experiment, change(recording.peek())) };
  } catch (error) {
    if (error instanceof ExperimentError) return error.message;
    throw error;
  }
  recordInLink("small");
  return undefined;
}
