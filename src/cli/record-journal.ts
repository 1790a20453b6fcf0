import { createHash } from "node:crypto";
import { type FileHandle, open, rm } from "node:fs/promises";

const MAGIC = Buffer.from("ravine-part 1\n");
/** Before every record: its length, and the SHA-256 of its bytes. */
const CHECKSUM = 32;
const PREFIX = 4 + CHECKSUM;

interface Place {
  readonly offset: number;
  readonly length: number;
}

function checksum(bytes: Uint8Array): Buffer {
  return createHash("sha256").update(bytes).digest();
}

/** Fewer bytes than asked for where the file ends. */
async function readBytes(handle: FileHandle, offset: number, length: number): Promise<Buffer> {
  const bytes = Buffer.allocUnsafe(length);
  let filled = 0;
  while (filled < length) {
    const { bytesRead } = await handle.read(bytes, filled, length - filled, offset + filled);
    if (bytesRead === 0) break;
    filled += bytesRead;
  }
  return bytes.subarray(0, filled);
}

async function writeBytes(handle: FileHandle, bytes: Uint8Array, offset: number): Promise<void> {
  for (let written = 0; written < bytes.length; ) {
    const { bytesWritten } = await handle.write(bytes, written, bytes.length - written, offset + written);
    written += bytesWritten;
  }
}

/** The record at an offset; undefined where the file has no whole one there. */
async function readRecord(handle: FileHandle, offset: number, size: number): Promise<Buffer | undefined> {
  const prefix = await readBytes(handle, offset, PREFIX);
  if (prefix.length < PREFIX) return undefined;
  const length = prefix.readUInt32LE(0);
  if (offset + PREFIX + length > size) return undefined;
  const bytes = await readBytes(handle, offset + PREFIX, length);
  return bytes.length === length && checksum(bytes).equals(prefix.subarray(4)) ? bytes : undefined;
}

/** A record as it is written. */
function recordOf(bytes: Uint8Array): Buffer {
  const prefix = Buffer.alloc(PREFIX);
  prefix.writeUInt32LE(bytes.length, 0);
  checksum(bytes).copy(prefix, 4);
  return Buffer.concat([prefix, bytes]);
}

/** Whether a file is a journal of this that was interrupted before its first record was whole. */
async function isHardlyBegun(handle: FileHandle, size: number, about: Buffer): Promise<boolean> {
  const whole = Buffer.concat([MAGIC, recordOf(about)]);
  return size < whole.length && (await readBytes(handle, 0, size)).equals(whole.subarray(0, size));
}

/** What the file says that its parts are of; undefined where it is no journal. */
async function readHead(handle: FileHandle, size: number): Promise<Buffer | undefined> {
  const begins = await readBytes(handle, 0, MAGIC.length);
  return begins.equals(MAGIC) ? readRecord(handle, MAGIC.length, size) : undefined;
}

/**
 * A file that keeps the finished parts of something long, so that what was interrupted, at any moment, goes on after the
 * last whole part. A part that was being written is cut off. The first record says what the parts are of.
 */
export class Journal {
  private constructor(
    readonly file: string,
    private readonly handle: FileHandle,
    private readonly places: Place[],
    private end: number,
    /** What was found: nothing, parts of the same, or something else, which is gone. */
    readonly found: "nothing" | "same" | "other",
  ) {}

  /** What there is in a file, which is not changed: see `found`. */
  static async look(file: string, about: string): Promise<Journal["found"]> {
    const handle = await open(file, "r").catch(() => undefined);
    if (handle === undefined) return "nothing";
    try {
      const { size } = await handle.stat();
      const expected = Buffer.from(about);
      if (await isHardlyBegun(handle, size, expected)) return "nothing";
      return (await readHead(handle, size))?.equals(expected) ? "same" : "other";
    } finally {
      await handle.close();
    }
  }

  /**
   * @param about what the parts are of: those of another text are dropped.
   * @param isFresh whether to drop what there is in any case.
   * @throws the file system's error where the file cannot be read or written.
   */
  static async open(file: string, about: string, isFresh = false): Promise<Journal> {
    const expected = Buffer.from(about);
    const handle = await open(file, "r+").catch((error: NodeJS.ErrnoException) => {
      if (error.code === "ENOENT") return open(file, "wx+");
      throw error;
    });
    try {
      const { size } = await handle.stat();
      const head = isFresh ? undefined : await readHead(handle, size);
      if (head?.equals(expected)) {
        const places: Place[] = [];
        let end = MAGIC.length + PREFIX + head.length;
        for (let part = await readRecord(handle, end, size); part; part = await readRecord(handle, end, size)) {
          places.push({ offset: end, length: part.length });
          end += PREFIX + part.length;
        }
        if (end < size) await handle.truncate(end);
        return new Journal(file, handle, places, end, "same");
      }
      const isOther = !(await isHardlyBegun(handle, size, expected));
      if (size > 0) await handle.truncate(0);
      await writeBytes(handle, MAGIC, 0);
      const journal = new Journal(file, handle, [], MAGIC.length, isOther ? "other" : "nothing");
      await journal.write(expected);
      return journal;
    } catch (error) {
      await handle.close();
      throw error;
    }
  }

  /** Parts that are whole. */
  get count(): number {
    return this.places.length;
  }

  /** Adds a part. Where it fails, the parts before stay. @throws the file system's error. */
  async append(part: Uint8Array): Promise<void> {
    this.places.push(await this.write(part));
  }

  /** @throws Error where the file is no longer as it was written. */
  async read(index: number): Promise<Buffer> {
    const place = this.places[index];
    const part = place && (await readRecord(this.handle, place.offset, place.offset + PREFIX + place.length));
    if (part === undefined) throw new Error(`${this.file} was changed by something else: part ${index} is not whole`);
    return part;
  }

  /** A file with no part in it does not stay. */
  async close(): Promise<void> {
    if (this.count === 0) await this.delete();
    else await this.handle.close();
  }

  /** Closes it, and removes the file. */
  async delete(): Promise<void> {
    await this.handle.close();
    await rm(this.file, { force: true });
  }

  private async write(bytes: Uint8Array): Promise<Place> {
    const offset = this.end;
    await writeBytes(this.handle, recordOf(bytes), offset);
    this.end = offset + PREFIX + bytes.length;
    return { offset, length: bytes.length };
  }
}
