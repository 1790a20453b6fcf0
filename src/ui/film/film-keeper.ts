import type { Experiment } from "../../experiment/experiment.ts";
import { isLost } from "../../gpu/unless-lost.ts";
import type { FrameSource } from "../../recording/frame-source.ts";

/** While a storyboard is edited its film is made anew only when the hand rests this long, in milliseconds. */
const REST = 250;

/** A film to make: of what, on what, and how large. */
export interface WantedFilm {
  readonly device: GPUDevice;
  readonly experiment: Experiment;
  readonly width: number;
  readonly height: number;
}

/** A film that was made. */
export interface KeptFilm extends FrameSource {
  dispose(): void;
}

export type MakeFilm = (wanted: WantedFilm, signal: AbortSignal) => Promise<KeptFilm>;

/** What a keeper tells. */
export interface FilmNews {
  made(film: KeptFilm): void;
  /** It cannot be made; not told where only the device is lost, which is replaced. */
  failed(error: unknown): void;
}

/** Keeps the film made that is wanted; the one before stays until the next is there. */
export class FilmKeeper {
  #wanted: WantedFilm | undefined;
  #film: KeptFilm | undefined;
  /** The device that the film is on. */
  #device: GPUDevice | undefined;
  #control: AbortController | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #askedAt = Number.NEGATIVE_INFINITY;

  constructor(
    private readonly make: MakeFilm,
    private readonly news: FilmNews,
    private readonly now: () => number = () => performance.now(),
  ) {}

  /** The film that is there, which may be the one before. */
  get film(): KeptFilm | undefined {
    return this.#film;
  }

  /** Whether the film that is there is the one that is wanted. */
  get isMade(): boolean {
    return this.#film !== undefined && this.#control === undefined;
  }

  /** Another film is wanted, or none: then there is none from now on. */
  ask(wanted: WantedFilm | undefined): void {
    if (isSame(wanted, this.#wanted)) return;
    this.#wanted = wanted;
    this.#drop();
    // What was made on a device that is gone, or that is needed for something else, is of no use.
    if (wanted?.device !== this.#device) this.#disposeFilm();
    if (wanted === undefined) return;
    const control = new AbortController();
    this.#control = control;
    const wait = this.#askedAt + REST > this.now() ? REST : 0;
    this.#askedAt = this.now();
    if (wait === 0) void this.#begin(wanted, control);
    else this.#timer = setTimeout(() => void this.#begin(wanted, control), wait);
  }

  #drop(): void {
    clearTimeout(this.#timer);
    this.#control?.abort();
    this.#control = undefined;
  }

  #disposeFilm(): void {
    this.#film?.dispose();
    this.#film = undefined;
    this.#device = undefined;
  }

  async #begin(wanted: WantedFilm, control: AbortController): Promise<void> {
    const { signal } = control;
    try {
      const film = await this.make(wanted, signal);
      if (signal.aborted) {
        film.dispose();
        return;
      }
      this.#control = undefined;
      this.#disposeFilm();
      this.#film = film;
      this.#device = wanted.device;
      this.news.made(film);
    } catch (error) {
      if (signal.aborted || (await isLost(wanted.device)) || signal.aborted) return;
      this.news.failed(error);
    }
  }
}

function isSame(a: WantedFilm | undefined, b: WantedFilm | undefined): boolean {
  if (a === undefined || b === undefined) return a === b;
  return a.device === b.device && a.experiment === b.experiment && a.width === b.width && a.height === b.height;
}
