import { codecStrings } from "./codec-strings.ts";
import { encodeTogether } from "./encode-together.ts";
import { encoderConfig } from "./encoder-config.ts";
import type { VideoChoice, VideoCodec, VideoRequest } from "./format.ts";
import { bitsPerSecond, qualitySetting } from "./quality.ts";
import { UnavailableError } from "./unavailable-error.ts";

export const CODECS: Readonly<Record<VideoRequest["container"], readonly VideoCodec[]>> = {
  mp4: ["avc", "av1", "vp9"],
  webm: ["vp9", "av1", "vp8"],
};
const CONTAINER_NAMES = { mp4: "MP4", webm: "WebM" } as const;
const CODEC_NAMES: Readonly<Record<VideoCodec, string>> = { avc: "AVC", av1: "AV1", vp9: "VP9", vp8: "VP8" };

/**
 * Which codec this browser has for what is asked: the first that says so and then encodes a frame of that size.
 * @throws UnavailableError with one line where there is none, or none for this size; it names what there is instead.
 */
export async function chooseVideo(request: VideoRequest): Promise<VideoChoice> {
  const { container, width, height, fps, codec } = request;
  const name = CONTAINER_NAMES[container];
  if (typeof VideoEncoder === "undefined") {
    throw new UnavailableError(
      `This browser cannot encode video, so there is no ${name}; GIF and PNG need no encoder.`,
    );
  }
  const taken = CODECS[container];
  if (codec !== undefined && !taken.includes(codec)) {
    throw new UnavailableError(`${CODEC_NAMES[codec]} does not go into ${name}, which takes ${listed(taken, "and")}.`);
  }
  for (const candidate of codec === undefined ? taken : [codec]) {
    const choice = await chooseFor(candidate, request);
    if (choice !== undefined) return choice;
  }
  const others: string[] = [];
  for (const other of taken) {
    if (other !== codec && codec !== undefined && (await chooseFor(other, request))) others.push(CODEC_NAMES[other]);
  }
  const what = codec === undefined ? `None of ${listed(taken, "and")}` : CODEC_NAMES[codec];
  const can = codec === undefined ? "can encode" : "cannot encode";
  const instead = others.length === 0 ? "" : `; ${joined(others, "and")} can`;
  const size = `${width} × ${height} at ${fps} fps`;
  throw new UnavailableError(`${what} ${can} ${size} for ${name} here${instead}.`);
}

async function chooseFor(codec: VideoCodec, request: VideoRequest): Promise<VideoChoice | undefined> {
  const { bits, usual, quantizer } = qualitySetting(codec, request.quality);
  const asked = request.bitrate ?? bitsPerSecond(bits, request);
  const accelerations = request.acceleration ? [request.acceleration] : (["prefer-software", "no-preference"] as const);
  for (const acceleration of accelerations) {
    for (const codecString of codecStrings(codec, { ...request, bitrate: asked })) {
      const choice: VideoChoice = { ...request, codec, bitrate: asked, codecString, acceleration };
      if (quantizer !== undefined && request.bitrate === undefined && (await keeps(choice, quantizer))) {
        return { ...choice, quantizer, bitrate: bitsPerSecond(usual, request) };
      }
      if (await encodes(choice)) return choice;
    }
  }
  return undefined;
}

/** The coarsest quantizer. Encoders whose scale ends before it mean something else by the others, and do not take it. */
const COARSEST = 255;

/** Whether the encoder can be held to a quantizer; its own fixed one is known of encoders in software only. */
async function keeps(choice: VideoChoice, quantizer: number | "fixed"): Promise<boolean> {
  if (quantizer === "fixed") return choice.acceleration === "prefer-software" && encodes({ ...choice, quantizer });
  return (await encodes({ ...choice, quantizer: COARSEST })) && encodes({ ...choice, quantizer });
}

/** Whether a grey frame comes out encoded: what is claimed to be supported is not always so. */
async function encodes(choice: VideoChoice): Promise<boolean> {
  const supported = await VideoEncoder.isConfigSupported(encoderConfig(choice)).catch(() => undefined);
  if (supported?.supported !== true) return false;
  const grey = new Uint8Array((choice.width * choice.height * 3) / 2).fill(128);
  try {
    const { packets } = await encodeTogether(choice, { first: 0, count: 1 }, async () => grey);
    return packets.length === 1;
  } catch {
    return false;
  }
}

const listed = (codecs: readonly VideoCodec[], last: string): string =>
  joined(
    codecs.map((codec) => CODEC_NAMES[codec]),
    last,
  );

function joined(names: readonly string[], last: string): string {
  const end = names.at(-1) ?? "";
  return names.length < 2 ? end : `${names.slice(0, -1).join(", ")} ${last} ${end}`;
}
