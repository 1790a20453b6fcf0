import { mkdtemp, readFile, rm, stat, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { Journal } from "../../src/cli/record-journal.ts";

const PARTS = [new Uint8Array([1, 2, 3]), new Uint8Array(), new Uint8Array(40).fill(7), new Uint8Array([9])];

let folder: string;
let file: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "ravine-journal-"));
  file = join(folder, "film.mp4.ravine-part");
});

afterEach(async () => {
  await rm(folder, { recursive: true });
});

async function write(parts: readonly Uint8Array[], about = "a film"): Promise<Buffer> {
  const journal = await Journal.open(file, about);
  for (const part of parts.slice(journal.count)) await journal.append(part);
  await journal.close();
  return readFile(file);
}

async function partsIn(journal: Journal): Promise<Uint8Array[]> {
  const parts: Uint8Array[] = [];
  for (let part = 0; part < journal.count; part++) parts.push(new Uint8Array(await journal.read(part)));
  return parts;
}

describe("The journal of a film", () => {
  it("gives its parts again, and is removed at the end", async () => {
    await write(PARTS);
    const journal = await Journal.open(file, "a film");
    expect(journal.found).toBe("same");
    expect(await partsIn(journal)).toEqual(PARTS);
    await journal.delete();
    await expect(stat(file)).rejects.toThrow(/ENOENT/);
  });

  it("has, cut off after any byte, the parts that are whole, and comes to the same bytes when it is gone on with", async () => {
    const whole = await write(PARTS);
    const ends: number[] = [];
    for (const count of PARTS.keys()) {
      await rm(file);
      ends.push((await write(PARTS.slice(0, count + 1))).length);
    }
    for (let length = 0; length < whole.length; length++) {
      await writeFile(file, whole.subarray(0, length));
      const journal = await Journal.open(file, "a film");
      const expected = ends.filter((end) => end <= length).length;
      expect(await partsIn(journal), `of ${length} bytes`).toEqual(PARTS.slice(0, expected));
      if (expected > 0) expect((await stat(file)).size, `what stays of ${length} bytes`).toBe(ends[expected - 1]);
      for (const part of PARTS.slice(expected)) await journal.append(part);
      await journal.close();
      expect((await readFile(file)).equals(whole), `of ${length} bytes`).toBe(true);
    }
  });

  it("ends before a part with a changed byte", async () => {
    const whole = await write(PARTS);
    // The last byte of the last part, and, before its one byte and the 36 in front of it, of the one before.
    for (const [offset, expected] of [
      [whole.length - 1, 3],
      [whole.length - 38, 2],
    ] as const) {
      const changed = Buffer.from(whole);
      changed.writeUInt8((whole[offset] ?? 0) ^ 1, offset);
      await writeFile(file, changed);
      const journal = await Journal.open(file, "a film");
      expect(await partsIn(journal)).toEqual(PARTS.slice(0, expected));
      await journal.close();
    }
  });

  it("begins anew for something else, for a file that is no journal, and when told to", async () => {
    await write(PARTS);
    expect(await Journal.look(file, "another film")).toBe("other");
    expect(await Journal.look(file, "a film")).toBe("same");
    for (const [about, isFresh, content] of [
      ["another film", false, undefined],
      ["another film", true, undefined],
      ["another film", false, "some text"],
    ] as const) {
      if (content !== undefined) await writeFile(file, content);
      const journal = await Journal.open(file, about, isFresh);
      expect([journal.found, journal.count]).toEqual(["other", 0]);
      await journal.append(new Uint8Array([4]));
      await journal.close();
      const again = await Journal.open(file, about);
      expect([again.found, await partsIn(again)]).toEqual(["same", [new Uint8Array([4])]]);
      await again.close();
    }
    await rm(file);
    expect(await Journal.look(file, "a film")).toBe("nothing");
  });

  it("is nothing yet where it was interrupted before its head was whole", async () => {
    // Before the three bytes of its part, and the 36 in front of them.
    const head = (await write([new Uint8Array(3)])).subarray(0, -39);
    for (const length of [0, 1, 14, 20, head.length - 1]) {
      await writeFile(file, head.subarray(0, length));
      expect(await Journal.look(file, "a film"), `${length} bytes`).toBe("nothing");
      const journal = await Journal.open(file, "a film");
      expect(journal.found, `${length} bytes`).toBe("nothing");
      await journal.close();
    }
    await writeFile(file, head);
    expect(await Journal.look(file, "a film"), "all of it").toBe("same");
  });

  it("says when somebody else changed it under way", async () => {
    const journal = await Journal.open(file, "a film");
    await journal.append(new Uint8Array([1, 2, 3]));
    const content = await readFile(file);
    content.writeUInt8(0, content.length - 1);
    await writeFile(file, content);
    await expect(journal.read(0)).rejects.toThrow(/was changed by something else: part 0 is not whole/);
    await journal.close();
  });

  it("leaves no file without a part", async () => {
    await (await Journal.open(file, "a film")).close();
    await expect(stat(file)).rejects.toThrow(/ENOENT/);
  });

  it.runIf(process.platform === "linux")("tells of a full disk", async () => {
    await symlink("/dev/full", file);
    await expect(Journal.open(file, "a film")).rejects.toMatchObject({ code: "ENOSPC" });
  });
});
