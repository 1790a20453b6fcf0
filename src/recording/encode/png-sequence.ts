import { Zip, ZipPassThrough } from "fflate";
import type { FrameSource } from "../frame-source.ts";
import type { ExportHooks } from "./export-hooks.ts";
import type { Sink } from "./sink.ts";
import { encodeStill } from "./still.ts";
import { UnavailableError } from "./unavailable-error.ts";

/** What a zip without the extensions for large files can hold. */
const MOST_BYTES = 2 ** 32 - 1;
/** Frames that are tried where a film may not fit. */
const TRIED_FRAMES = 3;

/**
 * Writes a film as a zip of PNG files, frame-00001.png and so on. The same film gives the same bytes; memory does not grow
 * with length.
 * @throws UnavailableError where it becomes larger than a zip can be, before it is begun if three of its frames say so; the
 * signal's reason; what source and sink throw.
 */
export async function writePngSequence(
  source: FrameSource,
  sink: Sink,
  { signal, onFrame }: ExportHooks,
): Promise<void> {
  await checkSize(source, signal);
  let failure: unknown;
  let chunks: Uint8Array[] = [];
  const zip = new Zip((error, chunk) => {
    failure ??= error;
    chunks.push(chunk);
  });
  let position = 0;
  const flush = async () => {
    if (failure) throw failure;
    const ready = chunks;
    chunks = [];
    for (const chunk of ready) {
      if (position + chunk.length > MOST_BYTES) throw tooLarge(source, position + chunk.length);
      await sink.write(new Uint8Array(chunk), position);
      position += chunk.length;
    }
  };
  for (let frame = 0; frame < source.frames; frame++) {
    signal?.throwIfAborted();
    const rgba = await source.rgba(frame);
    signal?.throwIfAborted();
    const file = new ZipPassThrough(`frame-${String(frame + 1).padStart(5, "0")}.png`);
    // The zip's own zero of time, in local time as zips write it: the bytes do not tell when or where they were made.
    file.mtime = new Date(1980, 0, 1);
    zip.add(file);
    file.push(encodeStill(rgba, source.width, source.height), true);
    await flush();
    onFrame?.(frame + 1);
  }
  zip.end();
  await flush();
  await sink.close();
}

async function checkSize(source: FrameSource, signal: AbortSignal | undefined): Promise<void> {
  const { width, height, frames } = source;
  if (4 * width * height * frames < MOST_BYTES) return;
  let bytes = 0;
  for (let tried = 0; tried < TRIED_FRAMES; tried++) {
    signal?.throwIfAborted();
    const frame = Math.round((tried * (frames - 1)) / (TRIED_FRAMES - 1));
    bytes += encodeStill(await source.rgba(frame), width, height).length;
  }
  const estimate = (bytes / TRIED_FRAMES) * frames;
  if (estimate > MOST_BYTES) throw tooLarge(source, estimate);
}

function tooLarge({ frames, width, height }: FrameSource, bytes: number): UnavailableError {
  const gigabytes = (bytes / 1e9).toFixed(1);
  return new UnavailableError(
    `${frames} frames of ${width} × ${height} as PNG files take about ${gigabytes} GB; a zip holds at most 4.2 GB.`,
  );
}
