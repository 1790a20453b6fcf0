import type { FrameSource } from "../frame-source.ts";
import type { VideoChoice, VideoRequest } from "./format.ts";

/** An encoded frame. */
export interface Packet {
  readonly data: Uint8Array<ArrayBuffer>;
  readonly isKey: boolean;
  /** Frame that it shows. */
  readonly frame: number;
}

/** Frames that were encoded together: no packet of it needs one of another segment. */
export interface Segment {
  readonly first: number;
  readonly packets: readonly Packet[];
  /** What decoding needs to know: the first segment's is the film's. */
  readonly config: VideoDecoderConfig;
}

/** Frames a segment: a film that was interrupted goes on at the next, and has the bytes of one that was not. */
export const SEGMENT_SECONDS = 4;

/**
 * Which codec this browser has for what is asked.
 * @throws UnavailableError with one line where there is none, or none for this size; it names what there is instead.
 */
export async function chooseVideo(request: VideoRequest): Promise<VideoChoice> {
  throw new Error(`No ${request.container} yet.`);
}

export interface EncodeOptions {
  /** The first frame to encode, at the beginning of a segment; 0 when absent. */
  readonly from?: number;
  readonly signal?: AbortSignal;
  /** Called with the frames that are done. */
  readonly onFrame?: (done: number) => void;
}

/** Encodes the frames of a film, segment after segment. */
export async function* encodeVideo(
  source: FrameSource,
  choice: VideoChoice,
  options: EncodeOptions = {},
): AsyncGenerator<Segment> {
  throw new Error(`No ${choice.codec} of ${source.frames} frames from ${options.from} yet.`);
}
