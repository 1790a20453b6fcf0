import type { Sink } from "./sink.ts";

/** A file that a person has chosen; newer browsers can remove it again. */
export interface ChosenFile extends Pick<FileSystemFileHandle, "createWritable" | "getFile" | "name"> {
  remove?(): Promise<void>;
}

/**
 * Writes to a file on the disk. The browser gathers the bytes aside, and they take the file's place when it is closed: given
 * up, a file that was there before is as it was, and one that the choice has made is removed again.
 * @throws Error, one line, from here and from the sink, where the disk is full or may not be written.
 */
export async function diskSink(file: ChosenFile): Promise<Sink> {
  const isNew = (await file.getFile()).size === 0;
  const discard = async () => {
    if (isNew) await file.remove?.().catch(() => undefined);
  };
  const writable = await clearly(file, () => file.createWritable()).catch(async (error: unknown) => {
    await discard();
    throw error;
  });
  return {
    write: (data, position) => clearly(file, () => writable.write({ type: "write", data, position })),
    close: () => clearly(file, () => writable.close()),
    abort: async () => {
      // A stream that a failed write has closed has nothing left to give up, and says so.
      await writable.abort().catch(() => undefined);
      await discard();
    },
  };
}

async function clearly<Result>(file: ChosenFile, work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof DOMException)) throw error;
    throw new Error(reason(file.name, error), { cause: error });
  }
}

function reason(name: string, { name: kind, message }: DOMException): string {
  switch (kind) {
    case "QuotaExceededError":
      return `There is no room on the disk for ${name}.`;
    case "NotAllowedError":
      return `${name} may not be written.`;
    case "NotFoundError":
      return `The folder of ${name} is gone.`;
    case "NoModificationAllowedError":
      return `${name} is being written by another program.`;
    default:
      return `${name} could not be written: ${message}`;
  }
}
