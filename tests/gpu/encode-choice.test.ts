import { describe, expect, it } from "vitest";
import { chooseVideo } from "../../src/recording/encode/video.ts";

describe("a codec", () => {
  const film = { width: 128, height: 96, fps: 30, quality: "high" } as const;

  it("is the first that the container takes and the browser has", async () => {
    expect((await chooseVideo({ ...film, container: "mp4" })).codec).toBe("avc");
    expect((await chooseVideo({ ...film, container: "webm" })).codec).toBe("vp9");
  });

  it("that the container does not take, or that cannot be encoded at this size, is refused with what can be", async () => {
    await expect(chooseVideo({ ...film, container: "webm", codec: "avc" })).rejects.toThrow(
      "AVC does not go into WebM, which takes VP9, AV1 and VP8.",
    );
    const original = VideoEncoder.isConfigSupported;
    // As where there is no AVC, and no encoder for large frames.
    VideoEncoder.isConfigSupported = async (config) =>
      config.codec.startsWith("avc") || config.width > 2000
        ? { supported: false, config }
        : original.call(VideoEncoder, config);
    try {
      await expect(chooseVideo({ ...film, container: "mp4", codec: "avc" })).rejects.toThrow(
        "AVC cannot encode 128 × 96 at 30 fps for MP4 here; AV1 and VP9 can.",
      );
      expect((await chooseVideo({ ...film, container: "mp4" })).codec).toBe("av1");
      await expect(chooseVideo({ ...film, width: 3840, height: 2160, container: "mp4" })).rejects.toThrow(
        "None of AVC, AV1 and VP9 can encode 3840 × 2160 at 30 fps for MP4 here.",
      );
    } finally {
      VideoEncoder.isConfigSupported = original;
    }
  });

  it("is asked for a bitrate where one is given, and not for a quantizer", async () => {
    const choice = await chooseVideo({ ...film, container: "webm", bitrate: 250_000 });
    expect([choice.bitrate, choice.quantizer]).toEqual([250_000, undefined]);
  });
});
