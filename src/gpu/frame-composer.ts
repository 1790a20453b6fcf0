import accumulateKernel from "../../shaders/kernels/frame-accumulate.wgsl?raw";
import mixKernel from "../../shaders/kernels/frame-mix.wgsl?raw";
import pixels from "../../shaders/kernels/frame-pixels.wgsl?raw";
import planesKernel from "../../shaders/kernels/frame-planes.wgsl?raw";
import writeKernel from "../../shaders/kernels/frame-write.wgsl?raw";
import { bindBuffers } from "./bind-buffers.ts";
import { storageBuffer, uniformBuffer } from "./buffers.ts";
import { WORKGROUP_SIZE } from "./dispatch-size.ts";
import { computePipeline } from "./pipelines.ts";
import { ReadbackRing } from "./readback-ring.ts";
import { type StructLayout, structLayout, writeField } from "./struct-layout.ts";

/** As frame-pixels.wgsl declares them. */
const PICTURE = [
  ["width", "u32"],
  ["height", "u32"],
  ["pitch", "u32"],
  ["isBgra", "u32"],
] as const;

/** As frame-accumulate.wgsl declares it. */
const ACCUMULATE = structLayout("AccumulateUniforms", [...PICTURE, ["sample", "u32"], ["samples", "u32"]]);

/** As frame-mix.wgsl declares it; frame-write.wgsl takes its beginning. */
const MIX = structLayout("MixUniforms", [
  ...PICTURE,
  ["hasPicture", "u32"],
  ["hasPictureBefore", "u32"],
  ["hasOverlay", "u32"],
  ["before", "f32"],
  ["first", "f32"],
]);

/** As frame-planes.wgsl declares it. */
const PLANES = structLayout("PlanesUniforms", [
  ["width", "u32"],
  ["height", "u32"],
]);

/** Rows of a texture begin at multiples of this many words in a buffer. */
const PITCH_WORDS = 64;

/** A plane's rows are padded to so many pixels of luma, and half as many of chroma: words of four bytes. */
const PLANE_PIXELS = 8;

/** What a frame shows, or, while it dissolves, what it showed before. */
export type Layer = "now" | "before";

export interface ComposerOptions {
  /** Pixels, even. */
  readonly width: number;
  readonly height: number;
  /** Of the textures that pictures come from. */
  readonly format: GPUTextureFormat;
  /** Drawings that make a picture, 1 where it is drawn once. */
  readonly samples: number;
  /** Whether frames ever mix two looks. */
  readonly dissolves: boolean;
  /** Whether frames ever mix with the first one. */
  readonly loops: boolean;
}

/** How the layers are put together. */
export interface Composition {
  /** Which layers have a picture; without one, black is behind what is written. */
  readonly pictures: readonly Layer[];
  /** Whether what is written over it was set, for every layer that is seen. */
  readonly hasOverlay: boolean;
  /** How much is seen of the look before, and of the first frame, 0 … 1. */
  readonly before: number;
  readonly first: number;
}

interface LayerBuffers {
  /** Rows padded as textures are copied. */
  readonly picture: GPUBuffer;
  /** RGBA, straight alpha. */
  readonly overlay: GPUBuffer;
}

/** Puts the frames of a film together on the GPU. All that it needs is made once, whatever the number of frames. */
export class FrameComposer {
  readonly #device: GPUDevice;
  readonly #options: ComposerOptions;
  readonly #pitch: number;
  readonly #layers: Readonly<Record<Layer, LayerBuffers>>;
  /** What was drawn last, and the sums of what was drawn, where a picture is drawn several times. */
  readonly #drawn: GPUBuffer | undefined;
  readonly #sums: GPUBuffer | undefined;
  readonly #first: GPUBuffer | undefined;
  readonly #frame: GPUBuffer;
  readonly #planes: GPUBuffer;
  readonly #uniforms: Readonly<Record<"accumulate" | "compose" | "planes", GPUBuffer>>;
  readonly #accumulateGroups: Readonly<Record<Layer, GPUBindGroup>> | undefined;
  readonly #writeGroup: GPUBindGroup;
  readonly #mixGroup: GPUBindGroup;
  readonly #planesGroup: GPUBindGroup;
  readonly #readbacks: ReadbackRing;

