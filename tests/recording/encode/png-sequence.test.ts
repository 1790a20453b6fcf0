import { decode } from "fast-png";
import { unzipSync } from "fflate";
import { describe, expect, it } from "vitest";
import { writePngSequence } from "../../../src/recording/encode/png-sequence.ts";
import { encodeStill } from "../../../src/recording/encode/still.ts";
import { FakeSink } from "./fake-sink.ts";
import { numberedFrames } from "./numbered-frames.ts";

async function zipOf(frames: number): Promise<FakeSink> {
  const sink = new FakeSink();
  await writePngSequence(numberedFrames(frames), sink, {});
  return sink;
}

describe("a sequence of PNG files", () => {
  it("holds every frame by its number, pixel for pixel", async () => {
    const sink = await zipOf(12);
    expect(sink.ends).toEqual(["close"]);
    const files = Object.entries(unzipSync(sink.file));
    expect(files.map(([name]) => name)).toEqual(
      Array.from({ length: 12 }, (_, frame) => `frame-${String(frame + 1).padStart(5, "0")}.png`),
    );
    for (const [frame, [, file]] of files.entries()) {
      const rgba = await numberedFrames(12).rgba(frame);
      const png = decode(file);
      expect([png.width, png.height, png.channels, png.depth]).toEqual([16, 16, 3, 8]);
      expect(Array.from(png.data)).toEqual(Array.from(rgba).filter((_, at) => at % 4 !== 3));
    }
  });

  it("has the same bytes at another time", async () => {
    const first = (await zipOf(2)).file;
    await new Promise((resolve) => setTimeout(resolve, 2100));
    expect(first).toEqual((await zipOf(2)).file);
  });

  it("is refused before it is begun where a zip cannot hold it", async () => {
    const noise = numberedFrames(1, 30, 64, 64);
    const sink = new FakeSink();
    // 400,000 frames of noise, which no compression makes smaller, are 5 GB.
    const film = { ...noise, frames: 400_000, rgba: () => noise.rgba(0) };
    await expect(writePngSequence(film, sink, {})).rejects.toThrow(
      "400000 frames of 64 × 64 as PNG files take about 5.0 GB; a zip holds at most 4.2 GB.",
    );
    expect(sink.writes).toBe(0);
  });
});

describe("a still", () => {
  it("keeps what is transparent, colour and all, and says that it is sRGB", () => {
    const rgba = Uint8Array.from({ length: 4 * 6 }, (_, at) => (at * 37) % 256);
    const file = encodeStill(rgba, 3, 2);
    const png = decode(file, { checkCrc: true });
    expect(png.channels).toBe(4);
    expect(Array.from(png.data)).toEqual(Array.from(rgba));
    expect(String.fromCharCode(...file.subarray(37, 41))).toBe("sRGB");
    expect(file[41]).toBe(0);
  });
});
