import { axisValues, combinations } from "../experiment/axis-values.ts";
import type { Ensemble, Experiment } from "../experiment/experiment.ts";
import { trajectoryCount } from "../experiment/trajectory-count.ts";
import { filledBuffer, storageBuffer, uniformBuffer } from "../gpu/buffers.ts";
import { dispatchSize } from "../gpu/dispatch-size.ts";
import { computePipeline } from "../gpu/pipelines.ts";
import type { StructLayout } from "../gpu/struct-layout.ts";
import type { UniformArena } from "../gpu/uniform-arena.ts";
import { findOptimizer } from "../optimizers/index.ts";
import type { Optimizer } from "../optimizers/optimizer.ts";
import type { Surface } from "../surfaces/surface.ts";
import { composeDescend, composeSeed, type EnsembleCode } from "./compose.ts";
import { hyperparametersLayout, RUN, STARTS, stateLayout, surfaceLayout, trajectoryLayout } from "./layouts.ts";
import { SAMPLE_BYTES } from "./limits.ts";
import { startPoints, writeStarts } from "./seed-uniforms.ts";
import { writeHyperparameters, writeRun, writeSurface } from "./uniforms.ts";

/** The shape of the history that a run keeps: `slots` samples (0: none), one every `stride` steps. */
export interface HistoryShape {
  readonly slots: number;
  readonly stride: number;
}

interface Layouts {
  readonly state: StructLayout;
  readonly trajectory: StructLayout;
  readonly hyperparameters: StructLayout;
  readonly surface: StructLayout;
}

interface Pipelines {
  readonly descend: GPUComputePipeline;
  readonly seed: GPUComputePipeline;
}

const bindGroupLayouts = new WeakMap<GPUDevice, GPUBindGroupLayout>();

/** One layout for the kernels of every ensemble; the first three uniforms are blocks of an arena. */
function bindGroupLayout(device: GPUDevice): GPUBindGroupLayout {
  const known = bindGroupLayouts.get(device);
  if (known !== undefined) return known;
  const entry = (binding: number, buffer: GPUBufferBindingLayout): GPUBindGroupLayoutEntry => ({
    binding,
    visibility: GPUShaderStage.COMPUTE,
    buffer,
  });
  const layout = device.createBindGroupLayout({
    label: "ensemble",
    entries: [
      entry(0, { type: "uniform", hasDynamicOffset: true }),
      entry(1, { type: "uniform", hasDynamicOffset: true }),
      entry(2, { type: "uniform", hasDynamicOffset: true }),
      entry(3, { type: "storage" }),
      entry(4, { type: "storage" }),
      entry(5, { type: "read-only-storage" }),
      entry(6, { type: "read-only-storage" }),
      entry(7, { type: "uniform" }),
    ],
  });
  bindGroupLayouts.set(device, layout);
  return layout;
}

/** One ensemble on the GPU: its buffers, its pipelines, and how its dispatches are encoded. */
export class EnsembleRun {
  readonly trajectories: number;
  readonly history: GPUBuffer;
  /** array<Trajectory>, laid out as `layouts.trajectory`. */
  readonly states: GPUBuffer;
  readonly #axisTable: GPUBuffer;
  readonly #points: GPUBuffer;
  readonly #starts: GPUBuffer;
  readonly #bindGroup: GPUBindGroup;

