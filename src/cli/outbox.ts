import { toBase64 } from "./base64.ts";

/**
 * What is handed over one at a time, in a page, to somebody who fetches it in pieces: there is room for one; who puts
 * another in waits until the first has been taken.
 */
export class Outbox {
  private content: Uint8Array | undefined;
  private onTaken: (() => void) | undefined;

  /** Resolves when it lies there. One caller at a time. */
  async put(bytes: Uint8Array): Promise<void> {
    if (this.content !== undefined) {
      await new Promise<void>((resolve) => {
        this.onTaken = resolve;
      });
    }
    this.content = bytes;
  }

  /** Bytes of what lies there; undefined where nothing does. */
  get size(): number | undefined {
    return this.content?.length;
  }

  /** Some of what lies there, in base64: fewer bytes than asked for, or none, at its end. */
  read(from: number, count: number): string {
    return toBase64([this.content?.subarray(from, from + count) ?? new Uint8Array()]);
  }

  /** It has been fetched whole: there is room for the next. */
  take(): void {
    this.content = undefined;
    this.onTaken?.();
    this.onTaken = undefined;
  }
}
