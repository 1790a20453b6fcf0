import { describe, expect, it } from "vitest";
import { codecStrings } from "../../../src/recording/encode/codec-strings.ts";

const film = (width: number, height: number, fps: number, bitrate = 4e6) => ({ width, height, fps, bitrate });

describe("a codec's name for a size", () => {
  it("has the lowest level of AVC that allows macroblocks, frames and bits, from the high profile down", () => {
    expect(codecStrings("avc", film(1920, 1080, 30))).toEqual(["avc1.640028", "avc1.4d0028", "avc1.42e028"]);
    expect(codecStrings("avc", film(1080, 1920, 30))[0]).toBe("avc1.640028");
    expect(codecStrings("avc", film(1920, 1080, 60))[0]).toBe("avc1.64002a");
    expect(codecStrings("avc", film(1280, 720, 30))[0]).toBe("avc1.64001f");
    expect(codecStrings("avc", film(1280, 720, 30, 16e6))[0]).toBe("avc1.640020");
    expect(codecStrings("avc", film(3840, 2160, 30))[0]).toBe("avc1.640033");
    expect(codecStrings("avc", film(3840, 2160, 60))[0]).toBe("avc1.640034");
  });

  it("has the level of VP9 and AV1 for the same, AV1 in the high tier where the main one has too few bits", () => {
    expect(codecStrings("vp9", film(1920, 1080, 30))).toEqual(["vp09.00.40.08"]);
    expect(codecStrings("vp9", film(1920, 1080, 60))).toEqual(["vp09.00.41.08"]);
    expect(codecStrings("vp9", film(3840, 2160, 60))).toEqual(["vp09.00.51.08"]);
    expect(codecStrings("av1", film(1920, 1080, 30))).toEqual(["av01.0.08M.08"]);
    expect(codecStrings("av1", film(1920, 1080, 30, 16e6))).toEqual(["av01.0.08H.08"]);
    expect(codecStrings("av1", film(3840, 2160, 60))).toEqual(["av01.0.13H.08"]);
    expect(codecStrings("vp8", film(3840, 2160, 60))).toEqual(["vp8"]);
  });

  it("takes a higher level for a long side, as in a strip", () => {
    expect(codecStrings("vp9", film(3840, 240, 24, 1e6))).toEqual(["vp09.00.40.08"]);
    expect(codecStrings("avc", film(3840, 240, 24, 1e6))[0]).toBe("avc1.640028");
  });
});
