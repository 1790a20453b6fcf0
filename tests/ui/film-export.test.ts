import { unzipSync } from "fflate";
import { afterEach, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import type { Experiment } from "../../src/experiment/experiment.ts";
import { parseExperiment } from "../../src/experiment/parse-experiment.ts";
import { MemorySink } from "../../src/recording/encode/memory-sink.ts";
import type { Sink } from "../../src/recording/encode/sink.ts";
import { UnavailableError } from "../../src/recording/encode/unavailable-error.ts";
import type { FilmOptions } from "../../src/recording/film/film.ts";
import { cancelExport, type ExportMeans, startExport } from "../../src/ui/film/export-run.ts";
import * as film from "../../src/ui/film/film-store.ts";
import { FrameRate } from "../../src/ui/film/frame-rate.ts";
import { timeAfter } from "../../src/ui/film/playback.ts";
import * as store from "../../src/ui/store.ts";

const WIDTH = 240;
const HEIGHT = 240;

/** Resolves after some milliseconds, or ends as work on a film does: with its signal, or with its device. */
function pass(milliseconds: number, signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve, reject) => {
    const end = () => reject(signal?.reason);
    setTimeout(() => {
      signal?.removeEventListener("abort", end);
      resolve();
    }, milliseconds);
    signal?.addEventListener("abort", end);
  });
}

/** A frame takes it 100 ms. */
class FakeFilm {
  readonly width = WIDTH;
  readonly height = HEIGHT;
  readonly fps = 24;
  readonly frames = 12;
  readonly made: string[] = [];
  signal: AbortSignal | undefined;
  isDisposed = false;

  async #frame(kind: string, index: number): Promise<Uint8Array<ArrayBuffer>> {
    this.made.push(`${kind} ${index}`);
    await pass(100, this.signal);
    return new Uint8Array(4 * WIDTH * HEIGHT).fill(index);
  }

  rgba(index: number) {
    return this.#frame("rgba", index);
  }

  i420(index: number) {
    return this.#frame("i420", index);
  }

  transparent(index: number) {
    return this.#frame("transparent", index);
  }

  dispose(): void {
    this.isDisposed = true;
  }
}

/** Says what becomes of a file in memory. */
class WatchedSink implements Sink {
  readonly memory = new MemorySink();
  end: "open" | "closed" | "aborted" = "open";
  /** Bytes for which there is room. */
  room = Number.POSITIVE_INFINITY;

  async write(data: Uint8Array<ArrayBuffer>, position: number): Promise<void> {
    if (position + data.length > this.room) throw new Error("There is no room on the disk for film.zip.");
    await this.memory.write(data, position);
  }

  async close(): Promise<void> {
    expect(this.end, "the sink before it is closed").toBe("open");
    this.end = "closed";
    await this.memory.close();
  }

  async abort(): Promise<void> {
    if (this.end === "open") this.end = "aborted";
    await this.memory.abort();
  }
}

function setUp(overrides: Partial<ExportMeans> = {}) {
  const [made, sink] = [new FakeFilm(), new WatchedSink()];
  const asked: { readonly experiment: Experiment; readonly options: FilmOptions }[] = [];
  const delivered: string[] = [];
  const means: ExportMeans = {
    chooseVideo: async () => {
      throw new Error("No video is asked for.");
    },
    chooseTarget: async (name) => ({ sink, name, place: "memory", deliver: () => void delivered.push(name) }),
    makeFilm: async (_device, experiment, options) => {
      asked.push({ experiment, options });
      made.signal = options.signal;
      return made;
    },
    ...overrides,
  };
  return { made, sink, asked, delivered, means };
}

let lose: (reason: { readonly message: string }) => void;

// What an export loads on demand takes real time, which does not pass below.
beforeAll(async () => {
  await import("../../src/recording/export-film.ts");
  await import("../../src/recording/encode/still.ts");
});
beforeEach(() => {
  vi.useFakeTimers();
  // Edits are written into the address.
  vi.stubGlobal("location", { hash: "" });
  vi.stubGlobal("history", { replaceState: () => undefined });
  const lost = new Promise((resolve) => {
    lose = resolve;
  });
  store.device.value = { lost } as unknown as GPUDevice;
  store.experiment.value = parseExperiment({
    version: 1,
    surface: { id: "booth" },
    ensembles: [{ optimizer: "momentum" }],
    recording: { width: WIDTH, height: HEIGHT, fps: 24, seconds: 0.5 },
  });
  film.exportOptions.value = { format: "zip", quality: "high", supersampling: 1, transparent: false };
  film.time.value = 0;
  film.filmOpen.value = true;
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
  store.device.value = undefined;
});

