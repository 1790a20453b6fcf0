import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { parseExperiment } from "../../src/experiment/parse-experiment.ts";
import type { KeptFilm, WantedFilm } from "../../src/ui/film/film-keeper.ts";
import { LastWish } from "../../src/ui/film/last-wish.ts";
import { Preview, type Previewed } from "../../src/ui/film/preview.ts";
import { previewSize } from "../../src/ui/film/preview-size.ts";

const QUICK = { width: 48, height: 26 };
const SHARP = { width: 96, height: 54 };

/** A film that the test leads to its end. */
interface Making {
  readonly wanted: WantedFilm;
  readonly signal: AbortSignal;
  readonly finish: (film: FakeFilm) => void;
  readonly fail: (error: unknown) => void;
}

/** Ten frames, each of which the test draws. */
class FakeFilm implements KeptFilm {
  readonly fps = 30;
  readonly frames = 10;
  readonly drawn: number[] = [];
  isDisposed = false;
  #draw: ((pixels: Uint8Array<ArrayBuffer>) => void) | undefined;
  #spoil: ((error: unknown) => void) | undefined;

  constructor(
    readonly width = QUICK.width,
    readonly height = QUICK.height,
  ) {}

  rgba(index: number): Promise<Uint8Array<ArrayBuffer>> {
    this.drawn.push(index);
    return new Promise((resolve, reject) => {
      this.#draw = resolve;
      this.#spoil = reject;
    });
  }

  i420(): Promise<Uint8Array<ArrayBuffer>> {
    throw new Error("A preview shows no planes.");
  }

  dispose(): void {
    this.isDisposed = true;
    this.#spoil?.(new Error("The film is gone."));
  }

  async finishFrame(): Promise<void> {
    this.#draw?.(new Uint8Array(this.width * this.height * 4));
    await vi.advanceTimersByTimeAsync(0);
  }

  async failFrame(text: string): Promise<void> {
    this.#spoil?.(new Error(text));
    // Whether the device is lost is asked for half a second.
    await vi.advanceTimersByTimeAsync(600);
  }
}

/** A device that is never lost, or was. */
function deviceOf(isLost = false): GPUDevice {
  const lost = isLost ? Promise.resolve({}) : new Promise(() => {});
  return { lost } as unknown as GPUDevice;
}

function experimentOf(seed: number) {
  return parseExperiment({ version: 1, surface: { id: "booth" }, ensembles: [{ optimizer: "momentum" }], seed });
}

function previewedOf(seed: number, device: GPUDevice, sharp = QUICK): Previewed {
  return { device, experiment: experimentOf(seed), quick: QUICK, sharp };
}

function setUp() {
  const making: Making[] = [];
  const painted: string[] = [];
  const states: unknown[] = [];
  const make = (wanted: WantedFilm, signal: AbortSignal) =>
    new Promise<KeptFilm>((finish, fail) => {
      making.push({ wanted, signal, finish, fail });
    });
  const preview = new Preview(
    {
      paint: (pixels, { width, height }, index) => {
        expect(pixels.length, "bytes of a frame").toBe(4 * width * height);
        painted.push(`${index} of ${width} × ${height}`);
      },
      state: (state) => {
        states.push(state);
      },
    },
    make,
  );
  const last = (): Making => {
    const found = making.at(-1);
    if (found === undefined) throw new Error("No film is being made.");
    return found;
  };
  const finish = async (film: FakeFilm): Promise<FakeFilm> => {
    last().finish(film);
    await vi.advanceTimersByTimeAsync(0);
    return film;
  };
  return { preview, making, painted, states, last, finish };
}

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

