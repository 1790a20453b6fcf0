/** Where a file's bytes go: the disk, or memory. */
export interface Sink {
  /** Writes bytes at a position; not always at the end. */
  write(data: Uint8Array<ArrayBuffer>, position: number): Promise<void>;
  /** The file is whole. */
  close(): Promise<void>;
  /** The file is given up: nothing of it stays. */
  abort(): Promise<void>;
}
