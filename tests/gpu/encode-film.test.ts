import { beforeAll, describe, expect, it } from "vitest";
import { defaultExperiment } from "../../src/experiment/default-experiment.ts";
import { encodeTogether } from "../../src/recording/encode/encode-together.ts";
import { chooseVideo } from "../../src/recording/encode/video.ts";
import { Film } from "../../src/recording/film/film.ts";
import { testDevice } from "./device.ts";
import { decoded } from "./encode-decoded.ts";
import { lumaDecibels } from "./luma-decibels.ts";

const WIDTH = 426;
const HEIGHT = 240;
/** From where the crowds are all on their way: hardly any frame is harder to encode. */
const FIRST = 4;
const FRAMES = 12;
const FPS = 30;

let frames: Uint8Array<ArrayBuffer>[] = [];

beforeAll(async () => {
  const { starts } = defaultExperiment;
  const experiment = { ...defaultExperiment, starts: { ...starts, kind: "grid" as const, columns: 32, rows: 32 } };
  const film = await Film.create(await testDevice(), experiment, { width: WIDTH, height: HEIGHT });
  for (let frame = 0; frame < FRAMES; frame++) frames.push(await film.i420(FIRST + frame));
  film.dispose();
  return () => {
    frames = [];
  };
}, 200_000);

describe("the page's opening scene", () => {
  it.each([
    ["mp4", "avc"],
    ["mp4", "av1"],
    ["mp4", "vp9"],
    ["webm", "vp8"],
  ] as const)("keeps 38 dB in a %s of %s at high quality", async (container, codec) => {
    const size = { width: WIDTH, height: HEIGHT, fps: FPS };
    const choice = await chooseVideo({ ...size, container, codec, quality: "high", acceleration: "prefer-software" });
    const planes = async (frame: number) => (frames[frame] ?? new Uint8Array()).slice();
    const segment = await encodeTogether(choice, { first: 0, count: FRAMES }, planes);
    const decibels = lumaDecibels(frames, await decoded(segment, FPS), size);
    // Measured 43.6 (AVC), 45.7 (AV1), 46.0 (VP9) and 51.6 (VP8).
    expect(decibels).toBeGreaterThanOrEqual(38);
  });
});
