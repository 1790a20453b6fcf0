import { spawnSync } from "node:child_process";
import { mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { whileLocked } from "../../src/cli/record-lock.ts";

let folder: string;
let target: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "ravine-lock-"));
  target = join(folder, "film.mp4");
});

afterEach(async () => {
  await rm(folder, { recursive: true });
});

it("A film is made by one process at a time, and no lock stays", async () => {
  const made = await whileLocked(target, "film.mp4", async () => {
    const other = whileLocked(target, "film.mp4", async () => "made");
    await expect(other).rejects.toThrow(`film.mp4 is being made by another ravine, process ${process.pid}.`);
    expect(await whileLocked(`${target}2`, "film.mp42", async () => "beside it")).toBe("beside it");
    return "made";
  });
  expect(made).toBe("made");
  const failing = whileLocked(target, "film.mp4", async () => Promise.reject(new Error("no")));
  await expect(failing).rejects.toThrow(/^no$/);
  expect(await readdir(folder)).toEqual([]);
});

it("A lock that a process has left which is gone does not hold", async () => {
  const { pid } = spawnSync(process.execPath, ["--version"]);
  for (const left of [`${pid}\n`, "", "no number"]) {
    await writeFile(`${target}.ravine-lock`, left);
    expect(await whileLocked(target, "film.mp4", async () => "made"), JSON.stringify(left)).toBe("made");
  }
  expect(await readdir(folder)).toEqual([]);
});
