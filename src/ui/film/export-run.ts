import type { Experiment } from "../../experiment/experiment.ts";
import { DeviceLostError, isLost } from "../../gpu/unless-lost.ts";
import type { VideoChoice, VideoRequest } from "../../recording/encode/format.ts";
import { gifProblem } from "../../recording/encode/gif-frames.ts";
import type { Sink } from "../../recording/encode/sink.ts";
import { UnavailableError } from "../../recording/encode/unavailable-error.ts";
import type { FilmFile } from "../../recording/export-film.ts";
import type { FilmOptions } from "../../recording/film/film.ts";
import type { FrameSource } from "../../recording/frame-source.ts";
import { fileName } from "../files.ts";
import * as store from "../store.ts";
import { bannerMessage } from "../validation.ts";
import { type ExportOrder, isVideo, presentOrder, videoRequest } from "./export-order.ts";
import { ExportWatch } from "./export-watch.ts";
import { ExportedFilm } from "./exported-film.ts";
import { ExportedPicture } from "./exported-picture.ts";
import * as film from "./film-store.ts";
import { chooseTarget, type SaveTarget } from "./save-target.ts";

/** A film, as far as an export needs it: its signal, and the loss of its device, end what is under way. */
export interface FilmToExport extends FrameSource {
  transparent(index: number): Promise<Uint8Array<ArrayBuffer>>;
  dispose(): void;
}

/** What an export is done with; tests give their own. */
export interface ExportMeans {
  readonly chooseVideo: (request: VideoRequest) => Promise<VideoChoice>;
  readonly chooseTarget: typeof chooseTarget;
  readonly makeFilm: (device: GPUDevice, experiment: Experiment, options: FilmOptions) => Promise<FilmToExport>;
}

const MEANS: ExportMeans = {
  // What encodes comes with the first export; what draws is there by then, with the preview.
  chooseVideo: async (request) => (await import("../../recording/encode/video.ts")).chooseVideo(request),
  chooseTarget,
  makeFilm: async (device, experiment, options) =>
    (await import("../../recording/film/film.ts")).Film.create(device, experiment, options),
};

/** The person has cancelled it. */
class CancelledError extends Error {
  override readonly name = "CancelledError";
}

let running: AbortController | undefined;

/**
 * Exports the film that the studio shows, as the panel says; called from a click, by which the browser lets it ask for a
 * place on the disk. How it goes is in `exporting`, what has become of it in `outcome`.
 */
export async function startExport(means: ExportMeans = MEANS): Promise<void> {
  if (running !== undefined) return;
  const control = new AbortController();
  running = control;
  film.isPlaying.value = false;
  film.outcome.value = undefined;
  let time: number | undefined;
  let watch: ExportWatch | undefined;
  try {
    const order = presentOrder();
    const device = store.device.peek();
    if (device === undefined) throw new Error("The graphics are not there yet; try again in a moment.");
    const file = await plan(order, means);
    const target = await means.chooseTarget(fileName(order.experiment, order.options.format), order.options.format);
    if (target === undefined) return;
    if (!film.filmOpen.peek()) {
      // Left while the place was asked for: an export goes on only where it is seen.
      await target.sink.abort();
      store.notice.value = { kind: "info", text: "The studio was left: no film was exported." };
      return;
    }
    time = film.time.peek();
    watch = new ExportWatch(order, target);
    await write({ order, file, target, device, watch, control, means });
    target.deliver();
    film.outcome.value = { kind: "done", text: watch.doneText };
  } catch (error) {
    film.outcome.value = { kind: error instanceof CancelledError ? "cancelled" : "error", text: textOf(error, watch) };
  } finally {
    watch?.end();
    if (time !== undefined) film.time.value = time;
    running = undefined;
  }
}

/** Gives up the export under way, at once; nothing of it stays. */
export function cancelExport(): void {
  running?.abort(new CancelledError("It was cancelled."));
}

/**
 * How the file is encoded; undefined for a still.
 * @throws UnavailableError where the browser cannot make it: before anything begins.
 */
async function plan({ recording, options, frames }: ExportOrder, means: ExportMeans): Promise<FilmFile | undefined> {
  const { format } = options;
  if (format === "png") return undefined;
  if (format === "zip") return { format };
  if (isVideo(format)) {
    return { format: "video", choice: await means.chooseVideo(videoRequest(format, recording, options)) };
  }
  const problem = gifProblem({ ...recording, frames });
  if (problem !== undefined) throw new UnavailableError(problem);
  return { format };
}

interface Work {
  readonly order: ExportOrder;
  readonly file: FilmFile | undefined;
  readonly target: SaveTarget;
  readonly device: GPUDevice;
  readonly watch: ExportWatch;
  readonly control: AbortController;
  readonly means: ExportMeans;
}

/** Makes the film and writes it; where that fails, the target is given up. */
async function write({ order, file, target, device, watch, control, means }: Work): Promise<void> {
  const { signal } = control;
  const { experiment, options, index } = order;
  const sink = watch.counting(target.sink);
  void device.lost.then(({ message }) => control.abort(new DeviceLostError(message)));
  let made: FilmToExport | undefined;
  try {
    const supersampling = file === undefined ? options.supersampling : 1;
    // The signal ends the film too, whatever it is waiting for.
    made = await means.makeFilm(device, experiment, { supersampling, signal });
    if (file === undefined) await writeStill(made, index, options.transparent, sink);
    else {
      const { exportFilm } = await import("../../recording/export-film.ts");
      const picture = new ExportedPicture(made);
      const exported = new ExportedFilm(made, (...shown) => picture.show(...shown));
      await exportFilm(exported, file, sink, { signal, onFrame: (done) => watch.done(done) });
    }
  } catch (error) {
    // Where the export itself has given the target up, this changes nothing.
    await target.sink.abort().catch(() => undefined);
    if (!signal.aborted && (await isLost(device))) throw new DeviceLostError(bannerMessage(error));
    throw signal.aborted ? signal.reason : error;
  } finally {
    made?.dispose();
  }
}

async function writeStill(made: FilmToExport, index: number, transparent: boolean, sink: Sink): Promise<void> {
  const pixels = await (transparent ? made.transparent(index) : made.rgba(index));
  const { encodeStill } = await import("../../recording/encode/still.ts");
  await sink.write(encodeStill(pixels, made.width, made.height), 0);
  await sink.close();
}

/** What went wrong, in one line; and, once it had begun, that nothing of it stays. */
function textOf(error: unknown, watch: ExportWatch | undefined): string {
  if (watch === undefined) return bannerMessage(error);
  if (error instanceof CancelledError) return `Cancelled after ${watch.progressText}; nothing was saved.`;
  if (error instanceof DeviceLostError) {
    return `The graphics device was lost after ${watch.progressText}; nothing was saved.`;
  }
  return `${bannerMessage(error)} Nothing was saved.`;
}
