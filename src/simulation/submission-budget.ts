/** Trajectory-steps a millisecond that an adapter is believed to do before anything was measured: a slow one's. */
const FIRST_RATE = 2 ** 17;

/**
 * A belief below this, or above that, would be a mistake of measuring: the slowest of adapters do as much, and a machine
 * that is busy with something else makes the way to the GPU and back long, not the work.
 */
const LEAST_RATE = 2 ** 13;
const MOST_RATE = 2 ** 34;

/** Work that should take less than this many milliseconds says little: the way to the GPU and back takes as long. */
const TELLING = 4;

/** What took this many milliseconds was slow, however little it was. */
const SLOW = 30;

/** The first submission also pays for memory and code that were never touched; it is believed only when it took so long. */
const HOPELESS = 1000;

/** One measurement at most doubles the belief. */
const MOST_GROWTH = 2;

/**
 * How much work one submission to the GPU should hold. It learns the adapter's speed from the time between the end
 * of earlier work and the end of a submission, without ever waiting for it: a slow adapter is never queued seconds
 * ahead, a fast one gets thousands of steps a frame.
 */
export class SubmissionBudget {
  #rate = FIRST_RATE;
  #unfinished = 0;
  #hasBegun = false;
  /** Of the last submissions, each weighing half of the next. */
  #work = 0;
  #time = 0;

  /** @param trajectories of all ensembles together: the work of one step. It may change between submissions. */
  constructor(public trajectories: number) {}

  /** Submissions that the GPU has not finished. */
  get unfinished(): number {
    return this.#unfinished;
  }

  /** Steps, at least one, that should take the GPU about this long. */
  stepsWithin(milliseconds: number): number {
    return Math.max(1, Math.floor((this.#rate * milliseconds) / Math.max(1, this.trajectories)));
  }

  /** Trajectories, at least one, that should take the GPU about this long for so many steps. */
  trajectoriesWithin(milliseconds: number, steps: number): number {
    return Math.max(1, Math.floor((this.#rate * milliseconds) / steps));
  }

  /** Steps, at least one, that are so much work: steps of single trajectories. */
  stepsFor(work: number): number {
    return Math.max(1, Math.floor(work / Math.max(1, this.trajectories)));
  }

  /** A submission is on its way; each is followed by one {@link finished}. */
  started(): void {
    this.#unfinished += 1;
  }

  /**
   * A submission of `steps` steps is done.
   * @param milliseconds between the end of all earlier work and its own end; undefined where that is not known, as
   * when the device was lost.
   * @param trajectories that it ran, where they are others by now.
   */
  finished(steps: number, milliseconds: number | undefined, trajectories = this.trajectories): void {
    this.#unfinished -= 1;
    const work = steps * trajectories;
    if (work <= 0 || milliseconds === undefined) return;
    const isFirst = !this.#hasBegun;
    this.#hasBegun = true;
    if (isFirst && milliseconds < HOPELESS) return;
    const expected = work / this.#rate;
    // Part of the time is the way to the GPU and back, which is not the work's.
    const seen = Math.max(milliseconds - TELLING / 2, 0);
    // The ends of two submissions may be told at once, the one too late and the other in no time: together they are right.
    this.#work = this.#work / 2 + work;
    this.#time = this.#time / 2 + seen;
    const rate = Math.min(this.#work / this.#time, this.#rate * MOST_GROWTH);
    // Too little work does not tell how slow the adapter is; only that it is no slower than this.
    const isTelling = expected >= TELLING || seen >= SLOW;
    this.#believe(isTelling ? rate : Math.max(this.#rate, work / Math.max(seen, TELLING)));
  }

  #believe(rate: number): void {
    this.#rate = Math.min(Math.max(rate, LEAST_RATE), MOST_RATE);
  }
}
