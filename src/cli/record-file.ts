import { type FileHandle, open, realpath, rename, rm } from "node:fs/promises";
import { resolve } from "node:path";
import type { Sink } from "../recording/encode/sink.ts";

/** What a file is called while it is written, … */
const UNFINISHED = ".ravine-new";
/** … and the journal of a film that is being made. Both lie beside the file. */
const JOURNAL = ".ravine-part";

/** Where a name leads: a link stays, and what it leads to is replaced. */
export async function targetOf(name: string): Promise<string> {
  return realpath(name).catch(() => resolve(name));
}

export function journalOf(target: string): string {
  return target + JOURNAL;
}

/**
 * A file that takes the place of the target when it is whole: until then the target is as it was, or not there.
 * @param owner tells apart what several processes write to one target, of which the last one stays.
 * @throws the file system's error, from any of the sink's methods too.
 */
export async function openTarget(target: string, owner?: number): Promise<Sink> {
  const unfinished = target + (owner === undefined ? "" : `.${owner}`) + UNFINISHED;
  const handle: FileHandle = await open(unfinished, "w");
  let isOpen = true;
  const shut = async (): Promise<void> => {
    if (!isOpen) return;
    isOpen = false;
    await handle.close();
  };
  return {
    async write(data, position) {
      for (let written = 0; written < data.length; ) {
        const { bytesWritten } = await handle.write(data, written, data.length - written, position + written);
        written += bytesWritten;
      }
    },
    async close() {
      await handle.sync();
      await shut();
      await rename(unfinished, target);
    },
    async abort() {
      await shut();
      await rm(unfinished, { force: true });
    },
  };
}
