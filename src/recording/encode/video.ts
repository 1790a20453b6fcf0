import type { FrameSource } from "../frame-source.ts";
import { encodeTogether } from "./encode-together.ts";
import type { VideoChoice } from "./format.ts";
import type { Segment } from "./segment.ts";

export { chooseVideo } from "./choose-video.ts";
export type { Packet, Segment } from "./segment.ts";

/** Frames a segment: a film that was interrupted goes on at the next, and has the bytes of one that was not. */
export const SEGMENT_SECONDS = 4;

export interface EncodeOptions {
  /** The first frame to encode, at the beginning of a segment; 0 when absent. */
  readonly from?: number;
  /** Seconds a segment, of at least one frame; SEGMENT_SECONDS when absent. */
  readonly segmentSeconds?: number;
  readonly signal?: AbortSignal;
  /** Called with the frames that are done. */
  readonly onFrame?: (done: number) => void;
}

/**
 * Encodes the frames of a film, segment after segment. A frame is made while those before it are encoded; when it ends, by
 * itself or not, no frame is being made.
 * @throws RangeError where `from` is no segment's beginning; Error where the encoder fails; the signal's reason; what the
 * source throws.
 */
export async function* encodeVideo(
  source: FrameSource,
  choice: VideoChoice,
  options: EncodeOptions = {},
): AsyncGenerator<Segment> {
  const { from = 0, segmentSeconds = SEGMENT_SECONDS, signal, onFrame } = options;
  const length = Math.max(1, Math.round(segmentSeconds * source.fps));
  if (from % length !== 0) throw new RangeError(`Frame ${from} begins no segment of ${length} frames.`);
  if (source.width !== choice.width || source.height !== choice.height || source.fps !== choice.fps) {
    throw new RangeError(
      `Frames of ${source.width} × ${source.height} at ${source.fps} fps are not the chosen ${choice.width} × ${choice.height} at ${choice.fps} fps.`,
    );
  }
  const ahead = new FrameAhead(source);
  let done = from;
  const onPacket = () => {
    done++;
    onFrame?.(done);
  };
  try {
    for (let first = from; first < source.frames; first += length) {
      signal?.throwIfAborted();
      const count = Math.min(length, source.frames - first);
      yield await encodeTogether(choice, { first, count }, (frame) => ahead.take(frame), { signal, onPacket });
    }
  } finally {
    await ahead.settle();
  }
}

/** Has the next frame made while the one before is used. */
class FrameAhead {
  private upcoming: { readonly frame: number; readonly planes: Promise<Uint8Array<ArrayBuffer>> } | undefined;

  constructor(private readonly source: FrameSource) {}

  async take(frame: number): Promise<Uint8Array<ArrayBuffer>> {
    const planes = await (this.upcoming?.frame === frame ? this.upcoming.planes : this.source.i420(frame));
    this.upcoming = undefined;
    if (frame + 1 < this.source.frames) {
      const next = this.source.i420(frame + 1);
      next.catch(() => undefined);
      this.upcoming = { frame: frame + 1, planes: next };
    }
    return planes;
  }

  async settle(): Promise<void> {
    await this.upcoming?.planes.catch(() => undefined);
  }
}
