import { createFile, MP4BoxBuffer } from "mp4box";
import { afterEach, describe, expect, it, vi } from "vitest";
import { FILM_COLORS } from "../../../src/recording/encode/encoder-config.ts";
import type { VideoChoice } from "../../../src/recording/encode/format.ts";
import { Movie } from "../../../src/recording/encode/movie.ts";
import type { Segment } from "../../../src/recording/encode/video.ts";
import { FakeSink } from "./fake-sink.ts";

const CHOICE: VideoChoice = {
  container: "mp4",
  width: 128,
  height: 96,
  fps: 30,
  quality: "high",
  codec: "vp9",
  bitrate: 1e6,
  codecString: "vp09.00.20.08",
  acceleration: "prefer-software",
};
const CONFIG: VideoDecoderConfig = {
  codec: CHOICE.codecString,
  codedWidth: 128,
  codedHeight: 96,
  colorSpace: FILM_COLORS,
};

/** What an encoder could have made: the data is never decoded here. */
function segment(first: number, count: number, config = CONFIG): Segment {
  const packets = Array.from({ length: count }, (_, at) => ({
    data: Uint8Array.from({ length: 40 + ((first + at) % 7) }, (_, byte) => (first + at + byte) % 256),
    isKey: at === 0,
    frame: first + at,
  }));
  return { first, packets, config };
}

async function movie(choice: VideoChoice, segments: readonly Segment[], frames: number): Promise<FakeSink> {
  const sink = new FakeSink();
  const film = await Movie.create(choice, sink, frames);
  for (const one of segments) await film.add(one);
  await film.finish();
  return sink;
}

afterEach(() => vi.useRealTimers());

describe("a movie", () => {
  it("has the same bytes whenever it is written, MP4 and WebM", async () => {
    for (const container of ["mp4", "webm"] as const) {
      const files: Uint8Array[] = [];
      for (const time of ["2026-01-02", "2031-05-06"]) {
        vi.useFakeTimers({ now: new Date(time), toFake: ["Date"] });
        files.push((await movie({ ...CHOICE, container }, [segment(0, 120), segment(120, 31)], 151)).file);
      }
      expect(files[0]?.length).toBeGreaterThan(151 * 40);
      expect(files[0], container).toEqual(files[1]);
    }
  });

  it("has every frame as long as every other, and all of them as long as the film, index in front", async () => {
    for (const [fps, frames] of [
      [24, 1],
      [30, 151],
      [60, 77],
    ] as const) {
      const { file, ends } = await movie({ ...CHOICE, fps }, [segment(0, frames)], frames);
      expect(ends).toEqual(["close"]);
      const reader = createFile();
      reader.appendBuffer(MP4BoxBuffer.fromArrayBuffer(file.buffer, 0), true);
      const info = reader.getInfo();
      const [track] = info.videoTracks;
      expect(info.duration / info.timescale).toBe(frames / fps);
      expect((track?.duration ?? 0) / (track?.timescale ?? 0)).toBe(frames / fps);
      const samples = reader.getTrackSamplesInfo(track?.id ?? 0);
      expect(samples).toHaveLength(frames);
      const length = (track?.timescale ?? 0) / fps;
      expect(new Set(samples.map(({ duration }) => duration))).toEqual(new Set([length]));
      expect(samples.map(({ cts }) => cts)).toEqual(Array.from({ length: frames }, (_, frame) => frame * length));
      const boxes = reader.boxes.map(({ type }) => type).filter((type) => type !== "free");
      expect(boxes).toEqual(["ftyp", "moov", "mdat"]);
      expect(info.isFragmented).toBe(false);
    }
  });

  it("does not take a segment that does not follow, or needs another decoder, nor an end with frames missing", async () => {
    const film = await Movie.create(CHOICE, new FakeSink(), 240);
    await film.add(segment(0, 120));
    await expect(film.add(segment(0, 120))).rejects.toThrow("A segment from frame 0 on does not follow 120 frames.");
    await expect(film.add(segment(120, 120, { ...CONFIG, description: Uint8Array.of(1, 2) }))).rejects.toThrow(
      "The encoder has changed its settings at frame 120; a film has one setting.",
    );
    await expect(film.finish()).rejects.toThrow("The film has 120 of its 240 frames.");
    await film.abort();
  });

  it("fails with the sink's error, and gives it up", async () => {
    const sink = new FakeSink(2e6);
    const film = await Movie.create(CHOICE, sink, 240);
    const large = {
      ...segment(0, 120),
      packets: segment(0, 120).packets.map((packet) => ({ ...packet, data: new Uint8Array(40_000) })),
    };
    await expect(film.add(large).then(() => film.finish())).rejects.toThrow("No room.");
    await film.abort();
    expect(sink.ends).toEqual(["abort"]);
  });
});
