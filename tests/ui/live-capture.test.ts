import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { filmOpen } from "../../src/ui/film/film-store.ts";
import { canCapture, capture, captureOutcome, startCapture, stopCapture } from "../../src/ui/film/live-capture.ts";
import * as store from "../../src/ui/store.ts";

const saved: { content: Blob; name: string }[] = [];
const badges = { shown: 0, hidden: 0 };

vi.mock("../../src/ui/files.ts", () => ({
  saveBlob: (content: Blob, name: string) => saved.push({ content, name }),
}));
vi.mock("../../src/ui/location.ts", () => ({ recordInLink: () => undefined }));
vi.mock("../../src/ui/frames.ts", () => ({ nextFrame: async () => 0 }));
vi.mock("../../src/ui/film/live-badge.tsx", () => ({
  showBadge: () => {
    badges.shown += 1;
    return () => {
      badges.hidden += 1;
    };
  },
}));

/** What the browser's recorder does, by hand. */
class FakeRecorder extends EventTarget {
  static supported: readonly string[] = [];
  static latest: FakeRecorder | undefined;
  static isTypeSupported(type: string): boolean {
    return FakeRecorder.supported.includes(type);
  }
  state = "inactive";
  readonly mimeType: string;
  readonly bits: number;
  readonly track = { stopped: false };

  constructor(_stream: unknown, { mimeType, videoBitsPerSecond }: { mimeType: string; videoBitsPerSecond: number }) {
    super();
    this.mimeType = mimeType;
    this.bits = videoBitsPerSecond;
    FakeRecorder.latest = this;
  }

  start(): void {
    this.state = "recording";
  }

  give(text: string): void {
    this.dispatchEvent(Object.assign(new Event("dataavailable"), { data: new Blob([text]) }));
  }

  stop(): void {
    this.state = "inactive";
    this.give("end");
    this.dispatchEvent(new Event("stop"));
  }

  breakOff(message: string): void {
    this.state = "inactive";
    this.dispatchEvent(Object.assign(new Event("error"), { error: new Error(message) }));
    this.dispatchEvent(new Event("stop"));
  }
}

class FakeCanvas {
  readonly width = 1000;
  readonly height = 500;
  static stopped = 0;
  captureStream() {
    const track = { stop: () => ++FakeCanvas.stopped };
    return { getTracks: () => [track] };
  }
}

let canvas: FakeCanvas | null = null;

beforeEach(() => {
  saved.length = 0;
  badges.shown = 0;
  badges.hidden = 0;
  canvas = new FakeCanvas();
  FakeCanvas.stopped = 0;
  FakeRecorder.supported = ["video/webm;codecs=vp9", "video/webm;codecs=vp8", "video/webm"];
  FakeRecorder.latest = undefined;
  vi.stubGlobal("MediaRecorder", FakeRecorder);
  vi.stubGlobal("HTMLCanvasElement", FakeCanvas);
  vi.stubGlobal("document", { querySelector: () => canvas });
  vi.stubGlobal("addEventListener", () => undefined);
  vi.stubGlobal("removeEventListener", () => undefined);
  vi.useFakeTimers({ now: new Date(2026, 10, 3, 9, 5, 7), toFake: ["Date"] });
  store.device.value = {} as GPUDevice;
  filmOpen.value = true;
});
afterEach(() => {
  vi.unstubAllGlobals();
  vi.useRealTimers();
  store.device.value = undefined;
});

/** Starts, and waits until the recorder is there. */
async function begin(): Promise<{ recorder: FakeRecorder; ended: Promise<void> }> {
  const ended = startCapture();
  await Promise.resolve();
  await Promise.resolve();
  const recorder = FakeRecorder.latest;
  if (recorder === undefined) throw new Error("expected a recorder");
  return { recorder, ended };
}

const NAME = "ravine-live-2026-11-03-09-05-07";

describe("Live capture", () => {
  it("leaves the studio, records the landscape, and hands the file over when it is stopped", async () => {
    const { recorder, ended } = await begin();
    expect(filmOpen.value, "the studio is open").toBe(false);
    expect(capture.value).toEqual({ name: `${NAME}.webm` });
    expect([recorder.state, recorder.mimeType]).toEqual(["recording", "video/webm;codecs=vp9"]);
    // A tenth of a bit for each of the pixels of sixty frames.
    expect(recorder.bits).toBe(1000 * 500 * 60 * 0.1);
    recorder.give("one ");
    recorder.give("two ");
    stopCapture();
    await ended;
    expect(saved.map(({ name }) => name)).toEqual([`${NAME}.webm`]);
    expect(await saved[0]?.content.text()).toBe("one two end");
    expect(saved[0]?.content.type).toBe("video/webm;codecs=vp9");
    expect(capture.value).toBeUndefined();
    expect(badges).toEqual({ shown: 1, hidden: 1 });
    expect(captureOutcome.value).toEqual({ kind: "done", text: `${NAME}.webm is among your downloads.` });
  });

  it("takes MP4 where the browser records that", async () => {
    FakeRecorder.supported = [...FakeRecorder.supported, "video/mp4;codecs=avc1"];
    const { recorder, ended } = await begin();
    expect([recorder.mimeType, capture.value?.name]).toEqual(["video/mp4;codecs=avc1", `${NAME}.mp4`]);
    stopCapture();
    await ended;
  });

  it("hands over what there is when the device is lost", async () => {
    const { recorder, ended } = await begin();
    recorder.give("some ");
    store.device.value = undefined;
    await ended;
    expect(await saved[0]?.content.text()).toBe("some end");
    expect(captureOutcome.value).toEqual({
      kind: "error",
      text: `The recording ended early: the graphics device was lost. ${NAME}.webm holds it up to there.`,
    });
  });

  it("ends when the studio is opened", async () => {
    const { ended } = await begin();
    filmOpen.value = true;
    await ended;
    expect(saved).toHaveLength(1);
    expect(captureOutcome.value?.kind).toBe("done");
  });

  it("hands over what there is when the recorder breaks", async () => {
    const { recorder, ended } = await begin();
    recorder.give("some ");
    recorder.breakOff("no space");
    await ended;
    expect(await saved[0]?.content.text()).toBe("some ");
    expect(captureOutcome.value?.text).toBe(`The recording ended early: no space. ${NAME}.webm holds it up to there.`);
  });

  it("says that nothing was recorded where not a single frame came", async () => {
    const { recorder, ended } = await begin();
    recorder.breakOff("no encoder");
    await ended;
    expect(saved).toEqual([]);
    expect(captureOutcome.value).toEqual({ kind: "error", text: "Nothing was recorded: no encoder." });
  });

  it("says in one line why it cannot begin", async () => {
    canvas = null;
    await startCapture();
    expect(captureOutcome.value?.text).toBe("Recording is not possible: there is no landscape now.");
    canvas = new FakeCanvas();
    const start = vi.spyOn(FakeRecorder.prototype, "start").mockImplementation(() => {
      throw new Error("There is no encoder.");
    });
    await startCapture();
    start.mockRestore();
    expect(captureOutcome.value?.text).toBe("Recording is not possible: There is no encoder.");
    expect(FakeCanvas.stopped, "tracks that were stopped").toBe(1);
    FakeRecorder.supported = [];
    expect(canCapture()).toBe(false);
    await startCapture();
    expect(captureOutcome.value?.text).toBe("Recording is not possible: this browser cannot record a canvas.");
    expect(badges.shown).toBe(0);
  });
});
