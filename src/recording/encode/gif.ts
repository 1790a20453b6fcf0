import * as gifenc from "gifenc";
import type { FrameSource } from "../frame-source.ts";
import type { ExportHooks } from "./export-hooks.ts";
import { GifDither } from "./gif-dither.ts";
import { gifFrames, gifProblem } from "./gif-frames.ts";
import type { Sink } from "./sink.ts";
import { UnavailableError } from "./unavailable-error.ts";

const GIFEncoder = gifenc.GIFEncoder ?? gifenc.default.GIFEncoder;
const quantize = gifenc.quantize ?? gifenc.default.quantize;

/** Frames, spread over the film, whose colours make the palette. */
const PALETTE_FRAMES = 12;
/** Pixels of all of them together that are looked at. */
const PALETTE_PIXELS = 1 << 20;
/** The last entry of the palette stands for a pixel that stays as it is. */
const UNCHANGED = 255;

/**
 * Writes a film as a GIF: one palette for all frames, so that nothing that rests flickers, ordered dithering against bands
 * in the dark, and only what changes from frame to frame. Memory does not grow with length.
 * @param repeat whether it plays for ever, as GIFs do; else once.
 * @throws UnavailableError where it is too large or too long for a GIF; the signal's reason; what source and sink throw.
 */
export async function writeGif(
  source: FrameSource,
  sink: Sink,
  { repeat, signal, onFrame }: ExportHooks & { readonly repeat: boolean },
): Promise<void> {
  const problem = gifProblem(source);
  if (problem !== undefined) throw new UnavailableError(problem);
  const { width, height } = source;
  const palette = await filmPalette(source, signal);
  const dither = new GifDither(palette.slice(0, UNCHANGED));
  const encoder = GIFEncoder({ auto: false });
  let position = 0;
  const flush = async () => {
    const bytes = encoder.stream.bytes();
    encoder.stream.reset();
    await sink.write(bytes, position);
    position += bytes.length;
  };
  encoder.writeHeader();
  let shown: Uint8Array | undefined;
  const frames = gifFrames(source);
  for (const [count, { index, delay }] of frames.entries()) {
    signal?.throwIfAborted();
    const indices = dither.indices(await source.rgba(index), width);
    signal?.throwIfAborted();
    encoder.writeFrame(shown ? changed(shown, indices) : indices, width, height, {
      first: shown === undefined,
      ...(shown === undefined && { palette, repeat: repeat ? 0 : -1 }),
      delay: 10 * delay,
      transparent: shown !== undefined,
      transparentIndex: UNCHANGED,
      dispose: 1,
    });
    shown = indices;
    await flush();
    onFrame?.(frames[count + 1]?.index ?? source.frames);
  }
  encoder.finish();
  await flush();
  await sink.close();
}

function changed(before: Uint8Array, now: Uint8Array): Uint8Array {
  return now.map((index, pixel) => (before[pixel] === index ? UNCHANGED : index));
}

/** As many colours as a GIF has, of frames spread over the film; filled up with black. */
async function filmPalette(source: FrameSource, signal: AbortSignal | undefined): Promise<gifenc.Palette> {
  const count = Math.min(PALETTE_FRAMES, source.frames);
  const pixels = source.width * source.height;
  const every = Math.max(1, Math.ceil((count * pixels) / PALETTE_PIXELS));
  const each = Math.floor(pixels / every);
  const sample = new Uint8Array(4 * each * count);
  for (let number = 0; number < count; number++) {
    signal?.throwIfAborted();
    const rgba = await source.rgba(Math.round((number * (source.frames - 1)) / Math.max(1, count - 1)));
    for (let at = 0; at < each; at++) {
      // Another pixel of each group of neighbours in every frame: no column of the picture is left out.
      const from = 4 * (at * every + (number % every));
      sample.set(rgba.subarray(from, from + 4), 4 * (number * each + at));
    }
  }
  const found = quantize(sample, UNCHANGED, { format: "rgb565" });
  return Array.from({ length: UNCHANGED + 1 }, (_, index) => found[index] ?? [0, 0, 0]);
}
