import { open, readFile, rm } from "node:fs/promises";
import { InputError } from "./input-error.ts";

/** Beside a film that is being made: the number of the process that makes it. */
const LOCK = ".ravine-lock";

/**
 * Does something with a target that no other process does at once. What a process that is gone has left does not hold.
 * @param out the target, as a person calls it.
 * @throws InputError where another process is at it; the file system's error.
 */
export async function whileLocked<Value>(target: string, out: string, use: () => Promise<Value>): Promise<Value> {
  const file = target + LOCK;
  if (!(await isTaken(file))) {
    const owner = await ownerOf(file);
    if (owner !== undefined) throw new InputError(`${out} is being made by another ravine, process ${owner}.`);
    await rm(file, { force: true });
    if (!(await isTaken(file))) throw new InputError(`${out} is being made by another ravine.`);
  }
  try {
    return await use();
  } finally {
    await rm(file, { force: true });
  }
}

/** Whether the lock was free, and is ours now. */
async function isTaken(file: string): Promise<boolean> {
  const handle = await open(file, "wx").catch((error: NodeJS.ErrnoException) => {
    if (error.code === "EEXIST") return undefined;
    throw error;
  });
  await handle?.writeFile(`${process.pid}\n`);
  await handle?.close();
  return handle !== undefined;
}

/** The process that holds a lock; undefined where it runs no more. */
async function ownerOf(file: string): Promise<number | undefined> {
  const owner = Number((await readFile(file, "utf8").catch(() => "")).trim());
  if (!Number.isSafeInteger(owner) || owner <= 0) return undefined;
  try {
    process.kill(owner, 0);
    return owner;
  } catch (error) {
    // It runs, and is somebody else's.
    return error instanceof Error && "code" in error && error.code === "EPERM" ? owner : undefined;
  }
}
