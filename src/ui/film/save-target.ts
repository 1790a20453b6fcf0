import { type ChosenFile, diskSink } from "../../recording/encode/disk-sink.ts";
import type { FilmFormat } from "../../recording/encode/format.ts";
import { MemorySink } from "../../recording/encode/memory-sink.ts";
import type { Sink } from "../../recording/encode/sink.ts";
import { saveBlob } from "../files.ts";

/** Where a film goes. */
export interface SaveTarget {
  readonly sink: Sink;
  /** As people call it. */
  readonly name: string;
  readonly place: "disk" | "memory";
  /** Hands over what was written to memory, once the sink is closed. */
  deliver(): void;
}

const TYPES: Readonly<Record<FilmFormat, { readonly mime: string; readonly description: string }>> = {
  mp4: { mime: "video/mp4", description: "MP4 video" },
  webm: { mime: "video/webm", description: "WebM video" },
  gif: { mime: "image/gif", description: "GIF" },
  zip: { mime: "application/zip", description: "PNG sequence" },
  png: { mime: "image/png", description: "PNG picture" },
};

interface SavePicker {
  showSaveFilePicker(options: {
    readonly suggestedName: string;
    readonly types: readonly { readonly description: string; readonly accept: Readonly<Record<string, string[]>> }[];
  }): Promise<ChosenFile>;
}

/** Whether films are written straight to the disk; else they are in memory until they are whole. */
export function savesToDisk(): boolean {
  return hasPicker(globalThis);
}

function hasPicker(scope: object): scope is SavePicker {
  return "showSaveFilePicker" in scope;
}

/**
 * Asks where a film goes, right after a click; without the File System Access interface it goes to memory.
 * @returns undefined where the person has changed their mind.
 * @throws Error, one line, where nothing can be written there.
 */
export async function chooseTarget(name: string, format: FilmFormat): Promise<SaveTarget | undefined> {
  const { mime, description } = TYPES[format];
  const scope: object = globalThis;
  if (!hasPicker(scope)) {
    const sink = new MemorySink();
    return { sink, name, place: "memory", deliver: () => saveBlob(sink.blob(mime), name) };
  }
  try {
    const file = await scope.showSaveFilePicker({
      suggestedName: name,
      types: [{ description, accept: { [mime]: [`.${format}`] } }],
    });
    return { sink: await diskSink(file), name: file.name, place: "disk", deliver: () => undefined };
  } catch (error) {
    if (!(error instanceof DOMException)) throw error;
    if (error.name === "AbortError") return undefined;
    // What was looked at before has taken longer than a click lasts.
    if (error.name === "SecurityError") throw new Error("The browser wants one more click: press Export again.");
    throw new Error(`The browser gives no place to save to: ${error.message}`);
  }
}
