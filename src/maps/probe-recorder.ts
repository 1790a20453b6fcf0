import type { Interval } from "../surfaces/surface.ts";
import type { ProbeLine } from "./probe-path.ts";

/** Moves shorter than this share of the domain are drawn together with the next: half a pixel of a large picture. */
const SHORTEST = 5e-4;

/** Takes down where a trajectory comes by: every step that can be seen, as long as there is room. */
export class ProbeRecorder {
  readonly #points: Float64Array;
  readonly #width: number;
  readonly #height: number;
  #count = 0;
  #steps = 0;
  #drawnSteps = 0;

  /** @param most points that there is room for, at least 2 */
  constructor(
    private readonly most: number,
    domain: { readonly x: Interval; readonly y: Interval },
  ) {
    this.#points = new Float64Array(3 * most);
    this.#width = domain.x[1] - domain.x[0];
    this.#height = domain.y[1] - domain.y[0];
  }

  /** Takes the start, and then every step in turn; its loss is asked for where it is kept. */
  add(x: number, y: number, loss: () => number): void {
    if (this.#count > 0) this.#steps += 1;
    // The last place is the end's.
    if (this.#count === this.most - 1) return;
    this.#drawnSteps = this.#steps;
    const before = 3 * (this.#count - 1);
    const right = (x - (this.#points[before] ?? Number.NaN)) / this.#width;
    const up = (y - (this.#points[before + 1] ?? Number.NaN)) / this.#height;
    if (this.#count === 0 || Math.hypot(right, up) >= SHORTEST) this.#put(x, y, loss());
  }

  /** What is known while steps follow: up to the last point that is kept. */
  soFar(): ProbeLine {
    return this.#line("under way");
  }

  /** All of it: the end is the last point, wherever the steps before it were. */
  finish(x: number, y: number, loss: number, end: Exclude<ProbeLine["end"], "under way">): ProbeLine {
    const last = 3 * (this.#count - 1);
    if (x !== this.#points[last] || y !== this.#points[last + 1]) this.#put(x, y, loss);
    return this.#line(end);
  }

  #line(end: ProbeLine["end"]): ProbeLine {
    return { points: this.#points, count: this.#count, steps: this.#steps, drawnSteps: this.#drawnSteps, end };
  }

  #put(x: number, y: number, loss: number): void {
    const place = 3 * this.#count;
    this.#points[place] = x;
    this.#points[place + 1] = y;
    this.#points[place + 2] = loss;
    this.#count += 1;
  }
}
