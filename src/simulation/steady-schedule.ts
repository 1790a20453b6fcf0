/** What is done at which step of a steady state, once it is known how far samples must lie apart. */
export class SteadySchedule {
  /** Samples in all. */
  readonly samples: number;
  readonly #first: number;

  /**
   * @param step that is done already.
   * @param spacing steps from one sample to the next.
   * @param last the step at which it should end; one sample is taken in any case.
   * @param needsBefore whether a sample also looks at the step before it.
   */
  constructor(
    step: number,
    readonly spacing: number,
    last: number,
    private readonly needsBefore: boolean,
  ) {
    // The step before the first sample is still to come.
    this.#first = step + 2;
    this.samples = Math.max(1, Math.floor((last - this.#first - 1) / spacing) + 1);
  }

  /** The step after which nothing is left to do. */
  get end(): number {
    return this.#first + (this.samples - 1) * this.spacing + 1;
  }

  /** Whether the states of a step are kept. */
  isKept(step: number): boolean {
    return this.#isAt(step, 0) || (this.needsBefore && this.#isAt(step, -1));
  }

  /** Whether the states of a step, and those kept of the steps before, make a sample. */
  isCounted(step: number): boolean {
    return this.#isAt(step, 1);
  }

  /** The first step after `step` at which something is done. */
  next(step: number): number {
    const offsets = this.needsBefore ? [-1, 0, 1] : [0, 1];
    return Math.min(...offsets.map((offset) => this.#next(step, offset)));
  }

  #isAt(step: number, offset: number): boolean {
    const since = step - offset - this.#first;
    return since >= 0 && since % this.spacing === 0 && since / this.spacing < this.samples;
  }

  #next(step: number, offset: number): number {
    const sample = Math.max(0, Math.floor((step - offset - this.#first) / this.spacing) + 1);
    return sample < this.samples ? this.#first + sample * this.spacing + offset : Number.POSITIVE_INFINITY;
  }
}
