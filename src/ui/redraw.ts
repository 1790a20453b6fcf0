/** Lets something be drawn no more often than the page can afford, and never forgets the last request. */
export class Redraw {
  readonly #draw: () => void;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #drawnAt = Number.NEGATIVE_INFINITY;

  constructor(draw: () => void) {
    this.#draw = draw;
  }

  /** Asks for a drawing, at least `apart` milliseconds after the last. One that is already due stays due. */
  request(apart: number): void {
    if (this.#timer !== undefined) return;
    const wait = Math.max(0, this.#drawnAt + apart - performance.now());
    this.#timer = setTimeout(() => {
      this.#timer = undefined;
      this.#drawnAt = performance.now();
      this.#draw();
    }, wait);
  }

  /** Forgets what was asked for. */
  stop(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }
}
