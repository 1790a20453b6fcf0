import { promisify } from "node:util";
import { deflateRaw, inflateRaw } from "node:zlib";
import type { FrameSource } from "../recording/frame-source.ts";
import type { Journal } from "./record-journal.ts";
import { nextParcel, type Remote } from "./record-remote.ts";

const deflate = promisify(deflateRaw);
const inflate = promisify(inflateRaw);

/** A frame in the journal: its index, and its RGBA, deflated. */
const INDEX = 4;

export interface FilmSize {
  readonly width: number;
  readonly height: number;
  readonly fps: number;
  readonly frames: number;
}

/**
 * The frames of a film that a page draws, for encoders that run in Node: each is drawn once, and kept in the journal. While
 * one is used, the page draws the next.
 */
export class JournaledFrames implements FrameSource {
  readonly width: number;
  readonly height: number;
  readonly fps: number;
  readonly frames: number;
  /** Frames that were drawn, not read. */
  drawn = 0;
  /** By frame: the journal's part that holds it. */
  private readonly kept = new Map<number, number>();
  /** The frame that the page is at. */
  private pending: number | undefined;
  /** The frame that was asked for last: encoders go evenly through a film, if not always through all of it. */
  private last = -1;

  private constructor(
    size: FilmSize,
    private readonly remote: Remote,
    private readonly journal: Journal,
    private readonly onKept: (frames: number) => void,
  ) {
    ({ width: this.width, height: this.height, fps: this.fps, frames: this.frames } = size);
  }

  /** @param onKept told how many frames the journal has. */
  static async create(
    size: FilmSize,
    remote: Remote,
    journal: Journal,
    onKept: (frames: number) => void,
  ): Promise<JournaledFrames> {
    const source = new JournaledFrames(size, remote, journal, onKept);
    for (let part = 0; part < journal.count; part++) {
      source.kept.set((await journal.read(part)).readUInt32LE(0), part);
    }
    onKept(source.known);
    return source;
  }

  /** Frames that need not be drawn any more. */
  get known(): number {
    return this.kept.size;
  }

  async rgba(index: number): Promise<Uint8Array<ArrayBuffer>> {
    const next = index + (index - this.last);
    this.last = index;
    const part = this.kept.get(index);
    if (part !== undefined) return new Uint8Array(await inflate((await this.journal.read(part)).subarray(INDEX)));
    if (this.pending !== undefined && this.pending !== index) await this.receive(undefined);
    if (this.pending === undefined) await this.ask(index);
    return this.receive(next);
  }

  async i420(): Promise<Uint8Array<ArrayBuffer>> {
    throw new Error("What is encoded as a video is encoded in the browser.");
  }

  private async ask(frame: number): Promise<void> {
    this.pending = frame;
    await this.remote.draw(frame, false);
  }

  /** @param next what the page draws while this one is kept. */
  private async receive(next: number | undefined): Promise<Uint8Array<ArrayBuffer>> {
    const frame = this.pending ?? 0;
    const rgba = await nextParcel(this.remote);
    this.pending = undefined;
    this.drawn++;
    if (next !== undefined && next > frame && next < this.frames && !this.kept.has(next)) await this.ask(next);
    const deflated = await deflate(rgba, { level: 1 });
    const part = Buffer.allocUnsafe(INDEX + deflated.length);
    part.writeUInt32LE(frame, 0);
    part.set(deflated, INDEX);
    await this.journal.append(part);
    this.kept.set(frame, this.journal.count - 1);
    this.onKept(this.known);
    return rgba;
  }
}
