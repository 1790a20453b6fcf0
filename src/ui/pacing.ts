/** The longest part of a second that one frame makes up for: a slow machine slows the run down instead of piling up. */
const LONGEST_CATCH_UP = 1 / 15;

/**
 * Turns seconds into steps, whatever the frame rate. `fraction` is how far the heads have come from the previous
 * step to the newest, so that slow motion glides; while the run rests, it closes to 1.
 */
export class Pacer {
  #carry = 1;
  #hold = 0;

  get fraction(): number {
    return this.#carry;
  }

  /** At the first step, where nothing has moved yet: `hold` seconds pass before anything does. */
  reset(hold: number): void {
    this.#carry = 1;
    this.#hold = hold;
  }

  /** A single step was made by hand: glide to it (or be there, when `glide` is false). */
  stepped(glide: boolean): void {
    this.#carry = glide ? 0 : 1;
    this.#hold = 0;
  }

  /**
   * The whole steps due after `seconds` at `speed` steps a second, at most `left`.
   * @param playing whether steps are wanted; at rest the glide under way ends, and no step is due.
   */
  advance(seconds: number, speed: number, playing: boolean, left: number): number {
    const time = Math.min(seconds, LONGEST_CATCH_UP);
    if (this.#hold > 0 && playing) {
      this.#hold -= seconds;
      return 0;
    }
    if (!playing || left <= 0) {
      // A glide takes at most a seventh of a second, or a paused slow motion would drift on for long.
      this.#carry = Math.min(1, this.#carry + time * Math.max(speed, 7));
      return 0;
    }
    this.#carry += time * speed;
    // The carry rests at 1, not at 0, between steps: the newest step is then reached, and the next one due.
    const due = Math.min(Math.ceil(this.#carry) - 1, left);
    this.#carry = Math.min(1, this.#carry - due);
    return due;
  }
}
