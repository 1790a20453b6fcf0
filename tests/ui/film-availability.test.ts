import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { parseExperiment } from "../../src/experiment/parse-experiment.ts";
import type { VideoCodec, VideoRequest } from "../../src/recording/encode/format.ts";
import { UnavailableError } from "../../src/recording/encode/unavailable-error.ts";
import { watchAvailability } from "../../src/ui/film/availability.ts";
import * as film from "../../src/ui/film/film-store.ts";
import * as store from "../../src/ui/store.ts";

/** A browser with these codecs, which keeps what it was asked. */
function browserWith(...has: readonly VideoCodec[]) {
  const asked: VideoRequest[] = [];
  const codecs = { mp4: ["avc", "av1"], webm: ["vp9", "vp8"] } as const;
  const chooseVideo = async (request: VideoRequest) => {
    asked.push(request);
    const codec = (request.codec ? [request.codec] : codecs[request.container]).find((one) => has.includes(one));
    if (codec === undefined) throw new UnavailableError(`No ${request.codec ?? "codec"} for ${request.container}.`);
    return { ...request, codec, bitrate: 1e6, codecString: codec, acceleration: "prefer-software" } as const;
  };
  return { asked, trials: async () => ({ chooseVideo, codecs }) };
}

let stop: () => void;

beforeEach(() => {
  vi.useFakeTimers();
  // Edits are written into the address.
  vi.stubGlobal("location", { hash: "" });
  vi.stubGlobal("history", { replaceState: () => undefined });
  store.experiment.value = parseExperiment({
    version: 1,
    surface: { id: "booth" },
    ensembles: [{ optimizer: "momentum" }],
    recording: { width: 320, height: 240, fps: 24, seconds: 1 },
  });
  film.exportOptions.value = { format: "mp4", quality: "high", supersampling: 1, transparent: false };
});
afterEach(() => {
  stop();
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

describe("what this browser can make of a film", () => {
  test("is tried for both containers, and for every codec of the one that is asked for", async () => {
    const { asked, trials } = browserWith("av1");
    stop = watchAvailability(trials);
    await vi.advanceTimersByTimeAsync(400);
    expect(film.videoChoice.value).toMatchObject({ container: "mp4", codec: "av1", width: 320, height: 240, fps: 24 });
    expect(film.codecs.value).toEqual(["av1"]);
    expect(film.unavailable.value).toEqual({ webm: "No codec for webm." });
    expect(asked.map(({ container, codec }) => [container, codec])).toEqual([
      ["mp4", undefined],
      ["webm", undefined],
      ["mp4", "avc"],
      ["mp4", "av1"],
    ]);
  });

  test("is tried once for a flurry of edits, and not for what does not matter to it", async () => {
    const { asked, trials } = browserWith("avc", "vp9");
    stop = watchAvailability(trials);
    for (const width of [340, 360, 380]) {
      film.editRecording((recording) => ({ ...recording, width }));
      await vi.advanceTimersByTimeAsync(100);
    }
    await vi.advanceTimersByTimeAsync(400);
    expect(asked.map(({ width }) => width)).toEqual([380, 380, 380, 380]);
    film.editRecording((recording) => ({ ...recording, theme: "paper", seconds: 5 }));
    await vi.advanceTimersByTimeAsync(1000);
    expect(asked.length).toBe(4);
  });

  test("is not tried while a film is exported, but after it where it was not known by then", async () => {
    const { asked, trials } = browserWith("avc", "vp9");
    stop = watchAvailability(trials);
    await vi.advanceTimersByTimeAsync(100);
    const progress = { done: 0 } as NonNullable<typeof film.exporting.value>;
    film.exporting.value = progress;
    await vi.advanceTimersByTimeAsync(1000);
    expect(asked.length, "under way").toBe(0);
    film.exporting.value = undefined;
    await vi.advanceTimersByTimeAsync(400);
    expect(asked.length, "after it").toBe(4);
    film.exporting.value = progress;
    film.exporting.value = undefined;
    await vi.advanceTimersByTimeAsync(400);
    expect(asked.length, "known already").toBe(4);
  });

  test("says at once where a film is no GIF, and no longer where it is one again", async () => {
    stop = watchAvailability(browserWith("avc", "vp9").trials);
    film.editRecording((recording) => ({ ...recording, seconds: 60 }));
    expect(film.unavailable.value.gif).toMatch(/^A GIF has at most/);
    film.editRecording((recording) => ({ ...recording, seconds: 6 }));
    expect(film.unavailable.value).not.toHaveProperty("gif");
  });

  test("has no choice of a codec that is not there, with the reason, and the other container keeps its best", async () => {
    film.exportOptions.value = { ...film.exportOptions.value, codec: "avc" };
    stop = watchAvailability(browserWith("av1", "vp8").trials);
    await vi.advanceTimersByTimeAsync(400);
    expect(film.videoChoice.value).toBeUndefined();
    expect(film.unavailable.value).toEqual({ mp4: "No avc for mp4." });
  });
});
