import { randomBits, unitInterval } from "../math/random.ts";
import { drift, type StreamField, type StreamPoint } from "./stream-field.ts";

/** Seconds that a particle lives, from and to, and those in which it comes and goes. */
const LIFE = [1.5, 4] as const;
const FADE = 0.4;

/** Places that a new particle chooses from: the one with the fewest others around. */
const CANDIDATES = 6;

/** Cells of the map along each side of a square in which particles count as neighbours: this share of its longer side. */
const NEIGHBOURHOOD = 1 / 16;

/** Longer frames than this count as so long: a page that was hidden goes on where it was. */
const LONGEST = 0.1;

/**
 * Particles that drift along a current, spread evenly over where it is shown; for animated streamlines. Draw a line from
 * (`fromX`, `fromY`) to (`x`, `y`) for each after every {@link step}, and let older lines fade. Places are in cells, (0, 0)
 * the lower left corner. The arrays stay the same; a step allocates nothing.
 */
export class Streamlines {
  readonly x: Float32Array;
  readonly y: Float32Array;
  readonly fromX: Float32Array;
  readonly fromY: Float32Array;
  /** How strongly each is drawn, 0 to 1; 0 where there is no current to follow. */
  readonly strength: Float32Array;
  readonly #age: Float32Array;
  readonly #life: Float32Array;
  readonly #births: Uint32Array;
  readonly #seed: number;
  #field: StreamField;
  /** The cells that show a current. */
  #known: Uint32Array = new Uint32Array();
  #crowding: Uint16Array = new Uint16Array();
  #columns = 1;
  #side = 1;
  readonly #point: StreamPoint = { x: 0, y: 0 };

  constructor(
    field: StreamField,
    readonly count: number,
    seed = 1,
  ) {
    const numbers = () => new Float32Array(count);
    [this.x, this.y, this.fromX, this.fromY] = [numbers(), numbers(), numbers(), numbers()];
    [this.strength, this.#age, this.#life] = [numbers(), numbers(), numbers()];
    this.#births = new Uint32Array(count);
    this.#seed = seed;
    this.#field = field;
    this.follow(field);
    for (let particle = 0; particle < count; particle++) {
      this.#place(particle);
      // In the midst of their lives: else all would come and go together.
      this.#age[particle] = (this.#life[particle] ?? 0) * this.#draw(particle, 0);
    }
  }

  /** Goes on in another field; particles stay where they are as long as it is of the same size. */
  follow(field: StreamField): void {
    const { width, height, velocities } = field;
    const isResized = width !== this.#field.width || height !== this.#field.height;
    this.#field = field;
    this.#side = Math.max(1, Math.max(width, height) * NEIGHBOURHOOD);
    this.#columns = Math.ceil(width / this.#side);
    this.#crowding = new Uint16Array(this.#columns * Math.ceil(height / this.#side));
    const known: number[] = [];
    for (let cell = 0; cell < width * height; cell++) if (!Number.isNaN(velocities[2 * cell])) known.push(cell);
    this.#known = Uint32Array.from(known);
    // Those without a place count nowhere.
    if (isResized) this.#life.fill(0);
    this.#count();
  }

  /** Moves all particles on by so many seconds, 0.1 at most; those at their end begin anew elsewhere. */
  step(seconds: number): void {
    const time = Math.min(seconds, LONGEST);
    this.#count();
    for (let particle = 0; particle < this.count; particle++) {
      const age = (this.#age[particle] ?? 0) + time;
      const life = this.#life[particle] ?? 0;
      this.#point.x = this.x[particle] ?? 0;
      this.#point.y = this.y[particle] ?? 0;
      if (age >= life || !drift(this.#field, this.#point, time)) {
        this.#place(particle);
        continue;
      }
      this.fromX[particle] = this.x[particle] ?? 0;
      this.fromY[particle] = this.y[particle] ?? 0;
      this.x[particle] = this.#point.x;
      this.y[particle] = this.#point.y;
      this.#age[particle] = age;
      this.strength[particle] = Math.min(1, age / FADE, (life - age) / FADE);
    }
  }

  /** Puts a particle where few are, to begin a life. */
  #place(particle: number): void {
    this.#births[particle] = (this.#births[particle] ?? 0) + 1;
    this.strength[particle] = 0;
    this.#age[particle] = 0;
    if (this.#known.length === 0) return;
    const { width } = this.#field;
    let fewest = Number.POSITIVE_INFINITY;
    for (let candidate = 0; candidate < CANDIDATES; candidate++) {
      const cell = this.#known[Math.floor(this.#draw(particle, 3 * candidate + 1) * this.#known.length)] ?? 0;
      const x = (cell % width) + this.#draw(particle, 3 * candidate + 2);
      const y = Math.floor(cell / width) + this.#draw(particle, 3 * candidate + 3);
      const crowd = this.#crowding[this.#square(x, y)] ?? 0;
      if (crowd >= fewest) continue;
      fewest = crowd;
      this.x[particle] = x;
      this.y[particle] = y;
    }
    this.fromX[particle] = this.x[particle] ?? 0;
    this.fromY[particle] = this.y[particle] ?? 0;
    const square = this.#square(this.x[particle] ?? 0, this.y[particle] ?? 0);
    this.#crowding[square] = (this.#crowding[square] ?? 0) + 1;
    this.#life[particle] = LIFE[0] + (LIFE[1] - LIFE[0]) * this.#draw(particle, 3 * CANDIDATES + 1);
  }

  /** Counts the particles of every square. */
  #count(): void {
    this.#crowding.fill(0);
    for (let particle = 0; particle < this.count; particle++) {
      if ((this.#life[particle] ?? 0) === 0) continue;
      const square = this.#square(this.x[particle] ?? 0, this.y[particle] ?? 0);
      this.#crowding[square] = (this.#crowding[square] ?? 0) + 1;
    }
  }

  #square(x: number, y: number): number {
    return Math.floor(y / this.#side) * this.#columns + Math.floor(x / this.#side);
  }

  #draw(particle: number, draw: number): number {
    return unitInterval(randomBits(this.#seed, particle, this.#births[particle] ?? 0, draw)[0]);
  }
}
