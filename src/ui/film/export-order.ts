import type { Experiment } from "../../experiment/experiment.ts";
import type { Recording } from "../../experiment/recording.ts";
import type { FilmFormat, VideoRequest } from "../../recording/encode/format.ts";
import { type ExportOptions, exportOptions, shownFrame } from "./film-store.ts";
import { filmed } from "./filmed.ts";
import { lastFrame } from "./timeline/frame-time.ts";

/** What is to be exported, whatever the page shows by then. */
export interface ExportOrder {
  readonly experiment: Experiment;
  readonly recording: Recording;
  readonly options: ExportOptions;
  /** The frame of a still. */
  readonly index: number;
  /** Frames that it takes. */
  readonly frames: number;
}

/** The export that the panel asks for now. */
export function presentOrder(): ExportOrder {
  const { recording, ...experiment } = filmed.peek();
  const options = exportOptions.peek();
  const frames = options.format === "png" ? 1 : lastFrame(recording.seconds, recording.fps) + 1;
  return { experiment: { ...experiment, recording }, recording, options, index: shownFrame.peek(), frames };
}

/** What is asked of a video in a container. */
export function videoRequest(
  container: VideoRequest["container"],
  { width, height, fps }: Pick<Recording, "width" | "height" | "fps">,
  { quality, bitrate, codec }: ExportOptions,
): VideoRequest {
  return {
    container,
    width,
    height,
    fps,
    quality,
    ...(bitrate === undefined ? {} : { bitrate }),
    ...(codec === undefined ? {} : { codec }),
  };
}

export function isVideo(format: FilmFormat): format is VideoRequest["container"] {
  return format === "mp4" || format === "webm";
}
