import { afterAll, beforeAll, expect, it } from "vitest";
import { FrameComposer } from "../../src/gpu/frame-composer.ts";
import { randomBits } from "../../src/math/random.ts";
import { testDevice } from "./device.ts";

/** An odd number of blocks of eight pixels, and rows that end within a word. */
const [WIDTH, HEIGHT] = [22, 10];
const PIXELS = WIDTH * HEIGHT;

let device: GPUDevice;
const textures: GPUTexture[] = [];

beforeAll(async () => {
  device = await testDevice();
});

afterAll(() => {
  for (const texture of textures) texture.destroy();
});

/** Random colours, RGBA; with random alpha, none and all among them, where it is not opaque. */
function colors(seed: number, isOpaque: boolean): Uint8ClampedArray<ArrayBuffer> {
  const data = new Uint8ClampedArray(4 * PIXELS);
  for (let index = 0; index < PIXELS; index++) {
    const [word] = randomBits(seed, index, 1, 0);
    for (let byte = 0; byte < 4; byte++) data[4 * index + byte] = (word >>> (8 * byte)) & 255;
    if (isOpaque || index % 3 === 0) data[4 * index + 3] = 255;
    else if (index % 3 === 1) data[4 * index + 3] = 0;
  }
  return data;
}

function textureOf(data: Uint8ClampedArray<ArrayBuffer>, format: "rgba8unorm" | "bgra8unorm"): GPUTexture {
  const usage = GPUTextureUsage.COPY_SRC | GPUTextureUsage.COPY_DST;
  const texture = device.createTexture({ size: [WIDTH, HEIGHT], format, usage });
  const isSwapped = format === "bgra8unorm";
  const bytes = data.map((_, index) => data[isSwapped && index % 4 < 3 ? index - 2 * (index % 4) + 2 : index] ?? 0);
  device.queue.writeTexture({ texture }, bytes, { bytesPerRow: 4 * WIDTH }, [WIDTH, HEIGHT]);
  textures.push(texture);
  return texture;
}

const worst = (a: Uint8Array, wanted: readonly number[]): number =>
  a.length === wanted.length
    ? a.reduce((most, value, index) => Math.max(most, Math.abs(value - (wanted[index] ?? 0))), 0)
    : Number.POSITIVE_INFINITY;

/** One picture with what is written over it, not rounded. */
function written(picture: Uint8ClampedArray, overlay: Uint8ClampedArray, index: number): number {
  const alpha = (overlay[index - (index % 4) + 3] ?? 0) / 255;
  return (1 - alpha) * (picture[index] ?? 0) + alpha * (overlay[index] ?? 0);
}

const [now, before, over, overBefore] = [colors(1, true), colors(2, true), colors(3, false), colors(4, false)];

it("says where the graphics adapter has no room for its frames", async () => {
  const { pushErrorScope: push, popErrorScope: pop } = GPUDevice.prototype;
  const filters: GPUErrorFilter[] = [];
  // No software adapter runs out of memory when asked to, so it only says so.
  GPUDevice.prototype.pushErrorScope = function (filter) {
    filters.push(filter);
    push.call(this, filter);
  };
  GPUDevice.prototype.popErrorScope = async function () {
    const isAboutMemory = filters.pop() === "out-of-memory";
    const error = await pop.call(this);
    return isAboutMemory ? new GPUOutOfMemoryError("full") : error;
  };
  const options = {
    width: WIDTH,
    height: HEIGHT,
    format: "rgba8unorm",
    samples: 1,
    dissolves: false,
    loops: false,
  } as const;
  try {
    await expect(FrameComposer.create(device, options)).rejects.toThrow(/no room for frames of 22 × 10/);
  } finally {
    Object.assign(GPUDevice.prototype, { pushErrorScope: push, popErrorScope: pop });
  }
});

