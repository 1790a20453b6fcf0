/** A step whose state is kept, and where. */
export interface Tooth {
  readonly step: number;
  /** Which of the places for checkpoints holds it. */
  readonly place: number;
}

/**
 * Chooses the steps whose states are kept: the multiples of an interval, which doubles, dropping every other step,
 * whenever the places are all taken. However long a run becomes, its kept steps so lie evenly over it.
 */
export class CheckpointComb {
  readonly #teeth = new Map<number, number>();
  readonly #free: number[];

  /**
   * @param capacity places for checkpoints.
   * @param interval the first distance, in steps.
   */
  constructor(
    capacity: number,
    private interval: number,
  ) {
    this.#free = Array.from({ length: capacity }, (_, index) => capacity - 1 - index);
  }

  /** The next step after `step` whose state is wanted and not kept; infinite where there is none. */
  next(step: number): number {
    if (this.#teeth.size + this.#free.length === 0) return Number.POSITIVE_INFINITY;
    let next = (Math.floor(step / this.interval) + 1) * this.interval;
    while (this.#teeth.has(next)) next += this.interval;
    return next;
  }

  /** A place for the state at `step`; undefined where it is not wanted, or kept already. */
  claim(step: number): number | undefined {
    if (this.#teeth.size + this.#free.length === 0 || step <= 0 || this.#teeth.has(step)) return undefined;
    while (step % this.interval === 0) {
      const place = this.#free.pop();
      if (place !== undefined) {
        this.#teeth.set(step, place);
        return place;
      }
      this.interval *= 2;
      this.#drop((kept) => kept % this.interval !== 0);
    }
    return undefined;
  }

  /** The last kept step that is not beyond `step`. */
  newestUpTo(step: number): Tooth | undefined {
    let newest: Tooth | undefined;
    for (const [kept, place] of this.#teeth) {
      if (kept <= step && kept > (newest?.step ?? -1)) newest = { step: kept, place };
    }
    return newest;
  }

  /** Forgets what lies beyond `step`: from there on the run goes another way. */
  dropAfter(step: number): void {
    this.#drop((kept) => kept > step);
  }

  #drop(isUnwanted: (step: number) => boolean): void {
    for (const [kept, place] of this.#teeth) {
      if (!isUnwanted(kept)) continue;
      this.#teeth.delete(kept);
      this.#free.push(place);
    }
  }
}
