import { storageBuffer, uniformBuffer } from "../gpu/buffers.ts";
import { dispatchSize } from "../gpu/dispatch-size.ts";
import { computePipeline } from "../gpu/pipelines.ts";
import { structLayout, writeField } from "../gpu/struct-layout.ts";
import type { Domain } from "../surfaces/surface.ts";
import { composeDensity } from "./compose.ts";
import { fillWeights, MOST_POINTS, POINTS_PER_SLOT, weightUnits } from "./density-weights.ts";
import type { EnsembleBuffers } from "./simulation.ts";

/** As density-splat.wgsl declares it. */
const SPLAT = structLayout("SplatUniforms", [
  ["lowest", "vec2f"],
  ["cellsPerUnit", "vec2f"],
  ["trajectories", "u32"],
  ["slots", "u32"],
  ["newestSlot", "u32"],
  ["filledSlots", "u32"],
  ["side", "u32"],
  ["firstWord", "u32"],
  ["points", "u32"],
  ["pointsPerSlot", "u32"],
  ["fraction", "f32"],
]);

/** As density-resolve.wgsl declares it. */
const RESOLVE = structLayout("ResolveUniforms", [
  ["side", "u32"],
  ["groups", "u32"],
  ["perCount", "f32"],
]);

/** As density-expose.wgsl declares it. */
const EXPOSE = structLayout("ExposeUniforms", [
  ["workgroups", "u32"],
  ["rate", "f32"],
]);

/** Ensembles side by side in one element of the map. */
const CHANNELS = 4;

/** Cells of a workgroup of density-resolve.wgsl along each side. */
const TILE = 8;

/** The compute pipelines of density maps: the same for every map of a device. */
export interface DensityPipelines {
  readonly splat: GPUComputePipeline;
  readonly resolve: GPUComputePipeline;
  readonly expose: GPUComputePipeline;
}

/** Compiles without blocking. @throws ShaderError */
export async function densityPipelines(device: GPUDevice): Promise<DensityPipelines> {
  const code = composeDensity();
  const compile = (entryPoint: "splat" | "resolve" | "expose") =>
    computePipeline(device, { label: `density.${entryPoint}`, code: code[entryPoint], entryPoint, layout: "auto" });
  const [splat, resolve, expose] = await Promise.all([compile("splat"), compile("resolve"), compile("expose")]);
  return { splat, resolve, expose };
}

export interface DensityMapOptions {
  readonly domain: Domain;
  /** Cells along each side of the domain. */
  readonly side: number;
  readonly ensembles: readonly EnsembleBuffers[];
  /** How many groups of four channels; ensemble i is in channel i modulo their number. */
  readonly groups: number;
}

/** Which samples of the histories a map is made from. */
export interface DensityFrame {
  readonly newestSlot: number;
  readonly filledSlots: number;
  /** 0 … 1: how far heads are between the previous and the newest sample. */
  readonly fraction: number;
  /** Samples back to where the weight has fallen to nothing: the length of the streaks. */
  readonly reach: number;
}

interface Splat {
  readonly trajectories: number;
  readonly uniforms: GPUBuffer;
  readonly block: DataView<ArrayBuffer>;
  readonly group: GPUBindGroup;
}

/**
 * How many trajectories are where, ensemble by ensemble, on a square grid over the domain: counted on the GPU from the
 * histories alone, for drawing. Nothing is read back. Each trajectory weighs 1, spread along the last stretch of its
 * way; what has diverged or lies outside of the domain is left out.
 */