it("lays what is written over both looks, mixes them, and the first frame with them", async () => {
  for (const format of ["rgba8unorm", "bgra8unorm"] as const) {
    const options = { width: WIDTH, height: HEIGHT, format, samples: 1, dissolves: true, loops: true };
    const composer = await FrameComposer.create(device, options);
    composer.takePicture(textureOf(now, format), "now");
    composer.takePicture(textureOf(before, format), "before");
    composer.setOverlay("now", new ImageData(over, WIDTH, HEIGHT));
    composer.setOverlay("before", new ImageData(overBefore, WIDTH, HEIGHT));
    const wanted = (mix: number, first: readonly number[] | undefined, share: number) =>
      Array.from(now, (_, index) => {
        if (index % 4 === 3) return 255;
        const mixed = (1 - mix) * written(now, over, index) + mix * written(before, overBefore, index);
        return (1 - share) * mixed + share * (first?.[index] ?? 0);
      });
    composer.compose({ pictures: ["now", "before"], hasOverlay: true, before: 0, first: 0 });
    const plain = await composer.rgba();
    composer.keepFirst();
    composer.compose({ pictures: ["now", "before"], hasOverlay: true, before: 0.3, first: 0 });
    const dissolved = await composer.rgba();
    composer.compose({ pictures: ["now", "before"], hasOverlay: true, before: 0.3, first: 0.6 });
    const looped = await composer.rgba();
    composer.compose({ pictures: ["now"], hasOverlay: false, before: 0, first: 0 });
    const bare = await composer.rgba();
    composer.compose({ pictures: [], hasOverlay: true, before: 0, first: 0 });
    const blank = await composer.rgba();
    const errors = {
      plain: worst(plain, wanted(0, undefined, 0)),
      dissolved: worst(dissolved, wanted(0.3, undefined, 0)),
      looped: worst(looped, wanted(0.3, [...plain], 0.6)),
      bare: worst(bare, [...now]),
      blank: worst(
        blank,
        Array.from(over, (value, index) =>
          index % 4 === 3 ? 255 : ((over[index - (index % 4) + 3] ?? 0) / 255) * value,
        ),
      ),
    };
    expect(errors.bare).toBe(0);
    // Measured .5000: rounded to nearest.
    for (const error of Object.values(errors)) expect(error).toBeLessThan(0.501);
    composer.destroy();
  }
});

it("makes planes of BT.709 in limited range, without padding, chroma the mean of two by two", async () => {
  for (const [width, height] of [
    [22, 10],
    [16, 8],
    [2, 2],
    [10, 4],
  ] as const) {
    const options = { width, height, format: "rgba8unorm", samples: 1, dissolves: false, loops: false } as const;
    const composer = await FrameComposer.create(device, options);
    composer.takePicture(textureOf(now, "rgba8unorm"), "now");
    composer.compose({ pictures: ["now"], hasOverlay: false, before: 0, first: 0 });
    const planes = await composer.i420();
    const rgba = await composer.rgba();
    const at = (x: number, y: number) => [0, 1, 2].map((c) => (rgba[4 * (y * width + x) + c] ?? 0) / 255);
    const luma = ([r = 0, g = 0, b = 0]: readonly number[]) => 0.2126 * r + 0.7152 * g + 0.0722 * b;
    const wanted: number[] = [];
    for (let y = 0; y < height; y++) for (let x = 0; x < width; x++) wanted.push(16 + 219 * luma(at(x, y)));
    for (const [channel, divisor] of [
      [2, 1.8556],
      [0, 1.5748],
    ] as const) {
      for (let y = 0; y < height; y += 2) {
        for (let x = 0; x < width; x += 2) {
          const four = [at(x, y), at(x + 1, y), at(x, y + 1), at(x + 1, y + 1)];
          const mean = [0, 1, 2].map((c) => four.reduce((sum, pixel) => sum + (pixel[c] ?? 0), 0) / 4);
          wanted.push(128 + (224 * ((mean[channel] ?? 0) - luma(mean))) / divisor);
        }
      }
    }
    const error = worst(planes, wanted);
    // Measured .4983: rounded to nearest.
    expect(error).toBeLessThan(0.5001);
    composer.destroy();
  }
});

it("averages drawings of a picture in linear light", async () => {
  const drawings = [colors(11, true), colors(12, true), colors(13, true), colors(14, true)];
  for (const format of ["rgba8unorm", "bgra8unorm"] as const) {
    const options = { width: WIDTH, height: HEIGHT, format, samples: 4, dissolves: false, loops: false };
    const composer = await FrameComposer.create(device, options);
    const linear = (value: number) => (value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4);
    const encoded = (light: number) => (light <= 0.0031308 ? 12.92 * light : 1.055 * light ** (1 / 2.4) - 0.055);
    const wanted = Array.from(now, (_, index) => {
      if (index % 4 === 3) return 255;
      return 255 * encoded(drawings.reduce((sum, data) => sum + linear((data[index] ?? 0) / 255), 0) / 4);
    });
    let error = 0;
    // Twice: the second picture has nothing of the first.
    for (let round = 0; round < 2; round++) {
      for (const [sample, data] of drawings.entries()) composer.takePicture(textureOf(data, format), "now", sample);
      composer.compose({ pictures: ["now"], hasOverlay: false, before: 0, first: 0 });
      error = Math.max(error, worst(await composer.rgba(), wanted));
    }
    // Measured .4976: rounded to nearest.
    expect(error).toBeLessThan(0.501);
    composer.destroy();
  }
});
