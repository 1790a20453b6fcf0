import type { Sink } from "../../../src/recording/encode/sink.ts";

/** Keeps what is written, and what becomes of it. */
export class FakeSink implements Sink {
  readonly ends: ("close" | "abort")[] = [];
  writes = 0;
  private readonly bytes: number[] = [];

  /** @param room bytes that it takes before it fails. */
  constructor(private readonly room = Number.POSITIVE_INFINITY) {}

  async write(data: Uint8Array<ArrayBuffer>, position: number): Promise<void> {
    if (this.ends.length > 0) throw new Error(`Written after ${this.ends.join(" and ")}.`);
    if (position + data.length > this.room) throw new Error("No room.");
    this.writes++;
    for (const [at, byte] of data.entries()) this.bytes[position + at] = byte;
  }

  async close(): Promise<void> {
    this.ends.push("close");
  }

  async abort(): Promise<void> {
    this.ends.push("abort");
  }

  /** The file, zeros where nothing was written. */
  get file(): Uint8Array<ArrayBuffer> {
    return Uint8Array.from(this.bytes, (byte) => byte ?? 0);
  }
}
