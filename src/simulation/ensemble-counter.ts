import type { Experiment } from "../experiment/experiment.ts";
import { filledBuffer, storageBuffer, uniformBuffer } from "../gpu/buffers.ts";
import { dispatchSize } from "../gpu/dispatch-size.ts";
import { computePipeline } from "../gpu/pipelines.ts";
import { type Targets, targetsOf } from "../reference/arrival.ts";
import { composeCount } from "./compose.ts";
import type { EnsembleRun } from "./ensemble-run.ts";

/** How many trajectories of an ensemble are in each status now, and how many are at a minimum. */
export interface EnsembleCounts {
  readonly running: number;
  readonly converged: number;
  readonly stationary: number;
  readonly diverged: number;
  readonly arrived: number;
  readonly total: number;
}

/** Bytes of one ensemble's counts: five words. */
const COUNT_BYTES = 20;
/** Bytes of the uniform of count.wgsl. */
const UNIFORM_BYTES = 16;

const COUNT = { label: "count", code: composeCount(), entryPoint: "count", layout: "auto" } as const;

interface Binding {
  readonly counts: GPUBuffer;
  readonly uniform: GPUBuffer;
  /** Made anew only when the minima move to another buffer. */
  group: GPUBindGroup | undefined;
}

/** Counts on the GPU and brings back twenty bytes an ensemble. */
export class EnsembleCounter {
  readonly #bindings: readonly Binding[];
  readonly #readback: GPUBuffer;
  #targets: Targets = { minima: [], radius: 0 };
  #minima: GPUBuffer | undefined;
  #surface: Experiment["surface"] | undefined;
  #isDestroyed = false;

  constructor(
    private readonly device: GPUDevice,
    private readonly runs: readonly EnsembleRun[],
  ) {
    this.#bindings = runs.map((_, index) => ({
      counts: storageBuffer(device, `counts.${index}`, COUNT_BYTES),
      uniform: uniformBuffer(device, `counts.uniform.${index}`, UNIFORM_BYTES),
      group: undefined,
    }));
    this.#readback = device.createBuffer({
      label: "counts.readback",
      size: Math.max(1, runs.length) * COUNT_BYTES,
      usage: GPUBufferUsage.COPY_DST | GPUBufferUsage.MAP_READ,
    });
  }

  /**
   * Counts what the queue has reached; `experiment` gives the minima and the radius. One call at a time.
   * @throws DOMException "AbortError" when the counter is destroyed meanwhile.
   */
  async count(experiment: Experiment): Promise<readonly EnsembleCounts[]> {
    const pipeline = await computePipeline(this.device, COUNT);
    // The run may be gone by the time its pipeline is there; its buffers must not be touched then.
    if (this.#isDestroyed) throw new DOMException("The run was replaced.", "AbortError");
    const minima = this.#minimaFor(experiment);
    const encoder = this.device.createCommandEncoder({ label: "count" });
    for (const [index, run] of this.runs.entries()) this.#encode(encoder, pipeline, minima, run, index);
    this.device.queue.submit([encoder.finish()]);
    await this.#readback.mapAsync(GPUMapMode.READ);
    const words = new Uint32Array(this.#readback.getMappedRange().slice(0));
    this.#readback.unmap();
    return this.runs.map((run, index) => {
      const [running = 0, converged = 0, stationary = 0, diverged = 0, arrived = 0] = words.subarray(5 * index);
      return { running, converged, stationary, diverged, arrived, total: run.trajectories };
    });
  }

  #encode(
    encoder: GPUCommandEncoder,
    pipeline: GPUComputePipeline,
    minima: GPUBuffer,
    run: EnsembleRun,
    index: number,
  ): void {
    const binding = this.#bindings[index];
    if (binding === undefined) return;
    binding.group ??= this.#group(pipeline, binding, minima, run, index);
    encoder.clearBuffer(binding.counts);
    const pass = encoder.beginComputePass({ label: "count" });
    pass.setPipeline(pipeline);
    pass.setBindGroup(0, binding.group);
    pass.dispatchWorkgroups(...dispatchSize(run.trajectories, this.device.limits));
    pass.end();
    encoder.copyBufferToBuffer(binding.counts, 0, this.#readback, index * COUNT_BYTES, COUNT_BYTES);
  }

  #group(
    pipeline: GPUComputePipeline,
    { uniform, counts }: Binding,
    minima: GPUBuffer,
    run: EnsembleRun,
    index: number,
  ): GPUBindGroup {
    const words = new DataView(new ArrayBuffer(UNIFORM_BYTES));
    words.setUint32(0, run.trajectories, true);
    words.setUint32(4, run.layouts.trajectory.size / 4, true);
    words.setUint32(8, this.#targets.minima.length, true);
    words.setFloat32(12, this.#targets.radius, true);
    this.device.queue.writeBuffer(uniform, 0, words);
    return this.device.createBindGroup({
      label: `count.${index}`,
      layout: pipeline.getBindGroupLayout(0),
      entries: [uniform, run.states, minima, counts].map((buffer, binding) => ({ binding, resource: { buffer } })),
    });
  }

  /** The buffer of minima, made anew only when the surface's parameters have moved them. */
  #minimaFor(experiment: Experiment): GPUBuffer {
    if (this.#minima !== undefined && this.#surface === experiment.surface) return this.#minima;
    this.#surface = experiment.surface;
    this.#targets = targetsOf(experiment);
    this.#minima?.destroy();
    for (const binding of this.#bindings) binding.group = undefined;
    this.#minima = filledBuffer(
      this.device,
      "minima",
      new Float32Array(this.#targets.minima.flatMap(({ x, y }) => [x, y])),
    );
    return this.#minima;
  }

  destroy(): void {
    this.#isDestroyed = true;
    for (const { counts, uniform } of this.#bindings) {
      counts.destroy();
      uniform.destroy();
    }
    this.#minima?.destroy();
    this.#readback.destroy();
  }
}