  private constructor(
    private readonly device: GPUDevice,
    readonly optimizer: Optimizer,
    readonly surface: Surface,
    readonly layouts: Layouts,
    private readonly pipelines: Pipelines,
    private readonly index: number,
    readonly shape: HistoryShape,
    private readonly arena: UniformArena,
    experiment: Experiment,
    ensemble: Ensemble,
  ) {
    const label = `${optimizer.id}.${surface.id}.${index}`;
    this.trajectories = trajectoryCount(experiment, index);
    this.states = storageBuffer(device, `trajectories.${label}`, this.trajectories * layouts.trajectory.size);
    this.history = storageBuffer(device, `history.${label}`, this.trajectories * shape.slots * SAMPLE_BYTES);
    this.#axisTable = filledBuffer(device, `axes.${label}`, axisTable(ensemble));
    this.#points = filledBuffer(device, `starts.${label}`, startPoints(experiment.starts));
    this.#starts = uniformBuffer(device, `starts.uniform.${label}`, STARTS.size);
    const starts = new ArrayBuffer(STARTS.size);
    writeStarts(new DataView(starts), experiment.starts, surface.domain);
    device.queue.writeBuffer(this.#starts, 0, starts);
    const block = (size: number) => ({ buffer: arena.buffer, size });
    this.#bindGroup = device.createBindGroup({
      label,
      layout: bindGroupLayout(device),
      entries: [
        { binding: 0, resource: block(RUN.size) },
        { binding: 1, resource: block(layouts.hyperparameters.size) },
        { binding: 2, resource: block(layouts.surface.size) },
        { binding: 3, resource: { buffer: this.states } },
        { binding: 4, resource: { buffer: this.history } },
        { binding: 5, resource: { buffer: this.#axisTable } },
        { binding: 6, resource: { buffer: this.#points } },
        { binding: 7, resource: { buffer: this.#starts } },
      ],
    });
  }

  /** Compiles the kernels of ensemble `index`, without blocking, and makes its buffers. */
  static async create(
    device: GPUDevice,
    experiment: Experiment,
    index: number,
    surface: Surface,
    shape: HistoryShape,
    arena: UniformArena,
  ): Promise<EnsembleRun> {
    const ensemble = experiment.ensembles[index];
    const optimizer = findOptimizer(ensemble?.optimizer ?? "");
    if (ensemble === undefined || optimizer === undefined) throw new Error(`There is no ensemble ${index} to run.`);
    const state = stateLayout(optimizer);
    const layouts = {
      state,
      trajectory: trajectoryLayout(state),
      hyperparameters: hyperparametersLayout(optimizer),
      surface: surfaceLayout(surface),
    };
    const code = { surface, optimizer, ensemble, noise: experiment.noise, hasHistory: shape.slots > 0 };
    const pipelines = await compilePipelines(device, code);
    return new EnsembleRun(device, optimizer, surface, layouts, pipelines, index, shape, arena, experiment, ensemble);
  }

  /** Samples that the history holds. */
  get slots(): number {
    return this.shape.slots;
  }

  /** Bytes of the largest uniform block that a dispatch needs; it needs three. */
  get largestBlock(): number {
    return Math.max(RUN.size, this.layouts.hyperparameters.size, this.layouts.surface.size);
  }

  /** Encodes the placing of the starts. */
  encodeSeed(pass: GPUComputePassEncoder, experiment: Experiment): void {
    this.#encode(pass, this.pipelines.seed, experiment, 0, 0);
  }

  /**
   * Encodes `steps` steps from `firstStep` under the experiment's present values; none, to write the newest sample
   * and loss only.
   */
  encodeSteps(pass: GPUComputePassEncoder, experiment: Experiment, firstStep: number, steps: number): void {
    this.#encode(pass, this.pipelines.descend, experiment, firstStep, steps);
  }

  #encode(
    pass: GPUComputePassEncoder,
    pipeline: GPUComputePipeline,
    experiment: Experiment,
    firstStep: number,
    steps: number,
  ): void {
    const ensemble = experiment.ensembles[this.index];
    if (ensemble === undefined) return;
    const { view } = this.arena;
    const { hyperparameters, surface } = this.layouts;
    const { trajectories, shape } = this;
    const run = this.arena.allocate(RUN.size);
    writeRun(view, run, experiment, {
      firstStep,
      steps,
      trajectories,
      combinations: combinations(ensemble),
      ...shape,
    });
    const values = this.arena.allocate(hyperparameters.size);
    writeHyperparameters(view, values, hyperparameters, this.optimizer, ensemble);
    const parameters = this.arena.allocate(surface.size);
    writeSurface(view, parameters, surface, this.surface, experiment.surface.parameters);
    pass.setPipeline(pipeline);
    pass.setBindGroup(0, this.#bindGroup, [run, values, parameters]);
    pass.dispatchWorkgroups(...dispatchSize(trajectories, this.device.limits));
  }

  destroy(): void {
    for (const buffer of [this.states, this.history, this.#axisTable, this.#points, this.#starts]) buffer.destroy();
  }
}

async function compilePipelines(device: GPUDevice, code: EnsembleCode): Promise<Pipelines> {
  const layout = device.createPipelineLayout({ label: "ensemble", bindGroupLayouts: [bindGroupLayout(device)] });
  const label = `${code.optimizer.id}.${code.surface.id}`;
  const [descend, seed] = await Promise.all([
    computePipeline(device, { label: `descend.${label}`, code: composeDescend(code), entryPoint: "descend", layout }),
    computePipeline(device, { label: `seed.${label}`, code: composeSeed(code), entryPoint: "seed", layout }),
  ]);
  return { descend, seed };
}

/** (value, 1 − value) of every axis value, axis after axis, computed in f64. */
function axisTable(ensemble: Ensemble): Float32Array<ArrayBuffer> {
  const values = (ensemble.axes ?? []).flatMap((axis) => axisValues(axis));
  return new Float32Array(values.flatMap((value) => [value, 1 - value]));
}
