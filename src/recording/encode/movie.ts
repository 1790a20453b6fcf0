import {
  EncodedPacket,
  EncodedVideoPacketSource,
  Mp4OutputFormat,
  Output,
  StreamTarget,
  type StreamTargetChunk,
  WebMOutputFormat,
} from "mediabunny";
import type { VideoChoice } from "./format.ts";
import { movieTimes } from "./movie-times.ts";
import type { Segment } from "./segment.ts";
import type { Sink } from "./sink.ts";
import { sourceBytes } from "./source-bytes.ts";
import { webmDuration } from "./webm-duration.ts";

/** Bytes that are gathered for one write. */
const WRITE_BYTES = 1 << 20;

/**
 * Writes segments as an MP4 or WebM file: in the browser, and in Node from what a browser has encoded. What it holds in
 * memory is the list of frames, not their data. Nothing in the file tells when it was written: equal segments make equal
 * files.
 *
 * An MP4 has its index in front, so that it plays while it is still being loaded: the room for it is left free at the
 * beginning, by the number of frames.
 */
export class Movie {
  private config: VideoDecoderConfig | undefined;
  private added = 0;

  private constructor(
    private readonly output: Output,
    private readonly track: EncodedVideoPacketSource,
    private readonly choice: VideoChoice,
    private readonly frames: number,
    private readonly sink: Sink,
    private readonly corrections: readonly Correction[],
  ) {}

  /** @param frames of the film in all. */
  static async create(choice: VideoChoice, sink: Sink, frames: number): Promise<Movie> {
    const corrections: Correction[] = [];
    const format =
      choice.container === "webm"
        ? new WebMOutputFormat({
            onSegmentHeader: (data, position) => {
              const duration = new Uint8Array(8);
              new DataView(duration.buffer).setFloat64(0, (1000 * frames) / choice.fps);
              corrections.push({ position: position + webmDuration(data), bytes: duration });
            },
          })
        : new Mp4OutputFormat({
            fastStart: "reserve",
            onMoov: (data, position) => {
              for (const { offset, length } of movieTimes(data)) {
                corrections.push({ position: position + offset, bytes: new Uint8Array(length) });
              }
            },
          });
    const writable = new WritableStream<StreamTargetChunk>({
      write: ({ data, position }) => sink.write(data, position),
    });
    const output = new Output({
      format,
      target: new StreamTarget(writable, { chunked: true, chunkSize: WRITE_BYTES }),
    });
    const track = new EncodedVideoPacketSource(choice.codec);
    output.addVideoTrack(track, { frameRate: choice.fps, maximumPacketCount: frames });
    await output.start();
    return new Movie(output, track, choice, frames, sink, corrections);
  }

  /** @throws Error where the segment does not follow, or needs another decoder than the first; what the sink throws. */
  async add(segment: Segment): Promise<void> {
    const { fps } = this.choice;
    if (segment.first !== this.added) {
      throw new Error(`A segment from frame ${segment.first} on does not follow ${this.added} frames.`);
    }
    this.config ??= segment.config;
    if (!sameDecoder(this.config, segment.config)) {
      throw new Error(`The encoder has changed its settings at frame ${segment.first}; a film has one setting.`);
    }
    for (const { data, isKey, frame } of segment.packets) {
      const packet = new EncodedPacket(data, isKey ? "key" : "delta", frame / fps, 1 / fps);
      await this.track.add(packet, { decoderConfig: this.config });
      this.added++;
    }
  }

  /**
   * The file is whole, and the sink closed.
   * @throws Error where frames are missing; what the sink throws.
   */
  async finish(): Promise<void> {
    if (this.added !== this.frames) throw new Error(`The film has ${this.added} of its ${this.frames} frames.`);
    await this.output.finalize();
    for (const { position, bytes } of this.corrections) await this.sink.write(bytes, position);
    await this.sink.close();
  }

  /** Gives the file up, and the sink with it. */
  async abort(): Promise<void> {
    await this.output.cancel().catch(() => undefined);
    await this.sink.abort();
  }
}

/**
 * What is written over at the end: times of writing by none, and the duration, which the library rounds to milliseconds, by
 * the exact one.
 */
interface Correction {
  readonly position: number;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

function sameDecoder(one: VideoDecoderConfig, other: VideoDecoderConfig): boolean {
  const [mine, theirs] = [sourceBytes(one.description), sourceBytes(other.description)];
  return (
    one.codec === other.codec && mine.length === theirs.length && mine.every((byte, index) => byte === theirs[index])
  );
}
