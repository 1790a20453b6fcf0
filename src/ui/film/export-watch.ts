import { formatBytes } from "../../charts/byte-text.ts";
import { formatInteger } from "../../charts/number-text.ts";
import type { Sink } from "../../recording/encode/sink.ts";
import * as store from "../store.ts";
import type { ExportOrder } from "./export-order.ts";
import { exporting } from "./film-store.ts";
import { FrameRate } from "./frame-rate.ts";
import type { SaveTarget } from "./save-target.ts";

/** Milliseconds between two changes of what is shown, and between two that are read out. */
const SHOWN = 100;
const READ_OUT = 10_000;

/** Follows an export: how many frames are done, how fast, and how much has been written. The page asks before it closes. */
export class ExportWatch {
  readonly #rate = new FrameRate();
  #frames = 0;
  #bytes = 0;
  #shownAt = Number.NEGATIVE_INFINITY;
  #readOutAt: number;

  constructor(
    private readonly order: ExportOrder,
    private readonly target: Pick<SaveTarget, "name" | "place">,
    private readonly now: () => number = () => performance.now(),
  ) {
    this.#readOutAt = this.now();
    globalThis.addEventListener?.("beforeunload", askBeforeClosing);
    this.done(0);
  }

  /** Called with the frames that are done. */
  done(frames: number): void {
    const now = this.now();
    this.#frames = frames;
    this.#rate.add(now, frames);
    const isLast = frames === this.order.frames;
    if (now - this.#shownAt < SHOWN && !isLast) return;
    this.#shownAt = now;
    const { value: rate } = this.#rate;
    const left = rate === undefined ? undefined : (this.order.frames - frames) / rate;
    const { name, place } = this.target;
    exporting.value = { done: frames, frames: this.order.frames, rate, left, name, place };
    if (now - this.#readOutAt < READ_OUT) return;
    this.#readOutAt = now;
    const rest = left === undefined ? "" : `, about ${formatInteger(Math.ceil(left))} seconds left`;
    store.announcement.value = `${this.progressText}${rest}.`;
  }

  /** The sink, with all that is written to it counted. */
  counting(sink: Sink): Sink {
    return {
      write: (data, position) => {
        this.#bytes = Math.max(this.#bytes, position + data.length);
        return sink.write(data, position);
      },
      close: () => sink.close(),
      abort: () => sink.abort(),
    };
  }

  /** 12 of 300 frames. */
  get progressText(): string {
    return `${formatInteger(this.#frames)} of ${framesText(this.order.frames)}`;
  }

  /** What was saved. */
  get doneText(): string {
    const { recording, options, frames } = this.order;
    const length =
      options.format === "png" ? "" : `${framesText(frames)}, ${Number((frames / recording.fps).toFixed(2))} s, `;
    return `Saved ${this.target.name}: ${recording.width} × ${recording.height}, ${length}${formatBytes(this.#bytes)}.`;
  }

  /** It is over. */
  end(): void {
    globalThis.removeEventListener?.("beforeunload", askBeforeClosing);
    exporting.value = undefined;
  }
}

function framesText(count: number): string {
  return count === 1 ? "1 frame" : `${formatInteger(count)} frames`;
}

function askBeforeClosing(event: BeforeUnloadEvent): void {
  event.preventDefault();
}