describe("an export", () => {
  test("writes every frame, tells how far it is, and hands the file over when it is whole", async () => {
    const { made, sink, asked, delivered, means } = setUp();
    const before = store.experiment.value;
    const done = startExport(means);
    await vi.advanceTimersByTimeAsync(650);
    const { value } = film.exporting;
    expect(value).toMatchObject({ done: 6, frames: 12, name: "ravine-booth.zip", place: "memory" });
    // A frame takes 100 ms, and six are left.
    expect(value?.rate, "frames a second").toBeCloseTo(10, 6);
    expect(value?.left, "seconds left").toBeCloseTo(0.6, 6);
    expect(delivered).toEqual([]);
    await vi.advanceTimersByTimeAsync(1000);
    await done;
    expect(sink.end).toBe("closed");
    expect(delivered).toEqual(["ravine-booth.zip"]);
    expect(made.made).toEqual(Array.from({ length: 12 }, (_, index) => `rgba ${index}`));
    expect(made.isDisposed).toBe(true);
    expect(asked[0]?.experiment.recording).toMatchObject({ width: WIDTH, seconds: 0.5 });
    const bytes = new Uint8Array(await sink.memory.blob("").arrayBuffer());
    expect(Object.keys(unzipSync(bytes)).length, "pictures in the file").toBe(12);
    const size = `${Math.round(bytes.length / 1000)} kB`;
    expect(film.outcome.value).toEqual({
      kind: "done",
      text: `Saved ravine-booth.zip: 240 × 240, 12 frames, 0.5 s, ${size}.`,
    });
    expect(film.exporting.value).toBeUndefined();
    expect(store.experiment.value).toBe(before);
  });

  test("ends at once when it is cancelled, and nothing of it stays", async () => {
    const { made, sink, delivered, means } = setUp();
    const done = startExport(means);
    await vi.advanceTimersByTimeAsync(350);
    cancelExport();
    // No time passes: the frame that is being made is not waited for.
    await vi.advanceTimersByTimeAsync(0);
    await done;
    expect(film.outcome.value).toEqual({
      kind: "cancelled",
      text: "Cancelled after 3 of 12 frames; nothing was saved.",
    });
    expect(sink.end).toBe("aborted");
    expect([made.isDisposed, delivered, film.exporting.value]).toEqual([true, [], undefined]);
  });

  test("ends at once when it is cancelled while its film is being made", async () => {
    const { sink, means } = setUp({
      makeFilm: async (_device, _experiment, { signal }) => {
        await pass(100, signal);
        return new FakeFilm();
      },
    });
    const done = startExport(means);
    await vi.advanceTimersByTimeAsync(50);
    cancelExport();
    await vi.advanceTimersByTimeAsync(0);
    await done;
    expect(film.outcome.value?.text).toBe("Cancelled after 0 of 12 frames; nothing was saved.");
    expect(sink.end).toBe("aborted");
  });

  test("says after how many frames the graphics device was lost", async () => {
    const { sink, delivered, means } = setUp();
    const done = startExport(means);
    await vi.advanceTimersByTimeAsync(450);
    lose({ message: "The driver has crashed." });
    await vi.advanceTimersByTimeAsync(0);
    await done;
    expect(film.outcome.value).toEqual({
      kind: "error",
      text: "The graphics device was lost after 4 of 12 frames; nothing was saved.",
    });
    expect([sink.end, delivered]).toEqual(["aborted", []]);
  });

  test("knows a lost device behind a failure that comes before the news of it", async () => {
    const made = new FakeFilm();
    made.rgba = async () => {
      setTimeout(() => lose({ message: "gone" }), 20);
      throw new DOMException("mapAsync failed", "OperationError");
    };
    const { sink, means } = setUp({ makeFilm: async () => made });
    const done = startExport(means);
    await vi.advanceTimersByTimeAsync(600);
    await done;
    expect(film.outcome.value?.text).toBe("The graphics device was lost after 0 of 12 frames; nothing was saved.");
    expect(sink.end).toBe("aborted");
  });

  test("says in one line that the disk is full", async () => {
    const { sink, delivered, means } = setUp();
    sink.room = 1500;
    const done = startExport(means);
    await vi.advanceTimersByTimeAsync(2000);
    await done;
    expect(film.outcome.value).toEqual({
      kind: "error",
      text: "There is no room on the disk for film.zip. Nothing was saved.",
    });
    expect([sink.end, delivered]).toEqual(["aborted", []]);
  });

  test("says what the browser cannot encode before it asks for a place", async () => {
    film.exportOptions.value = { ...film.exportOptions.value, format: "mp4", codec: "avc" };
    const chooseTarget = vi.fn();
    const { asked, means } = setUp({
      chooseTarget,
      chooseVideo: async (request) => {
        expect(request).toEqual({ container: "mp4", codec: "avc", width: 240, height: 240, fps: 24, quality: "high" });
        throw new UnavailableError("AVC cannot encode 240 × 240 at 24 fps for MP4 here.");
      },
    });
    await startExport(means);
    expect(film.outcome.value).toEqual({
      kind: "error",
      text: "AVC cannot encode 240 × 240 at 24 fps for MP4 here.",
    });
    expect([chooseTarget.mock.calls, asked]).toEqual([[], []]);
  });

  test("says that a film is too long for a GIF before it asks for a place", async () => {
    film.exportOptions.value = { ...film.exportOptions.value, format: "gif" };
    expect(film.editRecording((recording) => ({ ...recording, seconds: 60 }))).toBeUndefined();
    const chooseTarget = vi.fn();
    await startExport(setUp({ chooseTarget }).means);
    expect(film.outcome.value?.text).toBe("A GIF has at most 600 frames, not 1440; MP4 and WebM take any length.");
    expect(chooseTarget.mock.calls).toEqual([]);
  });

  test("is not begun where the person gives no place", async () => {
    const { asked, means } = setUp({ chooseTarget: async () => undefined });
    await startExport(means);
    expect([film.outcome.value, film.exporting.value, asked]).toEqual([undefined, undefined, []]);
  });

  test("is not begun where the studio was left while the place was asked for", async () => {
    const { sink, asked, means } = setUp({
      chooseTarget: async (name) => {
        film.leaveFilm();
        return { sink, name, place: "disk", deliver: () => undefined };
      },
    });
    await startExport(means);
    expect([sink.end, asked, film.exporting.value]).toEqual(["aborted", [], undefined]);
  });

  test("gives the place up where the film cannot be made", async () => {
    const { sink, means } = setUp({
      makeFilm: async () => {
        throw new Error("This formula cannot be typeset.");
      },
    });
    const done = startExport(means);
    await vi.advanceTimersByTimeAsync(600);
    await done;
    expect(film.outcome.value?.text).toBe("This formula cannot be typeset. Nothing was saved.");
    expect(sink.end).toBe("aborted");
  });

  test("of a still is the frame that shows, with its own sharpness and ground", async () => {
    film.exportOptions.value = { format: "png", quality: "high", supersampling: 3, transparent: true };
    film.showTime(7 / 24);
    const { made, sink, asked, delivered, means } = setUp();
    const done = startExport(means);
    await vi.advanceTimersByTimeAsync(200);
    await done;
    expect(made.made).toEqual(["transparent 7"]);
    expect(asked[0]?.options.supersampling).toBe(3);
    expect([sink.end, delivered]).toEqual(["closed", ["ravine-booth.png"]]);
    expect(film.outcome.value?.text).toMatch(/^Saved ravine-booth.png: 240 × 240, [\d.]+ (bytes|kB)\.$/);
  });

  test("lets nothing be edited, left or begun meanwhile", async () => {
    const { asked, means } = setUp();
    const done = startExport(means);
    await vi.advanceTimersByTimeAsync(150);
    film.leaveFilm();
    film.togglePlaying();
    await startExport(means);
    expect([film.filmOpen.value, film.isPlaying.value, asked.length]).toEqual([true, false, 1]);
    expect(film.editRecording((recording) => recording)).toBe(
      "The film is being exported. Wait for its end, or cancel it.",
    );
    await vi.advanceTimersByTimeAsync(2000);
    await done;
    film.leaveFilm();
    expect(film.filmOpen.value).toBe(false);
  });
});

