import { describe, expect, it } from "vitest";
import { exportFilm } from "../../../src/recording/export-film.ts";
import { FakeSink } from "./fake-sink.ts";
import { numberedFrames } from "./numbered-frames.ts";

describe("an export", () => {
  it("closes its sink when the film is whole, and tells of every frame", async () => {
    const sink = new FakeSink();
    const done: number[] = [];
    await exportFilm(numberedFrames(4), { format: "zip" }, sink, { onFrame: (count) => done.push(count) });
    expect(done).toEqual([1, 2, 3, 4]);
    expect(sink.ends).toEqual(["close"]);
  });

  it("that is cancelled gives up what it has written, and asks for no frame more", async () => {
    const sink = new FakeSink();
    const controller = new AbortController();
    const film = numberedFrames(10);
    const asked: number[] = [];
    const source = {
      ...film,
      rgba: async (frame: number) => {
        asked.push(frame);
        return film.rgba(frame);
      },
    };
    const onFrame = (done: number) => {
      if (done === 3) controller.abort(new Error("Cancelled."));
    };
    const work = exportFilm(source, { format: "zip" }, sink, { signal: controller.signal, onFrame });
    await expect(work).rejects.toThrow("Cancelled.");
    expect(sink.writes).toBeGreaterThan(0);
    expect(sink.ends).toEqual(["abort"]);
    expect(asked).toEqual([0, 1, 2]);
  });

  it("that was cancelled before it began writes nothing", async () => {
    const sink = new FakeSink();
    const work = exportFilm(numberedFrames(2), { format: "zip" }, sink, {
      signal: AbortSignal.abort(new Error("Cancelled.")),
    });
    await expect(work).rejects.toThrow("Cancelled.");
    expect([sink.writes, sink.ends]).toEqual([0, ["abort"]]);
  });

  it("ends with the error of its frames or of its sink, and gives the file up", async () => {
    const film = numberedFrames(3);
    const lost = {
      ...film,
      rgba: async (frame: number) => {
        if (frame === 2) throw new Error("The graphics device was lost.");
        return film.rgba(frame);
      },
    };
    const sink = new FakeSink();
    await expect(exportFilm(lost, { format: "zip" }, sink)).rejects.toThrow("The graphics device was lost.");
    expect(sink.ends).toEqual(["abort"]);
    const full = new FakeSink(1000);
    await expect(exportFilm(film, { format: "zip" }, full)).rejects.toThrow("No room.");
    expect(full.ends).toEqual(["abort"]);
  });
});
