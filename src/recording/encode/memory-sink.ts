import type { Sink } from "./sink.ts";

const PAGE_BYTES = 1 << 20;

/** A file in memory, in pages, so that it never needs one large piece, nor a copy of itself to grow. */
export class MemorySink implements Sink {
  private pages: Uint8Array<ArrayBuffer>[] = [];
  private length = 0;
  private state: "open" | "whole" | "given up" = "open";

  async write(data: Uint8Array<ArrayBuffer>, position: number): Promise<void> {
    if (this.state !== "open") throw new Error(`The file is ${this.state}: nothing can be written to it.`);
    const end = position + data.length;
    while (this.pages.length * PAGE_BYTES < end) this.pages.push(new Uint8Array(PAGE_BYTES));
    for (let at = position; at < end; ) {
      const within = at % PAGE_BYTES;
      const count = Math.min(PAGE_BYTES - within, end - at);
      this.pages[Math.floor(at / PAGE_BYTES)]?.set(data.subarray(at - position, at - position + count), within);
      at += count;
    }
    this.length = Math.max(this.length, end);
  }

  async close(): Promise<void> {
    this.state = "whole";
  }

  async abort(): Promise<void> {
    this.state = "given up";
    this.pages = [];
    this.length = 0;
  }

  /**
   * The file.
   * @throws Error before it is whole.
   */
  blob(type: string): Blob {
    if (this.state !== "whole") throw new Error("The file is not whole.");
    return new Blob(
      this.pages.map((page, index) => page.subarray(0, Math.min(PAGE_BYTES, this.length - index * PAGE_BYTES))),
      { type },
    );
  }
}