describe("how fast frames are made", () => {
  test("is told by the latest two seconds", () => {
    const rate = new FrameRate();
    rate.add(0, 0);
    expect(rate.value).toBeUndefined();
    for (let now = 1000; now <= 4000; now += 1000) rate.add(now, now / 100);
    for (let now = 4500; now <= 6500; now += 500) rate.add(now, 40 + (now - 4000) / 500);
    // Two a second since 4.5 s; what was before does not count.
    expect(rate.value).toBeCloseTo(2, 9);
  });

  test("is told by the last two where they are further apart", () => {
    const rate = new FrameRate();
    for (const [now, done] of [
      [0, 0],
      [5000, 1],
      [15_000, 2],
    ] as const)
      rate.add(now, done);
    expect(rate.value).toBeCloseTo(0.1, 9);
  });
});

describe("a film that plays", () => {
  const clip = { fps: 30, seconds: 2, loop: false } as const;

  test("goes on by the clock, and rests on its last frame", () => {
    expect(timeAfter(1.5, clip)).toEqual({ time: 1.5, isOver: false });
    expect(timeAfter(1.99, clip)).toEqual({ time: 1.99, isOver: false });
    expect(timeAfter(2.01, clip)).toEqual({ time: 59 / 30, isOver: true });
  });

  test("begins anew where it is a loop", () => {
    const { time, isOver } = timeAfter(2.25, { ...clip, loop: true });
    expect(isOver).toBe(false);
    expect(time).toBeCloseTo(0.25, 9);
  });
});
