import { mkdtemp, readdir, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { checkApart } from "../../src/cli/check-apart.ts";
import { writeOutput } from "../../src/cli/write-output.ts";
import type { Piece } from "../../src/recording/data/piece.ts";

let folder: string;
let file: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "ravine-output-"));
  file = join(folder, "data.csv");
});

afterEach(async () => {
  await rm(folder, { recursive: true });
});

/** @param between is called before every piece but the first. */
async function* pieces(list: readonly Piece[], between = (_index: number): void => undefined): AsyncGenerator<Piece> {
  for (const [index, piece] of list.entries()) {
    if (index > 0) between(index);
    yield piece;
  }
}

const LARGE = "x".repeat(100_000);

describe("What a command writes", () => {
  it("is in the file as it came, texts and bytes in their order", async () => {
    await writeOutput(pieces(["a", "b", new Uint8Array([0, 255]), LARGE, "c", new Uint8Array([7])]), file);
    const expected = Buffer.concat([
      Buffer.from("ab"),
      Buffer.from([0, 255]),
      Buffer.from(`${LARGE}c`),
      Buffer.from([7]),
    ]);
    expect((await readFile(file)).equals(expected)).toBe(true);
    await writeOutput(pieces([]), file);
    expect((await readFile(file)).length).toBe(0);
    expect(await readdir(folder)).toEqual(["data.csv"]);
  });

  it("leaves what was there as it was where it fails, and nothing beside it", async () => {
    await writeFile(file, "before");
    const failing = pieces([LARGE, LARGE], () => {
      throw new Error("no more");
    });
    await expect(writeOutput(failing, file)).rejects.toThrow(/^no more$/);
    expect(await readFile(file, "utf8")).toBe("before");
    expect(await readdir(folder)).toEqual(["data.csv"]);
  });

  it("leaves what was there as it was where a signal ends it, and tells what gives the pieces", async () => {
    await writeFile(file, "before");
    let isTold = false;
    async function* endless(): AsyncGenerator<Piece> {
      try {
        for (let count = 0; ; count++) {
          if (count === 3) process.emit("SIGINT", "SIGINT");
          yield LARGE;
        }
      } finally {
        isTold = true;
      }
    }
    await expect(writeOutput(endless(), file)).rejects.toMatchObject({
      message: "interrupted: nothing was written.",
      exitCode: 130,
    });
    expect(isTold).toBe(true);
    expect(await readFile(file, "utf8")).toBe("before");
    expect(await readdir(folder)).toEqual(["data.csv"]);
  });

  it("goes through a link, which stays", async () => {
    const link = join(folder, "link.csv");
    await writeFile(file, "before");
    await symlink(file, link);
    await writeOutput(pieces(["after"]), link);
    expect(await readFile(file, "utf8")).toBe("after");
  });

  it.runIf(process.platform === "linux")("does not end well on a full disk, however little it is", async () => {
    for (const all of [["a"], [new Uint8Array([1])], [LARGE, LARGE, "a"]] as const) {
      await expect(writeOutput(pieces(all), "/dev/full")).rejects.toThrow(
        /^cannot write \/dev\/full: the disk is full$/,
      );
    }
  });
});

describe("What is read and what is written", () => {
  it("are different files, whatever links lead to them", async () => {
    const link = join(folder, "link.csv");
    await writeFile(file, "before");
    await symlink(file, link);
    const message = "They need a file each.";
    for (const [read, outputs] of [
      [file, [file]],
      [file, [link]],
      [link, [file]],
      ["-", [file, link]],
    ] as const) {
      await expect(checkApart(read, outputs, message)).rejects.toThrow(message);
    }
    await checkApart(file, [join(folder, "other.csv"), undefined, undefined], message);
    await checkApart("-", [file], message);
  });
});
