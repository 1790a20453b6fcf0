import type { VideoCodec } from "./format.ts";

/** What a level of a codec allows; a level is enough for a film where all of these are. */
interface Level {
  /** As the codec's string writes it. */
  readonly code: string;
  /** Of AVC: macroblocks of 16 × 16; else pixels. */
  readonly samples: number;
  readonly samplesPerSecond: number;
  readonly kilobits: number;
  /** The longest side in the same unit. */
  readonly side: number;
}

const level = (code: string, samples: number, samplesPerSecond: number, kilobits: number, side: number): Level => ({
  code,
  samples,
  samplesPerSecond,
  kilobits,
  side,
});
const avc = (code: string, samples: number, samplesPerSecond: number, kilobits: number): Level =>
  level(code, samples, samplesPerSecond, kilobits, Math.floor(Math.sqrt(8 * samples)));

/** ITU-T H.264, table A-1; the bits of the main profile. */
const AVC_LEVELS: readonly Level[] = [
  avc("1e", 1620, 40_500, 10_000),
  avc("1f", 3600, 108_000, 14_000),
  avc("20", 5120, 216_000, 20_000),
  avc("28", 8192, 245_760, 20_000),
  avc("29", 8192, 245_760, 50_000),
  avc("2a", 8704, 522_240, 50_000),
  avc("32", 22_080, 589_824, 135_000),
  avc("33", 36_864, 983_040, 240_000),
  avc("34", 36_864, 2_073_600, 240_000),
  avc("3c", 139_264, 4_177_920, 240_000),
];

/** VP9 bitstream specification, annex A. */
const VP9_LEVELS: readonly Level[] = [
  level("20", 122_880, 4_608_000, 1800, 960),
  level("21", 245_760, 9_216_000, 3600, 1344),
  level("30", 552_960, 20_736_000, 7200, 2048),
  level("31", 983_040, 36_864_000, 12_000, 2752),
  level("40", 2_228_224, 83_558_400, 18_000, 4160),
  level("41", 2_228_224, 160_432_128, 30_000, 4160),
  level("50", 8_912_896, 311_951_360, 60_000, 8384),
  level("51", 8_912_896, 588_251_136, 120_000, 8384),
  level("52", 8_912_896, 1_176_502_272, 180_000, 8384),
  level("62", 35_651_584, 4_706_009_088, 480_000, 16_832),
];

/** AV1 bitstream specification, annex A: main tier, and the smaller of the two sides that a level has. */
const AV1_LEVELS: readonly Level[] = [
  level("00M", 147_456, 4_423_680, 1500, 1152),
  level("01M", 278_784, 8_363_520, 3000, 1584),
  level("04M", 665_856, 19_975_680, 6000, 2448),
  level("05M", 1_065_024, 31_950_720, 10_000, 3096),
  level("08M", 2_359_296, 70_778_880, 12_000, 3456),
  level("08H", 2_359_296, 70_778_880, 30_000, 3456),
  level("09H", 2_359_296, 141_557_760, 50_000, 3456),
  level("12M", 8_912_896, 267_386_880, 30_000, 4352),
  level("12H", 8_912_896, 267_386_880, 100_000, 4352),
  level("13H", 8_912_896, 534_773_760, 160_000, 4352),
  level("14H", 8_912_896, 1_069_547_520, 240_000, 4352),
  level("17H", 35_651_584, 2_139_095_040, 480_000, 8704),
];

/**
 * The names that WebCodecs has for a codec at a size, the best profile first. Where no level is enough, they name the
 * highest: whether it can be encoded is for the encoder to say.
 * @param bitrate bits a second.
 */
export function codecStrings(
  codec: VideoCodec,
  film: { readonly width: number; readonly height: number; readonly fps: number; readonly bitrate: number },
): readonly string[] {
  const { width, height, fps, bitrate } = film;
  const code = (levels: readonly Level[], across: number, down: number): string => {
    const samples = across * down;
    const enough = levels.find(
      (found) =>
        samples <= found.samples &&
        samples * fps <= found.samplesPerSecond &&
        bitrate <= found.kilobits * 1000 &&
        Math.max(across, down) <= found.side,
    );
    return (enough ?? levels.at(-1))?.code ?? "";
  };
  switch (codec) {
    case "avc": {
      const found = code(AVC_LEVELS, Math.ceil(width / 16), Math.ceil(height / 16));
      return ["6400", "4d00", "42e0"].map((profile) => `avc1.${profile}${found}`);
    }
    case "vp9":
      return [`vp09.00.${code(VP9_LEVELS, width, height)}.08`];
    case "av1":
      return [`av01.0.${code(AV1_LEVELS, width, height)}.08`];
    case "vp8":
      return ["vp8"];
  }
}