  /** Compiles without blocking. @throws ShaderError; RangeError where frames do not fit into a buffer, or into memory */
  static async create(device: GPUDevice, options: ComposerOptions): Promise<FrameComposer> {
    const bytes = 4 * options.width * options.height;
    const largest = Math.min(device.limits.maxBufferSize, device.limits.maxStorageBufferBindingSize);
    if ((options.samples > 1 ? 3 : 1) * bytes > largest) {
      throw new RangeError(`This graphics adapter has no buffer for frames of ${options.width} × ${options.height}.`);
    }
    const compile = (entryPoint: string, code: string) =>
      computePipeline(device, { label: `frame.${entryPoint}`, code, entryPoint, layout: "auto" });
    const [accumulate, write, mix, planes] = await Promise.all([
      compile("accumulate", pixels + accumulateKernel),
      compile("write_over", pixels + writeKernel),
      compile("mix_looks", pixels + mixKernel),
      compile("planes_of", planesKernel),
    ]);
    // Nothing is awaited inside: scopes are a stack of the whole device, and others push and pop theirs meanwhile.
    device.pushErrorScope("out-of-memory");
    const composer = new FrameComposer(device, options, { accumulate, write, mix, planes });
    if ((await device.popErrorScope()) === null) return composer;
    composer.destroy();
    throw new RangeError(`This graphics adapter has no room for frames of ${options.width} × ${options.height}.`);
  }

