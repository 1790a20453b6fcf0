import { Outbox } from "../../src/cli/outbox.ts";
import type { Prepared, RecordTask } from "../../src/cli/record-page.ts";
import type { Remote } from "../../src/cli/record-remote.ts";
import { LostError } from "../../src/cli/record-remote.ts";
import { packSegment } from "../../src/cli/record-segment.ts";
import { randomBits } from "../../src/math/random.ts";
import type { VideoChoice } from "../../src/recording/encode/format.ts";
import type { Segment } from "../../src/recording/encode/video.ts";

export const SIZE = { width: 64, height: 40, fps: 24, frames: 60 } as const;
/** Frames a segment of this page. */
export const SEGMENT = 24;

export const CHOICE: VideoChoice = {
  container: "webm",
  width: SIZE.width,
  height: SIZE.height,
  fps: SIZE.fps,
  quality: "high",
  bitrate: 1e6,
  codec: "vp8",
  codecString: "vp8",
  acceleration: "prefer-software",
};

function packetOf(frame: number, seed: number): Segment["packets"][number] {
  const data = new Uint8Array(20 + (frame % 7)).map((_, index) => randomBits(seed, frame, index, 0)[0] & 255);
  return { data, isKey: frame % SEGMENT === 0, frame };
}

function segmentOf(first: number, seed: number): Uint8Array {
  const count = Math.min(SEGMENT, SIZE.frames - first);
  return packSegment({
    first,
    packets: Array.from({ length: count }, (_, index) => packetOf(first + index, seed)),
    config: { codec: "vp8", codedWidth: SIZE.width, codedHeight: SIZE.height },
  });
}

/** Two colours that tell frames apart, on a ground that has another in every frame. */
export function frameOf(frame: number): Uint8Array<ArrayBuffer> {
  const rgba = new Uint8Array(4 * SIZE.width * SIZE.height).fill(255);
  for (let pixel = 0; pixel < SIZE.width * SIZE.height; pixel++) {
    rgba.set(pixel % SIZE.width <= frame ? [200, 40, 40] : [10, 3 * frame, 30], 4 * pixel);
  }
  return rgba;
}

/** A page that makes films of no content, without a browser. */
export class FakeRecordPage implements Remote {
  /** Calls of `encode` and `draw`, in their order. */
  readonly begun: number[] = [];
  private readonly outbox = new Outbox();
  private text = "";
  private task: RecordTask | undefined;
  private taken = 0;

  constructor(
    private readonly behaviour: {
      /** Parcels that it hands over before its browser crashes. */
      readonly parcels?: number;
      readonly problem?: string;
      readonly machine?: string;
      readonly onParcel?: (taken: number) => void | Promise<void>;
    } = {},
  ) {}

  async load(piece: string): Promise<void> {
    this.text += piece;
  }

  async prepare(): Promise<Prepared> {
    this.task = JSON.parse(this.text);
    const machine = this.behaviour.machine ?? "a machine";
    return this.task?.video === undefined ? { machine } : { machine, choice: CHOICE };
  }

  async encode(from: number): Promise<void> {
    this.begun.push(from);
    const seed = this.task?.experiment.seed ?? 0;
    const put = async (first: number): Promise<void> => {
      if (first >= SIZE.frames) return;
      await this.outbox.put(segmentOf(first, seed));
      await put(first + SEGMENT);
    };
    void put(from);
  }

  async draw(frame: number, isTransparent: boolean): Promise<void> {
    this.begun.push(frame);
    const rgba = frameOf(frame);
    if (isTransparent) rgba.fill(0, 0, 4 * SIZE.width);
    await this.outbox.put(rgba);
  }

  async state() {
    const { parcels = Number.POSITIVE_INFINITY, problem } = this.behaviour;
    if (this.taken >= parcels) throw new LostError("the browser has crashed");
    if (problem !== undefined) return { done: 0, isLost: false, problem };
    const { size } = this.outbox;
    return { done: 0, isLost: false, ...(size === undefined ? {} : { size }) };
  }

  async read(from: number, count: number): Promise<string> {
    return this.outbox.read(from, count);
  }

  async take(): Promise<void> {
    this.outbox.take();
    this.taken++;
    await this.behaviour.onParcel?.(this.taken);
  }
}
