import type { ExportHooks } from "./encode/export-hooks.ts";
import type { VideoChoice } from "./encode/format.ts";
import { writeGif } from "./encode/gif.ts";
import { Movie } from "./encode/movie.ts";
import { writePngSequence } from "./encode/png-sequence.ts";
import type { Sink } from "./encode/sink.ts";
import { encodeVideo } from "./encode/video.ts";
import type { FrameSource } from "./frame-source.ts";

/** What a film is written as. */
export type FilmFile =
  /** MP4 or WebM, as the browser can: see `chooseVideo`. */
  | { readonly format: "video"; readonly choice: VideoChoice }
  /** Repeated for ever unless told otherwise. */
  | { readonly format: "gif"; readonly repeat?: boolean }
  /** A zip of PNG files. */
  | { readonly format: "zip" };

/**
 * Writes all frames of a film, one after another, and closes the sink. Where anything fails, or the signal ends it, the sink
 * is aborted: nothing half-written stays.
 * @throws UnavailableError, the signal's reason, what source, encoder and sink throw; the sink is aborted then.
 */
export async function exportFilm(
  source: FrameSource,
  file: FilmFile,
  sink: Sink,
  hooks: ExportHooks = {},
): Promise<void> {
  let movie: Movie | undefined;
  try {
    if (file.format === "gif") {
      await writeGif(source, sink, { ...hooks, repeat: file.repeat ?? true });
    } else if (file.format === "zip") {
      await writePngSequence(source, sink, hooks);
    } else {
      movie = await Movie.create(file.choice, sink, source.frames);
      for await (const segment of encodeVideo(source, file.choice, hooks)) await movie.add(segment);
      hooks.signal?.throwIfAborted();
      await movie.finish();
    }
  } catch (error) {
    await (movie ?? sink).abort().catch(() => undefined);
    throw error;
  }
}