  private constructor(
    device: GPUDevice,
    options: ComposerOptions,
    private readonly pipelines: Readonly<Record<"accumulate" | "write" | "mix" | "planes", GPUComputePipeline>>,
  ) {
    this.#device = device;
    this.#options = options;
    const { width, height, samples, dissolves, loops } = options;
    const bytes = 4 * width * height;
    this.#pitch = Math.ceil(width / PITCH_WORDS) * PITCH_WORDS;
    const picture = (label: string) => storageBuffer(device, `frame.${label}`, 4 * this.#pitch * height);
    const now = { picture: picture("now"), overlay: storageBuffer(device, "frame.overlay.now", bytes) };
    const before = dissolves
      ? { picture: picture("before"), overlay: storageBuffer(device, "frame.overlay.before", bytes) }
      : now;
    this.#layers = { now, before };
    this.#first = loops ? storageBuffer(device, "frame.first", bytes) : undefined;
    this.#frame = storageBuffer(device, "frame", bytes);
    this.#planes = storageBuffer(device, "frame.planes", planeBytes(width, height));
    this.#uniforms = {
      accumulate: uniformBuffer(device, "frame.accumulate", ACCUMULATE.size),
      compose: uniformBuffer(device, "frame.compose", MIX.size),
      planes: uniformBuffer(device, "frame.planes.size", PLANES.size),
    };
    if (samples > 1) {
      const [drawn, sums] = [picture("drawn"), storageBuffer(device, "frame.sums", 3 * bytes)];
      const group = (layer: LayerBuffers) =>
        bindBuffers(device, pipelines.accumulate, [this.#uniforms.accumulate, drawn, sums, layer.picture]);
      this.#drawn = drawn;
      this.#sums = sums;
      this.#accumulateGroups = { now: group(now), before: group(before) };
    }
    this.#writeGroup = bindBuffers(device, pipelines.write, [
      this.#uniforms.compose,
      now.picture,
      now.overlay,
      this.#frame,
    ]);
    this.#mixGroup = bindBuffers(device, pipelines.mix, [
      this.#uniforms.compose,
      now.picture,
      before.picture,
      now.overlay,
      before.overlay,
      // What is never mixed in is never read.
      this.#first ?? now.overlay,
      this.#frame,
    ]);
    this.#planesGroup = bindBuffers(device, pipelines.planes, [this.#uniforms.planes, this.#frame, this.#planes]);
    this.#readbacks = new ReadbackRing(device, "frame.readback", Math.max(bytes, planeBytes(width, height)));
    this.#write("planes", PLANES, { width, height });
  }

  /**
   * Takes a picture that was just drawn, in the task that drew it: a canvas is empty afterwards.
   * @param sample which of the drawings that make the picture, from 0
   */
  takePicture(texture: GPUTexture, layer: Layer, sample = 0): void {
    const { width, height, samples } = this.#options;
    const { picture } = this.#layers[layer];
    const groups = this.#accumulateGroups;
    if (groups !== undefined) {
      this.#write("accumulate", ACCUMULATE, { ...this.#shape, sample, samples });
    }
    const encoder = this.#device.createCommandEncoder({ label: "frame.picture" });
    encoder.copyTextureToBuffer(
      { texture },
      { buffer: this.#drawn ?? picture, bytesPerRow: 4 * this.#pitch, rowsPerImage: height },
      [width, height],
    );
    if (groups !== undefined) this.#encode(encoder, this.pipelines.accumulate, groups[layer], [width, height]);
    this.#device.queue.submit([encoder.finish()]);
  }

  /** Sets what is written over a layer: rows from the top, RGBA, straight alpha. */
  setOverlay(layer: Layer, { data }: ImageData): void {
    this.#device.queue.writeBuffer(this.#layers[layer].overlay, 0, data);
  }

  /** Makes the frame of what was taken and set. */
  compose({ pictures, hasOverlay, before, first }: Composition): void {
    this.#write("compose", MIX, {
      ...this.#shape,
      hasPicture: pictures.includes("now") ? 1 : 0,
      hasPictureBefore: pictures.includes("before") ? 1 : 0,
      hasOverlay: hasOverlay ? 1 : 0,
      before,
      first,
    });
    const encoder = this.#device.createCommandEncoder({ label: "frame.compose" });
    const { width, height } = this.#options;
    const isPlain = pictures.includes("now") && hasOverlay && before === 0 && first === 0;
    const [pipeline, group] = isPlain ? [this.pipelines.write, this.#writeGroup] : [this.pipelines.mix, this.#mixGroup];
    this.#encode(encoder, pipeline, group, [width, height]);
    this.#device.queue.submit([encoder.finish()]);
  }

  /** Keeps the frame as the first one, which later ones mix with. */
  keepFirst(): void {
    if (this.#first === undefined) return;
    const encoder = this.#device.createCommandEncoder({ label: "frame.first" });
    encoder.copyBufferToBuffer(this.#frame, 0, this.#first, 0, this.#first.size);
    this.#device.queue.submit([encoder.finish()]);
  }

  /** Resolves once a frame may be read; at most two readings are under way. */
  whenFree(): Promise<void> {
    return this.#readbacks.whenFree();
  }

  /** The frame, rows from the top, RGBA. What is composed after this call does not change it. */
  rgba(): Promise<Uint8Array<ArrayBuffer>> {
    const { width, height } = this.#options;
    return this.#readbacks.read(this.#frame, 4 * width * height);
  }

  /** The frame's planes Y, U and V: BT.709, limited range. What is composed after this call does not change them. */
  async i420(): Promise<Uint8Array<ArrayBuffer>> {
    const { width, height } = this.#options;
    const blocks = Math.ceil(width / PLANE_PIXELS);
    const padded = await this.#readbacks.read(this.#planes, planeBytes(width, height), (encoder) =>
      this.#encode(encoder, this.pipelines.planes, this.#planesGroup, [blocks, height / 2]),
    );
    return width % PLANE_PIXELS === 0 ? padded : withoutPadding(padded, width, height);
  }

  destroy(): void {
    const { now, before } = this.#layers;
    for (const { picture, overlay } of [now, before]) {
      picture.destroy();
      overlay.destroy();
    }
    for (const buffer of [this.#drawn, this.#sums, this.#first, this.#frame, this.#planes]) buffer?.destroy();
    for (const buffer of Object.values(this.#uniforms)) buffer.destroy();
    this.#readbacks.destroy();
  }

  get #shape(): Readonly<Record<(typeof PICTURE)[number][0], number>> {
    const { width, height, format } = this.#options;
    return { width, height, pitch: this.#pitch, isBgra: format.startsWith("bgra") ? 1 : 0 };
  }

  #write(
    uniform: "accumulate" | "compose" | "planes",
    layout: StructLayout,
    values: Readonly<Record<string, number>>,
  ): void {
    const block = new DataView(new ArrayBuffer(layout.size));
    for (const [name, value] of Object.entries(values)) writeField(block, 0, layout, name, value);
    this.#device.queue.writeBuffer(this.#uniforms[uniform], 0, block);
  }

  /** @param size invocations across and down */
  #encode(
    encoder: GPUCommandEncoder,
    pipeline: GPUComputePipeline,
    group: GPUBindGroup,
    [across, down]: readonly [number, number],
  ): void {
    const pass = encoder.beginComputePass({ label: pipeline.label });
    pass.setPipeline(pipeline);
    pass.setBindGroup(0, group);
    pass.dispatchWorkgroups(Math.ceil(across / WORKGROUP_SIZE), down);
    pass.end();
  }
}

/** Bytes of the planes with their padding. */
function planeBytes(width: number, height: number): number {
  return (Math.ceil(width / PLANE_PIXELS) * PLANE_PIXELS * height * 3) / 2;
}

function withoutPadding(padded: Uint8Array, width: number, height: number): Uint8Array<ArrayBuffer> {
  const planes = new Uint8Array((width * height * 3) / 2);
  const pitch = Math.ceil(width / PLANE_PIXELS) * PLANE_PIXELS;
  let [from, to] = [0, 0];
  for (const scale of [1, 2, 2]) {
    for (let row = 0; row < height / scale; row++) {
      planes.set(padded.subarray(from, from + width / scale), to);
      from += pitch / scale;
      to += width / scale;
    }
  }
  return planes;
}
