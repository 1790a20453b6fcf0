/** Yielded by work after a piece that may have taken long by itself: the slice ends there. */
export type Pause = "pause" | undefined;

/** Work in small pieces: it yields after each, and returns what came of it. */
export type Work<Value> = Generator<Pause, Value, void>;

/** A slice of work on the main thread begins no further piece after this many milliseconds. */
export const SLICE = 5;

/** What the queue needs of the outside world. */
export interface Clock {
  /** Milliseconds. */
  now(): number;
  /** Calls back when there is time. */
  whenIdle(run: () => void): void;
}

/** Does work in slices between frames, so that none of them is late; first come, first served. */
export class IdleQueue {
  readonly #jobs: Work<void>[] = [];
  #isAwake = false;

  constructor(private readonly clock: Clock) {}

  /**
   * Does work when there is time for it. Work that throws is dropped, and its error goes on to the page.
   * @returns drops the work, unless it is done.
   */
  add(work: Work<void>): () => void {
    this.#jobs.push(work);
    this.#wake();
    return () => this.#remove(work);
  }

  #wake(): void {
    if (this.#isAwake || this.#jobs.length === 0) return;
    this.#isAwake = true;
    this.clock.whenIdle(() => {
      this.#isAwake = false;
      try {
        this.#slice();
      } finally {
        this.#wake();
      }
    });
  }

  #slice(): void {
    const end = this.clock.now() + SLICE;
    do {
      const [work] = this.#jobs;
      if (work === undefined) return;
      let isDone = true;
      try {
        const next = work.next();
        isDone = next.done === true;
        if (next.value === "pause") return;
      } finally {
        if (isDone) this.#remove(work);
      }
    } while (this.clock.now() < end);
  }

  #remove(work: Work<void>): void {
    const place = this.#jobs.indexOf(work);
    if (place >= 0) this.#jobs.splice(place, 1);
  }
}
