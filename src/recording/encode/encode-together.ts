import { encoderConfig, FILM_COLORS, frameOptions } from "./encoder-config.ts";
import type { VideoChoice } from "./format.ts";
import type { Packet, Segment } from "./segment.ts";
import { sourceBytes } from "./source-bytes.ts";

/** Frames that wait for the encoder, besides the one that it works on. */
const MOST_WAITING = 2;

/**
 * Times that the first frame is encoded for nothing. The rate control of AVC in browsers begins with the same coarse
 * quantizer whatever bits it has, 36.7 dB of a crowded frame, and flat colours off by 3.5 of 255; a second key frame has
 * what the bits allow, 40.5 dB and 1.5.
 */
const rehearsals = ({ codec, quantizer }: VideoChoice): number => (codec === "avc" && quantizer === undefined ? 1 : 0);

/**
 * Encodes frames with an encoder of their own, the first of them as a key frame.
 * @param frames the first, and how many.
 * @param planes I420 of a frame; asked for in order, one at a time.
 * @throws Error where the encoder fails, or does not give one packet for each frame; the signal's reason.
 */
export async function encodeTogether(
  choice: VideoChoice,
  frames: { readonly first: number; readonly count: number },
  planes: (frame: number) => Promise<Uint8Array<ArrayBuffer>>,
  options: { readonly signal?: AbortSignal | undefined; readonly onPacket?: () => void } = {},
): Promise<Segment> {
  const { first, count } = frames;
  const { signal, onPacket } = options;
  const before = rehearsals(choice);
  const packets: Packet[] = [];
  let config: VideoDecoderConfig | undefined;
  let failure: unknown;
  let wake: (() => void) | undefined;
  const encoder = new VideoEncoder({
    output: (chunk, metadata) => {
      config ??= metadata?.decoderConfig && decoderConfig(metadata.decoderConfig, choice);
      const frame = Math.round((chunk.timestamp * choice.fps) / 1e6) - before;
      if (frame < first) return;
      const data = new Uint8Array(chunk.byteLength);
      chunk.copyTo(data);
      packets.push({ data, isKey: chunk.type === "key", frame });
      onPacket?.();
    },
    error: (error) => {
      failure = error;
      wake?.();
    },
  });
  encoder.ondequeue = () => wake?.();
  const stop = () => wake?.();
  signal?.addEventListener("abort", stop);
  const check = () => {
    signal?.throwIfAborted();
    if (failure !== undefined) throw failed(choice, failure);
  };
  try {
    encoder.configure(encoderConfig(choice));
    for (let frame = first; frame < first + count; frame++) {
      const data = await planes(frame);
      check();
      while (encoder.encodeQueueSize > MOST_WAITING) {
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
        check();
      }
      for (let again = frame === first ? before : 0; again >= 0; again--) {
        encodeFrame(encoder, choice, data, frame + before - again, frame === first);
      }
    }
    await encoder.flush().catch((error: unknown) => {
      throw failed(choice, failure ?? error);
    });
    check();
  } finally {
    signal?.removeEventListener("abort", stop);
    if (encoder.state !== "closed") encoder.close();
  }
  const shown = new Set(packets.map(({ frame }) => frame));
  const whole = Array.from({ length: count }, (_, index) => shown.has(first + index)).every(Boolean);
  if (packets.length !== count || !whole || packets[0]?.isKey !== true || config === undefined) {
    throw new Error(`The encoder made ${packets.length} packets of ${count} frames from frame ${first} on.`);
  }
  return { first, packets, config };
}

function encodeFrame(
  encoder: VideoEncoder,
  choice: VideoChoice,
  data: Uint8Array<ArrayBuffer>,
  index: number,
  keyFrame: boolean,
): void {
  const { width, height, fps } = choice;
  const at = (count: number) => Math.round((count * 1e6) / fps);
  const frame = new VideoFrame(data, {
    format: "I420",
    codedWidth: width,
    codedHeight: height,
    timestamp: at(index),
    duration: at(index + 1) - at(index),
    colorSpace: FILM_COLORS,
  });
  try {
    encoder.encode(frame, frameOptions(choice, keyFrame));
  } finally {
    frame.close();
  }
}

/** Plain data, so that it can be sent and stored; the colours are those of the frames, whatever the encoder says. */
function decoderConfig({ codec, description }: VideoDecoderConfig, { width, height }: VideoChoice): VideoDecoderConfig {
  const bytes = description && new Uint8Array(sourceBytes(description));
  return {
    codec,
    codedWidth: width,
    codedHeight: height,
    colorSpace: FILM_COLORS,
    ...(bytes && { description: bytes }),
  };
}

function failed({ codecString, width, height }: VideoChoice, cause: unknown): Error {
  const why = cause instanceof Error ? cause.message : String(cause);
  return new Error(`The encoder (${codecString}, ${width} × ${height}) failed: ${why}`, { cause });
}
