/** The latest milliseconds whose frames tell how fast an export is. */
const LATEST = 2000;

/** How fast frames are made, by the latest of them. */
export class FrameRate {
  #times: { readonly now: number; readonly done: number }[] = [];

  /** @param now in milliseconds; @param done frames in all. */
  add(now: number, done: number): void {
    this.#times.push({ now, done });
    // Slow frames are further apart than that: the last one before is where they began.
    while ((this.#times[1]?.now ?? now) < now - LATEST) this.#times.shift();
  }

  /** Frames a second; undefined until two times are known. */
  get value(): number | undefined {
    const [first, last] = [this.#times[0], this.#times.at(-1)];
    if (first === undefined || last === undefined || last.now <= first.now || last.done <= first.done) return undefined;
    return (1000 * (last.done - first.done)) / (last.now - first.now);
  }
}
