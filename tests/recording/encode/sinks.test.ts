import { describe, expect, it } from "vitest";
import { type ChosenFile, diskSink } from "../../../src/recording/encode/disk-sink.ts";
import { MemorySink } from "../../../src/recording/encode/memory-sink.ts";

const bytes = (...values: number[]) => Uint8Array.from(values);

describe("a file in memory", () => {
  it("has what was written last at every position, over the borders of its pages", async () => {
    const sink = new MemorySink();
    const length = (1 << 20) + 5;
    const data = Uint8Array.from({ length }, (_, at) => at % 251);
    await sink.write(data.slice(0, 10), 0);
    await sink.write(data.slice(10), 10);
    await sink.write(bytes(9, 8, 7), (1 << 20) - 1);
    await sink.close();
    const blob = sink.blob("video/mp4");
    data.set([9, 8, 7], (1 << 20) - 1);
    expect(blob.type).toBe("video/mp4");
    expect(Buffer.from(await blob.arrayBuffer()).equals(Buffer.from(data))).toBe(true);
  });

  it("is not handed out before it is whole, nor after it was given up", async () => {
    const sink = new MemorySink();
    await sink.write(bytes(1), 0);
    expect(() => sink.blob("x")).toThrow("The file is not whole.");
    await sink.abort();
    expect(() => sink.blob("x")).toThrow("The file is not whole.");
    await expect(sink.write(bytes(1), 0)).rejects.toThrow("The file is given up: nothing can be written to it.");
  });
});

/** A folder of one file: what the browser's file has on the disk, and what is gathered aside. */
class FakeFile {
  readonly name = "demo.mp4";
  isRemoved = false;
  isClosed = false;
  isAborted = false;
  private gathered = new Map<number, Uint8Array>();

  constructor(
    public contents: Uint8Array<ArrayBuffer>,
    private readonly room = Number.POSITIVE_INFINITY,
    private readonly failure = "QuotaExceededError",
  ) {}

  get file(): ChosenFile {
    const writable = {
      write: async ({ data, position }: { readonly data: Uint8Array; readonly position: number }) => {
        if (position + data.length > this.room) throw new DOMException("No.", this.failure);
        this.gathered.set(position, data);
      },
      close: async () => {
        this.contents = Uint8Array.from([...this.gathered.values()].flatMap((data) => [...data]));
        this.isClosed = true;
      },
      abort: async () => {
        this.isAborted = true;
      },
    };
    return {
      name: this.name,
      getFile: async () => new File([this.contents], this.name),
      // The fake has of a stream what a sink uses.
      createWritable: async () => writable as unknown as FileSystemWritableFileStream,
      remove: async () => {
        this.isRemoved = true;
      },
    };
  }
}

describe("a file on the disk", () => {
  it("takes the place of what was there when it is closed", async () => {
    const fake = new FakeFile(bytes(1, 2, 3));
    const sink = await diskSink(fake.file);
    await sink.write(bytes(4, 5), 0);
    expect(fake.contents).toEqual(bytes(1, 2, 3));
    await sink.close();
    expect(fake.contents).toEqual(bytes(4, 5));
  });

  it("leaves a file as it was when it is given up, and removes one that was new", async () => {
    for (const [contents, isRemoved] of [
      [bytes(1, 2, 3), false],
      [bytes(), true],
    ] as const) {
      const fake = new FakeFile(contents);
      const sink = await diskSink(fake.file);
      await sink.write(bytes(4, 5), 0);
      await sink.abort();
      expect(fake.contents).toEqual(contents);
      expect([fake.isClosed, fake.isAborted, fake.isRemoved]).toEqual([false, true, isRemoved]);
    }
  });

  it("removes a new one that cannot even be begun, and leaves another as it was", async () => {
    for (const [contents, isRemoved] of [
      [bytes(1, 2, 3), false],
      [bytes(), true],
    ] as const) {
      const fake = new FakeFile(contents);
      const createWritable = () => Promise.reject(new DOMException("No.", "NoModificationAllowedError"));
      const begun = diskSink({ ...fake.file, createWritable });
      await expect(begun).rejects.toThrow("demo.mp4 is being written by another program.");
      expect(fake.isRemoved).toBe(isRemoved);
    }
  });

  it("says in one line that the disk is full, or why else it cannot be written", async () => {
    const message = async (failure: string) => {
      const sink = await diskSink(new FakeFile(bytes(), 1, failure).file);
      return sink.write(bytes(4, 5), 0).then(
        () => "written",
        (error: unknown) => String(error),
      );
    };
    expect(await message("QuotaExceededError")).toBe("Error: There is no room on the disk for demo.mp4.");
    expect(await message("NotAllowedError")).toBe("Error: demo.mp4 may not be written.");
    expect(await message("NotFoundError")).toBe("Error: The folder of demo.mp4 is gone.");
    expect(await message("AbortError")).toBe("Error: demo.mp4 could not be written: No.");
  });
});