describe("the last wish", () => {
  test("counts: what was asked for before it and has not begun is forgotten", async () => {
    const granted: number[] = [];
    const wishes = new LastWish<number>(async (wish) => {
      granted.push(wish);
      await new Promise((resolve) => setTimeout(resolve, 10));
    });
    for (const wish of [1, 2, 3, 4]) wishes.ask(wish);
    await vi.advanceTimersByTimeAsync(100);
    expect(granted).toEqual([1, 4]);
    wishes.ask(5);
    wishes.ask(6);
    wishes.forget();
    await vi.advanceTimersByTimeAsync(100);
    expect(granted).toEqual([1, 4, 5]);
  });
});

describe("the preview of a film", () => {
  test("shows the frame that was asked for last, once the film is made", async () => {
    const { preview, painted, states, last, finish } = setUp();
    preview.follow(previewedOf(1, deviceOf()));
    preview.show(2, false);
    preview.show(3, false);
    expect(last().wanted).toMatchObject(QUICK);
    expect(states).toEqual(["preparing"]);
    const film = await finish(new FakeFilm());
    preview.show(4, false);
    preview.show(5, false);
    await film.finishFrame();
    await film.finishFrame();
    expect(film.drawn, "frames that were drawn").toEqual([3, 5]);
    expect(painted).toEqual(["3 of 48 × 26", "5 of 48 × 26"]);
    expect(states.at(-1)).toBe("ready");
  });

  test("makes one film for a flurry of edits, and keeps the one before until it is there", async () => {
    const { preview, making, painted, finish } = setUp();
    const device = deviceOf();
    preview.follow(previewedOf(1, device));
    const first = await finish(new FakeFilm());
    await first.finishFrame();
    for (let seed = 2; seed < 9; seed++) {
      preview.follow(previewedOf(seed, device));
      await vi.advanceTimersByTimeAsync(100);
    }
    preview.show(7, false);
    await first.finishFrame();
    expect(painted.at(-1), "a frame of the film before").toBe("7 of 48 × 26");
    await vi.advanceTimersByTimeAsync(300);
    expect(making.map(({ wanted }) => wanted.experiment.seed)).toEqual([1, 8]);
    expect(first.isDisposed).toBe(false);
    const second = await finish(new FakeFilm());
    expect(first.isDisposed).toBe(true);
    await second.finishFrame();
    expect(second.drawn).toEqual([7]);
  });

  test("does not begin anew for what is the same film", async () => {
    const { preview, making, states, finish } = setUp();
    const previewed = previewedOf(1, deviceOf(), SHARP);
    preview.follow(previewed);
    const quick = await finish(new FakeFilm());
    await quick.finishFrame();
    await vi.advanceTimersByTimeAsync(400);
    const sharp = await finish(new FakeFilm(SHARP.width, SHARP.height));
    preview.follow({ ...previewed, quick: { ...QUICK } });
    await vi.advanceTimersByTimeAsync(1000);
    expect(making.length, "films, the quick and the sharp one").toBe(2);
    expect([quick.isDisposed, sharp.isDisposed]).toEqual([false, false]);
    expect(states).toEqual(["preparing", "ready"]);
  });

  test("disposes of a film that nobody wants any more when it is made", async () => {
    const { preview, making } = setUp();
    const device = deviceOf();
    preview.follow(previewedOf(1, device));
    preview.follow(previewedOf(2, device));
    expect(making[0]?.signal.aborted).toBe(true);
    const film = new FakeFilm();
    making[0]?.finish(film);
    await vi.advanceTimersByTimeAsync(0);
    expect(film.isDisposed).toBe(true);
    expect(film.drawn).toEqual([]);
  });

  test("is drawn again as sharp as it is seen when it rests, and quickly while it moves", async () => {
    const { preview, making, painted, finish } = setUp();
    preview.follow(previewedOf(1, deviceOf(), SHARP));
    const quick = await finish(new FakeFilm());
    await quick.finishFrame();
    preview.show(1, true);
    await quick.finishFrame();
    await vi.advanceTimersByTimeAsync(1000);
    expect(making.length, "films while it plays").toBe(1);
    preview.show(2, false);
    await quick.finishFrame();
    await vi.advanceTimersByTimeAsync(400);
    expect(making.at(-1)?.wanted).toMatchObject(SHARP);
    const sharp = await finish(new FakeFilm(SHARP.width, SHARP.height));
    await sharp.finishFrame();
    preview.show(3, false);
    await quick.finishFrame();
    await vi.advanceTimersByTimeAsync(400);
    await sharp.finishFrame();
    expect(making.length, "films in all").toBe(2);
    expect(painted).toEqual(
      [0, 1, 2].map((index) => `${index} of 48 × 26`).concat("2 of 96 × 54", "3 of 48 × 26", "3 of 96 × 54"),
    );
  });

  test("says what cannot be shown in one line, and recovers with the next film", async () => {
    const { preview, states, last, finish } = setUp();
    const device = deviceOf();
    preview.follow(previewedOf(1, device));
    last().fail(new Error("This formula cannot be typeset."));
    await vi.advanceTimersByTimeAsync(600);
    expect(states.at(-1)).toEqual({ error: "This formula cannot be typeset." });
    preview.follow(previewedOf(2, device));
    await vi.advanceTimersByTimeAsync(300);
    const film = await finish(new FakeFilm());
    await film.failFrame("No room.");
    expect(states.at(-1)).toEqual({ error: "No room." });
    preview.show(1, false);
    await film.finishFrame();
    expect(states.at(-1)).toBe("ready");
  });

  test("says nothing of a lost device, and begins anew on the next", async () => {
    const { preview, states, making, finish } = setUp();
    preview.follow(previewedOf(1, deviceOf(true)));
    const film = await finish(new FakeFilm());
    await film.failFrame("The device is lost.");
    preview.follow(undefined);
    expect(film.isDisposed).toBe(true);
    preview.follow(previewedOf(1, deviceOf()));
    await vi.advanceTimersByTimeAsync(1000);
    expect(making.length).toBe(2);
    expect(states.filter((state) => typeof state === "object")).toEqual([]);
  });

  test("lets go of everything when nothing is previewed any more", async () => {
    const { preview, painted, finish } = setUp();
    preview.follow(previewedOf(1, deviceOf(), SHARP));
    const quick = await finish(new FakeFilm());
    await quick.finishFrame();
    await vi.advanceTimersByTimeAsync(400);
    const sharp = await finish(new FakeFilm(SHARP.width, SHARP.height));
    preview.follow(undefined);
    await vi.advanceTimersByTimeAsync(1000);
    expect([quick.isDisposed, sharp.isDisposed]).toEqual([true, true]);
    preview.show(4, false);
    await vi.advanceTimersByTimeAsync(1000);
    expect(painted).toEqual(["0 of 48 × 26"]);
  });
});

describe("the size of a preview", () => {
  const film = { width: 1280, height: 720 };

  test("is that at which it is seen, in the film's proportions", () => {
    expect(previewSize(film, { width: 640, height: 500 }, 1, false)).toEqual({ width: 640, height: 360 });
    expect(previewSize(film, { width: 900, height: 180 }, 1, false)).toEqual({ width: 320, height: 180 });
    expect(previewSize(film, { width: 400, height: 400 }, 2, false)).toEqual({ width: 800, height: 450 });
  });

  test("is never larger than the film, nor than is seen beside the panels", () => {
    const small = { width: 426, height: 240 };
    expect(previewSize(small, { width: 2000, height: 2000 }, 2, false)).toEqual(small);
    expect(previewSize(film, { width: 3000, height: 3000 }, 1, false)).toEqual({ width: 960, height: 540 });
    expect(previewSize({ width: 720, height: 720 }, { width: 3000, height: 3000 }, 1, false)).toEqual({
      width: 720,
      height: 720,
    });
  });

  test("is smaller on a slow machine while it moves", () => {
    expect(previewSize(film, { width: 3000, height: 3000 }, 1, true)).toEqual({ width: 480, height: 270 });
  });
});
