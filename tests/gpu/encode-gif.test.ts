import { describe, expect, it } from "vitest";
import { MemorySink } from "../../src/recording/encode/memory-sink.ts";
import { exportFilm } from "../../src/recording/export-film.ts";
import type { FrameSource } from "../../src/recording/frame-source.ts";
import { trailScene } from "./encode-scene.ts";

async function gifOf(film: FrameSource, repeat?: boolean): Promise<Uint8Array<ArrayBuffer>> {
  const sink = new MemorySink();
  await exportFilm(film, { format: "gif", ...(repeat !== undefined && { repeat }) }, sink);
  return new Uint8Array(await sink.blob("image/gif").arrayBuffer());
}

interface Shown {
  /** Microseconds. */
  readonly duration: number;
  readonly pixels: Uint8ClampedArray;
}

/** The frames as the browser's own decoder puts them together. */
async function framesOf(data: Uint8Array<ArrayBuffer>): Promise<{ frames: Shown[]; repetitions: number }> {
  const decoder = new ImageDecoder({ data, type: "image/gif" });
  await decoder.completed;
  await decoder.tracks.ready;
  const track = decoder.tracks.selectedTrack;
  const frames: Shown[] = [];
  for (let frameIndex = 0; frameIndex < (track?.frameCount ?? 0); frameIndex++) {
    const { image } = await decoder.decode({ frameIndex });
    const canvas = new OffscreenCanvas(image.displayWidth, image.displayHeight);
    const context = canvas.getContext("2d", { willReadFrequently: true });
    context?.drawImage(image, 0, 0);
    const pixels = context?.getImageData(0, 0, canvas.width, canvas.height).data ?? new Uint8ClampedArray();
    frames.push({ duration: image.duration ?? 0, pixels });
    image.close();
  }
  return { frames, repetitions: track?.repetitionCount ?? Number.NaN };
}

describe("a GIF", () => {
  it("has the film's frames in the film's time, and plays for ever unless told otherwise", async () => {
    for (const [fps, count, shown] of [
      [24, 5, 5],
      [30, 7, 7],
      [60, 8, 4],
      [30, 1, 1],
    ] as const) {
      const film = trailScene(128, 96, count, fps);
      const { frames, repetitions } = await framesOf(await gifOf(film));
      const label = `${count} frames at ${fps} fps`;
      expect(frames, label).toHaveLength(shown);
      expect(frames[0]?.pixels, label).toHaveLength(128 * 96 * 4);
      expect(repetitions, label).toBe(Number.POSITIVE_INFINITY);
      const total = frames.reduce((sum, { duration }) => sum + duration, 0);
      if (count > 1) expect(total, label).toBe(Math.round((100 * count) / fps) * 10_000);
    }
    expect((await framesOf(await gifOf(trailScene(64, 48, 2), false))).repetitions).toBe(0);
  });

  it("shows what the frames show, and what has not changed stays", async () => {
    const film = trailScene(160, 120, 6);
    const { frames } = await framesOf(await gifOf(film));
    let [squares, bias] = [0, 0];
    for (const [index, { pixels }] of frames.entries()) {
      const was = await film.rgba(index);
      for (let at = 0; at < was.length; at++) {
        if (at % 4 === 3) continue;
        const error = (pixels[at] ?? 0) - (was[at] ?? 0);
        squares += error ** 2;
        bias += error;
      }
    }
    const numbers = frames.length * 160 * 120 * 3;
    const decibels = 10 * Math.log10(255 ** 2 / (squares / numbers));
    // Measured 41.1 dB and .11: 255 colours for all frames, and as many pixels too light as too dark.
    expect(decibels).toBeGreaterThan(38);
    expect(Math.abs(bias / numbers)).toBeLessThan(0.3);
  });

  it("has the same bytes twice, and fewer where little changes", async () => {
    const film = trailScene(128, 96, 6);
    const moving = await gifOf(film);
    expect(await gifOf(film)).toEqual(moving);
    const still = await gifOf({ ...film, rgba: () => film.rgba(0) });
    expect(still.length).toBeLessThan(moving.length / 3);
  });
});
