import { bindBuffers } from "../gpu/bind-buffers.ts";
import { filledBuffer, storageBuffer, uniformBuffer } from "../gpu/buffers.ts";
import { computeLayout } from "../gpu/compute-layout.ts";
import { dispatchSize } from "../gpu/dispatch-size.ts";
import { computePipeline } from "../gpu/pipelines.ts";
import { type StructLayout, structLayout, writeField } from "../gpu/struct-layout.ts";
import { type Domain, defaultParameters, type ParameterValues, type Surface } from "../surfaces/surface.ts";
import { composeRelief } from "./compose.ts";
import { surfaceLayout } from "./layouts.ts";
import { writeSurface } from "./uniforms.ts";

/** As relief.wgsl declares it. */
const RELIEF_UNIFORMS = structLayout("ReliefUniforms", [
  ["lowest", "vec2f"],
  ["highest", "vec2f"],
  ["columns", "u32"],
  ["rows", "u32"],
]);

/** Loss and gradient of a surface on the vertices of a grid over its domain, computed on the GPU for drawing. */
export class ReliefGrid {
  /** array<vec4f>, [row · columns + column] = (loss, ∂f/∂x, ∂f/∂y, 0), finite; row 0 at the smallest y. */
  readonly buffer: GPUBuffer;
  readonly #parameters: GPUBuffer;
  readonly #uniforms: GPUBuffer;
  #group: GPUBindGroup | undefined;
  /** What the surface's data were when they were last written; they are the same array while they are the same. */
  #known: Float32Array | undefined;
  #data: GPUBuffer | undefined;
  readonly #layout: StructLayout;

  private constructor(
    private readonly device: GPUDevice,
    private readonly pipeline: GPUComputePipeline,
    private readonly surface: Surface,
    readonly columns: number,
    readonly rows: number,
  ) {
    const label = `relief.${surface.id}`;
    this.#layout = surfaceLayout(surface);
    this.buffer = storageBuffer(device, label, columns * rows * 16);
    this.#parameters = uniformBuffer(device, `${label}.parameters`, this.#layout.size);
    this.#uniforms = uniformBuffer(device, `${label}.uniforms`, RELIEF_UNIFORMS.size);
    this.#writeUniforms();
  }

  /** Compiles without blocking and computes the grid at the surface's default parameters; `update` sets others. */
  static async create(device: GPUDevice, surface: Surface, columns: number, rows: number): Promise<ReliefGrid> {
    const pipeline = await computePipeline(device, {
      label: `relief.${surface.id}`,
      code: composeRelief(surface),
      entryPoint: "relief_vertices",
      layout: computeLayout(device, "relief", ["uniform", "uniform", "storage", "read-only-storage"]),
    });
    const grid = new ReliefGrid(device, pipeline, surface, columns, rows);
    grid.update(defaultParameters(surface));
    return grid;
  }

  get domain(): Domain {
    return this.surface.domain;
  }

  /** Recomputes the grid, in the same buffer. */
  update(parameters: ParameterValues): void {
    const block = new ArrayBuffer(this.#layout.size);
    writeSurface(new DataView(block), 0, this.#layout, this.surface, parameters);
    this.device.queue.writeBuffer(this.#parameters, 0, block);
    const encoder = this.device.createCommandEncoder({ label: "relief" });
    const pass = encoder.beginComputePass({ label: "relief" });
    pass.setPipeline(this.pipeline);
    pass.setBindGroup(0, this.#boundTo(this.surface.data?.(parameters)));
    pass.dispatchWorkgroups(...dispatchSize(this.columns * this.rows, this.device.limits));
    pass.end();
    this.device.queue.submit([encoder.finish()]);
  }

  destroy(): void {
    for (const buffer of [this.buffer, this.#parameters, this.#uniforms, this.#data]) buffer?.destroy();
  }

  /** The bind group with these data of the surface; without any, a buffer that nothing reads stands for them. */
  #boundTo(data: Float32Array<ArrayBuffer> | undefined): GPUBindGroup {
    if (this.#group !== undefined && this.#known === data) return this.#group;
    this.#known = data;
    this.#data?.destroy();
    this.#data = filledBuffer(this.device, `relief.${this.surface.id}.data`, data ?? new Float32Array());
    this.#group = bindBuffers(this.device, this.pipeline, [this.#uniforms, this.#parameters, this.buffer, this.#data]);
    return this.#group;
  }

  #writeUniforms(): void {
    const block = new ArrayBuffer(RELIEF_UNIFORMS.size);
    const write = (name: string, ...values: readonly number[]) =>
      writeField(new DataView(block), 0, RELIEF_UNIFORMS, name, ...values);
    const { x, y } = this.domain;
    write("lowest", x[0], y[0]);
    write("highest", x[1], y[1]);
    write("columns", this.columns);
    write("rows", this.rows);
    this.device.queue.writeBuffer(this.#uniforms, 0, block);
  }
}
