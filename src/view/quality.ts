/** What is drawn at one level of quality. */
export interface QualityLevel {
  readonly label: string;
  /** Upper bound of the canvas's pixels per CSS pixel. */
  readonly pixelRatio: number;
  /** Ribbons of constant width, or lines of one pixel. */
  readonly ribbons: boolean;
  /** At most this many trails are drawn, all ensembles together. */
  readonly trails: number;
  /** Up to this many trajectories trails are drawn, beyond it heads over a drape of density. */
  readonly lines: number;
  /** At most this many heads are drawn over the drape. */
  readonly heads: number;
  /** Cells of the drape along each side. */
  readonly side: number;
  /** About how many points all trajectories together leave on the drape: the more there are, the shorter their streaks. */
  readonly deposits: number;
  /** Every how manieth sample of the history a trail passes through. */
  readonly join: number;
  /** Discs, or points of one pixel. */
  readonly discs: boolean;
  /** Every how manieth vertex of the relief's grid is drawn. */
  readonly coarseness: number;
}

/** From everything to what a machine without a GPU draws fluently. */
export const QUALITY_LEVELS: readonly QualityLevel[] = [
  {
    label: "full",
    pixelRatio: 2,
    ribbons: true,
    trails: 131_072,
    lines: 131_072,
    heads: 131_072,
    side: 1024,
    deposits: 2 ** 24,
    join: 1,
    discs: true,
    coarseness: 1,
  },
  {
    label: "high",
    pixelRatio: 1.5,
    ribbons: true,
    trails: 65_536,
    lines: 98_304,
    heads: 98_304,
    side: 1024,
    deposits: 2 ** 23,
    join: 1,
    discs: true,
    coarseness: 1,
  },
  {
    label: "medium",
    pixelRatio: 1,
    ribbons: true,
    trails: 16_384,
    lines: 65_536,
    heads: 65_536,
    side: 1024,
    deposits: 2 ** 22,
    join: 2,
    discs: true,
    coarseness: 1,
  },
  {
    label: "lines",
    pixelRatio: 1,
    ribbons: false,
    trails: 16_384,
    lines: 32_768,
    heads: 49_152,
    side: 768,
    deposits: 2 ** 22,
    join: 2,
    discs: true,
    coarseness: 1,
  },
  {
    label: "fewer lines",
    pixelRatio: 1,
    ribbons: false,
    trails: 6144,
    lines: 20_480,
    heads: 32_768,
    side: 512,
    deposits: 2 ** 21,
    join: 4,
    discs: false,
    coarseness: 2,
  },
  {
    label: "low",
    pixelRatio: 0.75,
    ribbons: false,
    trails: 1536,
    lines: 20_480,
    heads: 16_384,
    side: 384,
    deposits: 2 ** 20,
    join: 6,
    discs: false,
    coarseness: 2,
  },
  {
    label: "lowest",
    pixelRatio: 0.55,
    ribbons: false,
    trails: 384,
    lines: 20_480,
    heads: 8192,
    side: 256,
    deposits: 2 ** 19,
    join: 8,
    discs: false,
    coarseness: 3,
  },
];

/**
 * What films are drawn at, on every machine: a film's frame takes the time that it takes. It is the full level, but for
 * the pixels, which are the film's own.
 * @param coarseness every how manieth vertex of the relief's grid is drawn
 */
export function filmLevel(coarseness: number): QualityLevel {
  return {
    label: "film",
    pixelRatio: Number.POSITIVE_INFINITY,
    ribbons: true,
    trails: 131_072,
    lines: 131_072,
    heads: 131_072,
    side: 1024,
    deposits: 2 ** 24,
    join: 1,
    discs: true,
    coarseness,
  };
}

/** Ribbons cost two vertices a sample; beyond this many trajectories trails are lines at every level. */
export const MOST_RIBBONS = 20_480;

/** Beyond this many trajectories heads are points at every level. */
export const MOST_DISCS = 200_000;

/** Slower than this a frame is too slow: between the periods of 60 and of 45 frames a second. */
const SLOW = 1 / 50;

/** Faster than this there may be room for more: the period of 60 frames a second with a little jitter. */
const FAST = 1 / 57;

/** Frames that took longer than this say nothing: the page was hidden or the machine asleep. */
const ASLEEP = 5;

const WINDOW = 24;

/** Seconds of fast frames before the next level is tried; doubled each time that a trial failed. */
const FIRST_PATIENCE = 3;
const MOST_PATIENCE = 240;

/**
 * Chooses the level from the time between frames: down quickly, up slowly, and up more slowly after every trial that
 * had to be taken back, so that it comes to rest. Nothing is allocated by `frame`.
 */
export class QualityController {
  #level: number;
  #patience = FIRST_PATIENCE;
  #count = 0;
  #elapsed = 0;
  #fastFor = 0;
  #justRaised = false;
  readonly #times = new Float64Array(WINDOW);
  readonly #sorted = new Float64Array(WINDOW);

  constructor(level = 0) {
    this.#level = level;
  }

  get level(): number {
    return this.#level;
  }

  /** Starts measuring anew, for example because another run began. */
  reset(): void {
    this.#count = 0;
    this.#elapsed = 0;
    this.#fastFor = 0;
  }

  /**
   * @param seconds between this frame and the last
   * @returns the level to draw at
   */
  frame(seconds: number): number {
    if (!(seconds > 0) || seconds > ASLEEP) return this.#level;
    this.#times[this.#count % WINDOW] = seconds;
    this.#count += 1;
    this.#elapsed += seconds;
    // A window is full after 24 frames, or after 0.8 s with at least three frames: a slow machine is not kept waiting.
    if (this.#count < WINDOW && !(this.#count >= 3 && this.#elapsed >= 0.8)) return this.#level;
    const median = this.#median(Math.min(this.#count, WINDOW));
    if (median > SLOW && this.#level < QUALITY_LEVELS.length - 1) this.#lower(median);
    else if (median < FAST) this.#raise();
    else this.#fastFor = 0;
    this.#count = 0;
    this.#elapsed = 0;
    return this.#level;
  }

  #lower(median: number): void {
    // Levels are about a factor 2 apart in work.
    const steps = Math.max(1, Math.floor(Math.log2(median / SLOW)));
    this.#level = Math.min(this.#level + steps, QUALITY_LEVELS.length - 1);
    if (this.#justRaised) this.#patience = Math.min(this.#patience * 2, MOST_PATIENCE);
    this.#justRaised = false;
    this.#fastFor = 0;
  }

  #raise(): void {
    this.#fastFor += this.#elapsed;
    if (this.#fastFor < this.#patience || this.#level === 0) return;
    this.#level -= 1;
    this.#justRaised = true;
    this.#fastFor = 0;
  }

  #median(count: number): number {
    // Insertion sort: the window is short, and Array.prototype.sort on a subarray would allocate.
    for (let i = 0; i < count; i++) {
      const value = this.#times[i] ?? 0;
      let j = i - 1;
      while (j >= 0 && (this.#sorted[j] ?? 0) > value) {
        this.#sorted[j + 1] = this.#sorted[j] ?? 0;
        j -= 1;
      }
      this.#sorted[j + 1] = value;
    }
    return this.#sorted[count >> 1] ?? 0;
  }
}