export class DensityMap {
  readonly side: number;
  readonly groups: number;
  /** array<u32>: [((group · side + row) · side + column) · 4 + channel] in units of 1 / `units` of a trajectory. */
  readonly counts: GPUBuffer;
  /** array<vec4f>: [(group · side + row) · side + column], four channels' trajectories per cell, smoothed; row 0 at the smallest y. */
  readonly density: GPUBuffer;
  /** One vec4f: (trajectories in the cell of a typical one, eased over frames; the same, measured; 0; 0). */
  readonly exposure: GPUBuffer;
  /** Units of the counts that one trajectory weighs. */
  readonly units: number;
  readonly #weights: GPUBuffer;
  readonly #weightTable = new Uint32Array(MOST_POINTS);
  readonly #sums: GPUBuffer;
  readonly #resolveUniforms: GPUBuffer;
  readonly #exposeUniforms: GPUBuffer;
  readonly #exposeBlock = new DataView(new ArrayBuffer(EXPOSE.size));
  readonly #splats: readonly Splat[];
  readonly #resolveGroup: GPUBindGroup;
  readonly #exposeGroup: GPUBindGroup;
  readonly #tiles: number;
  #reach = Number.NaN;
  #points = 0;

  constructor(
    private readonly device: GPUDevice,
    private readonly pipelines: DensityPipelines,
    { domain, side, ensembles, groups }: DensityMapOptions,
  ) {
    this.side = side;
    this.groups = groups;
    this.#tiles = Math.ceil(side / TILE);
    this.units = weightUnits(ensembles.reduce((total, { trajectories }) => total + trajectories, 0));
    const cells = groups * side * side;
    this.counts = storageBuffer(device, "density.counts", cells * 16);
    this.density = storageBuffer(device, "density.map", cells * 16);
    this.exposure = storageBuffer(device, "density.exposure", 16);
    this.#weights = storageBuffer(device, "density.weights", this.#weightTable.byteLength);
    this.#sums = storageBuffer(device, "density.sums", this.#tiles ** 2 * 8);
    this.#resolveUniforms = uniformBuffer(device, "density.resolve", RESOLVE.size);
    this.#exposeUniforms = uniformBuffer(device, "density.expose", EXPOSE.size);
    this.#writeResolve();
    this.#splats = ensembles.map((ensemble, index) => this.#createSplat(ensemble, index, domain));
    this.#resolveGroup = this.#group(pipelines.resolve, "density.resolve", [
      this.#resolveUniforms,
      this.counts,
      this.density,
      this.#sums,
    ]);
    this.#exposeGroup = this.#group(pipelines.expose, "density.expose", [
      this.#exposeUniforms,
      this.#sums,
      this.exposure,
    ]);
  }

  /** Bytes on the GPU of a map of this size, but for some kilobytes. */
  static bytes(side: number, groups: number): number {
    return 2 * groups * side * side * 16;
  }

  /**
   * Makes the map anew and brings the exposure nearer to what it measures. Submits at once, so that what is drawn
   * next on the same queue sees it. Nothing is allocated that grows with the crowd.
   * @param isShown by ensemble; what is not shown is not counted
   * @param rate 0 … 1, the share of the exposure's change that shows in this frame
   */
  update(frame: DensityFrame, isShown: readonly boolean[], rate: number): void {
    this.#setReach(frame.reach);
    this.#writeExpose(rate);
    const encoder = this.device.createCommandEncoder({ label: "density" });
    encoder.clearBuffer(this.counts);
    const pass = encoder.beginComputePass({ label: "density" });
    pass.setPipeline(this.pipelines.splat);
    for (const [index, splat] of this.#splats.entries()) {
      if (isShown[index] !== true) continue;
      this.#writeSplat(splat, frame);
      pass.setBindGroup(0, splat.group);
      pass.dispatchWorkgroups(...dispatchSize(splat.trajectories, this.device.limits));
    }
    pass.setPipeline(this.pipelines.resolve);
    pass.setBindGroup(0, this.#resolveGroup);
    pass.dispatchWorkgroups(this.#tiles, this.#tiles);
    this.#encodeExpose(pass);
    pass.end();
    this.device.queue.submit([encoder.finish()]);
  }

  /** Brings the exposure alone nearer to what it measured. */
  adapt(rate: number): void {
    this.#writeExpose(rate);
    const encoder = this.device.createCommandEncoder({ label: "density.expose" });
    const pass = encoder.beginComputePass({ label: "density.expose" });
    this.#encodeExpose(pass);
    pass.end();
    this.device.queue.submit([encoder.finish()]);
  }

  destroy(): void {
    for (const { uniforms } of this.#splats) uniforms.destroy();
    for (const buffer of [
      this.counts,
      this.density,
      this.exposure,
      this.#weights,
      this.#sums,
      this.#resolveUniforms,
      this.#exposeUniforms,
    ]) {
      buffer.destroy();
    }
  }

  #createSplat({ trajectories, slots, history }: EnsembleBuffers, index: number, domain: Domain): Splat {
    const label = `density.splat.${index}`;
    const uniforms = uniformBuffer(this.device, label, SPLAT.size);
    const block = new DataView(new ArrayBuffer(SPLAT.size));
    const { x, y } = domain;
    const channel = index % (CHANNELS * this.groups);
    const firstWord = Math.floor(channel / CHANNELS) * this.side ** 2 * CHANNELS + (channel % CHANNELS);
    writeField(block, 0, SPLAT, "lowest", x[0], y[0]);
    writeField(block, 0, SPLAT, "cellsPerUnit", this.side / (x[1] - x[0]), this.side / (y[1] - y[0]));
    writeField(block, 0, SPLAT, "trajectories", trajectories);
    writeField(block, 0, SPLAT, "slots", slots);
    writeField(block, 0, SPLAT, "side", this.side);
    writeField(block, 0, SPLAT, "firstWord", firstWord);
    writeField(block, 0, SPLAT, "pointsPerSlot", POINTS_PER_SLOT);
    const group = this.#group(this.pipelines.splat, label, [uniforms, history, this.#weights, this.counts]);
    return { trajectories, uniforms, block, group };
  }

  #group(pipeline: GPUComputePipeline, label: string, buffers: readonly GPUBuffer[]): GPUBindGroup {
    return this.device.createBindGroup({
      label,
      layout: pipeline.getBindGroupLayout(0),
      entries: buffers.map((buffer, binding) => ({ binding, resource: { buffer } })),
    });
  }

  #setReach(reach: number): void {
    if (reach === this.#reach) return;
    this.#reach = reach;
    this.#points = fillWeights(reach, this.units, this.#weightTable);
    this.device.queue.writeBuffer(this.#weights, 0, this.#weightTable);
  }

  #writeSplat({ uniforms, block }: Splat, frame: DensityFrame): void {
    writeField(block, 0, SPLAT, "newestSlot", frame.newestSlot);
    writeField(block, 0, SPLAT, "filledSlots", Math.max(frame.filledSlots, 1));
    writeField(block, 0, SPLAT, "points", this.#points);
    writeField(block, 0, SPLAT, "fraction", frame.fraction);
    this.device.queue.writeBuffer(uniforms, 0, block);
  }

  #writeResolve(): void {
    const block = new DataView(new ArrayBuffer(RESOLVE.size));
    writeField(block, 0, RESOLVE, "side", this.side);
    writeField(block, 0, RESOLVE, "groups", this.groups);
    writeField(block, 0, RESOLVE, "perCount", 1 / this.units);
    this.device.queue.writeBuffer(this.#resolveUniforms, 0, block);
  }

  #writeExpose(rate: number): void {
    writeField(this.#exposeBlock, 0, EXPOSE, "workgroups", this.#tiles ** 2);
    writeField(this.#exposeBlock, 0, EXPOSE, "rate", rate);
    this.device.queue.writeBuffer(this.#exposeUniforms, 0, this.#exposeBlock);
  }

  #encodeExpose(pass: GPUComputePassEncoder): void {
    pass.setPipeline(this.pipelines.expose);
    pass.setBindGroup(0, this.#exposeGroup);
    pass.dispatchWorkgroups(1);
  }
}
