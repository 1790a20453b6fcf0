import type { Experiment } from "../../experiment/experiment.ts";
import { isLost } from "../../gpu/unless-lost.ts";
import { bannerMessage } from "../validation.ts";
import { FilmKeeper, type MakeFilm } from "./film-keeper.ts";
import { LastWish } from "./last-wish.ts";
import type { Size } from "./preview-size.ts";

/** A picture that has rested this long, in milliseconds, is drawn again as sharp as it can be seen. */
const REST = 350;

/** What is previewed. */
export interface Previewed {
  readonly device: GPUDevice;
  readonly experiment: Experiment;
  /** While it moves. */
  readonly quick: Size;
  /** At rest; the same where a machine is fast enough. */
  readonly sharp: Size;
}

/** Where the preview goes. */
export interface PreviewTarget {
  /** Rows from the top, four bytes a pixel; the array is the target's. @param index the frame that it is. */
  paint(pixels: Uint8Array<ArrayBuffer>, size: Size, index: number): void;
  state(state: "preparing" | "ready" | { readonly error: string }): void;
}

/**
 * Shows frames of a film as they are asked for, of several asked for meanwhile only the last, with the pixels that an
 * export has. A film that is another is made aside; the last picture stays until then, and where it cannot be made.
 */
export class Preview {
  readonly #quick: FilmKeeper;
  readonly #sharp: FilmKeeper;
  readonly #drawing = new LastWish<number>((index) => this.#draw(index));
  #previewed: Previewed | undefined;
  #index = 0;
  #isMoving = false;
  #resting: ReturnType<typeof setTimeout> | undefined;
  /** Whether the picture has rested, so that the sharp film is the one to draw. */
  #isResting = false;

  constructor(
    private readonly target: PreviewTarget,
    make: MakeFilm,
  ) {
    const redraw = () => this.#drawing.ask(this.#index);
    const failed = (error: unknown) => this.#fail(error);
    this.#quick = new FilmKeeper(make, { made: redraw, failed });
    this.#sharp = new FilmKeeper(make, { made: redraw, failed });
  }

  /** Previews another film; undefined lets go of all that was made, and the last picture stays. */
  follow(previewed: Previewed | undefined): void {
    if (isSame(previewed, this.#previewed)) return;
    this.#previewed = previewed;
    this.#stopResting();
    this.#sharp.ask(undefined);
    this.#quick.ask(previewed && { ...previewed, ...previewed.quick });
    if (previewed === undefined) this.#drawing.forget();
    if (this.#quick.isMade) this.#drawing.ask(this.#index);
    else this.target.state("preparing");
  }

  /** Shows a frame. @param isMoving whether others follow at once, as while it plays. */
  show(index: number, isMoving: boolean): void {
    this.#index = index;
    this.#isMoving = isMoving;
    this.#stopResting();
    if (this.#quick.film !== undefined) this.#drawing.ask(index);
  }

  #stopResting(): void {
    clearTimeout(this.#resting);
    this.#isResting = false;
  }

  async #draw(index: number): Promise<void> {
    const keeper = this.#isResting && this.#sharp.isMade ? this.#sharp : this.#quick;
    const { film } = keeper;
    if (film === undefined) return;
    try {
      const at = Math.min(index, film.frames - 1);
      const pixels = await film.rgba(at);
      if (keeper.film !== film) return;
      this.target.paint(pixels, film, at);
      if (this.#quick.isMade) this.target.state("ready");
      if (keeper === this.#quick) this.#rest();
    } catch (error) {
      if (keeper.film !== film) return;
      const device = this.#previewed?.device;
      if (device !== undefined && (await isLost(device))) return;
      if (keeper.film === film) this.#fail(error);
    }
  }

  /** When nothing moves any more, the picture is made sharp. */
  #rest(): void {
    clearTimeout(this.#resting);
    const previewed = this.#previewed;
    if (this.#isMoving || previewed === undefined || !this.#quick.isMade) return;
    const { quick, sharp } = previewed;
    if (sharp.width * sharp.height <= quick.width * quick.height) return;
    this.#resting = setTimeout(() => {
      this.#isResting = true;
      this.#sharp.ask({ ...previewed, ...sharp });
      if (this.#sharp.isMade) this.#drawing.ask(this.#index);
    }, REST);
  }

  #fail(error: unknown): void {
    this.target.state({ error: bannerMessage(error) });
  }
}

function isSame(a: Previewed | undefined, b: Previewed | undefined): boolean {
  if (a === undefined || b === undefined) return a === b;
  const sizes = [a.quick.width, a.quick.height, a.sharp.width, a.sharp.height];
  const others = [b.quick.width, b.quick.height, b.sharp.width, b.sharp.height];
  return a.device === b.device && a.experiment === b.experiment && sizes.every((size, at) => size === others[at]);
}
