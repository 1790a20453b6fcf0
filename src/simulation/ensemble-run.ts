import { axisValues, combinations } from "../experiment/axis-values.ts";
import { applyChanges } from "../experiment/changes.ts";
import type { Ensemble, Experiment } from "../experiment/experiment.ts";
import { scheduleFactor } from "../experiment/schedule.ts";
import { trajectoryCount } from "../experiment/trajectory-count.ts";
import { filledBuffer, storageBuffer, uniformBuffer } from "../gpu/buffers.ts";
import { dispatchSize } from "../gpu/dispatch-size.ts";
import { computePipeline } from "../gpu/pipelines.ts";
import type { StructLayout } from "../gpu/struct-layout.ts";
import type { UniformArena } from "../gpu/uniform-arena.ts";
import { findOptimizer } from "../optimizers/index.ts";
import type { Optimizer } from "../optimizers/optimizer.ts";
import type { Surface } from "../surfaces/surface.ts";
import type { CellBindings } from "./cells/cell-bindings.ts";
import { composeSeed, type EnsembleCode, isScheduled, STEPS_PER_BLOCK } from "./compose.ts";
import { Deferral, deferralLayouts } from "./deferral.ts";
import { Descents, isPlain } from "./descent.ts";
import { historySamples, SAMPLE_BYTES } from "./history-layout.ts";
import { hyperparametersLayout, RUN, STARTS, stateLayout, surfaceLayout, trajectoryLayout } from "./layouts.ts";
import { startPoints, writeStarts } from "./seed-uniforms.ts";
import { writeHyperparameters, writeRun, writeSurface } from "./uniforms.ts";

/** The shape of the history that a run keeps: `slots` samples (0: none), one every `stride` steps. */
export interface HistoryShape {
  readonly slots: number;
  readonly stride: number;
}

export interface EnsembleLayouts {
  readonly state: StructLayout;
  readonly trajectory: StructLayout;
  readonly hyperparameters: StructLayout;
  readonly surface: StructLayout;
}

interface Pipelines {
  /** One for each round of a map's cells; else one. */
  readonly descents: readonly Descents[];
  readonly seed: GPUComputePipeline;
}

const bindGroupLayouts = new WeakMap<GPUDevice, GPUBindGroupLayout>();

/** One layout for the kernels of every ensemble; the first three uniforms are blocks of an arena. */
export function ensembleGroupLayout(device: GPUDevice): GPUBindGroupLayout {
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
      entry(7, { type: "read-only-storage" }),
    ],
  });
  bindGroupLayouts.set(device, layout);
  return layout;
}

const startsLayouts = new WeakMap<GPUDevice, GPUBindGroupLayout>();

/** What only the kernel that places the starts needs: their points, and their uniform. */
function startsLayout(device: GPUDevice): GPUBindGroupLayout {
  const layout =
    startsLayouts.get(device) ??
    device.createBindGroupLayout({
      label: "starts",
      entries: [
        { binding: 0, visibility: GPUShaderStage.COMPUTE, buffer: { type: "read-only-storage" } },
        { binding: 1, visibility: GPUShaderStage.COMPUTE, buffer: { type: "uniform" } },
      ],
    });
  startsLayouts.set(device, layout);
  return layout;
}

/** One ensemble on the GPU: its buffers, its pipelines, and how its dispatches are encoded. */
export class EnsembleRun {
  readonly trajectories: number;
  /** How many of the trajectories, the first ones, are run; all of them unless somebody says otherwise. */
  active: number;
  /** Which time a map's cells are run, from 0. */
  round = 0;
  readonly history: GPUBuffer;
  /** array<Trajectory>, laid out as `layouts.trajectory`. */
  readonly states: GPUBuffer;
  readonly #axisTable: GPUBuffer;
  readonly #schedule: GPUBuffer;
  readonly #points: GPUBuffer;
  readonly #starts: GPUBuffer;
  readonly #deferral: Deferral;
  readonly #bindGroup: GPUBindGroup;
  readonly #startsGroup: GPUBindGroup;

  private constructor(
    private readonly device: GPUDevice,
    readonly optimizer: Optimizer,
    readonly surface: Surface,
    readonly layouts: EnsembleLayouts,
    private readonly pipelines: Pipelines,
    private readonly index: number,
    readonly shape: HistoryShape,
    private readonly arena: UniformArena,
    data: GPUBuffer,
    experiment: Experiment,
    ensemble: Ensemble,
    private readonly cells: CellBindings | undefined,
  ) {
    const label = `${optimizer.id}.${surface.id}.${index}`;
    this.trajectories = cells?.capacity ?? trajectoryCount(experiment, index);
    this.active = this.trajectories;
    this.states = storageBuffer(device, `trajectories.${label}`, this.trajectories * layouts.trajectory.size);
    this.history = storageBuffer(
      device,
      `history.${label}`,
      historySamples(this.trajectories, shape.slots) * SAMPLE_BYTES,
    );
    this.#axisTable = filledBuffer(device, `axes.${label}`, cells?.axisTable ?? axisTable(ensemble));
    this.#schedule = filledBuffer(device, `schedule.${label}`, scheduleTable(ensemble, experiment.steps));
    this.#points = filledBuffer(device, `starts.${label}`, startPoints(experiment.starts));
    this.#starts = uniformBuffer(device, `starts.uniform.${label}`, STARTS.size);
    const starts = new ArrayBuffer(STARTS.size);
    writeStarts(new DataView(starts), experiment.starts, surface.domain);
    device.queue.writeBuffer(this.#starts, 0, starts);
    this.#deferral = new Deferral(device, label, this.trajectories);
    const block = (size: number) => ({ buffer: arena.buffer, size });
    this.#bindGroup = device.createBindGroup({
      label,
      layout: ensembleGroupLayout(device),
      entries: [
        { binding: 0, resource: block(RUN.size) },
        { binding: 1, resource: block(layouts.hyperparameters.size) },
        { binding: 2, resource: block(layouts.surface.size) },
        { binding: 3, resource: { buffer: this.states } },
        { binding: 4, resource: { buffer: this.history } },
        { binding: 5, resource: { buffer: this.#axisTable } },
        { binding: 6, resource: { buffer: data } },
        { binding: 7, resource: { buffer: this.#schedule } },
      ],
    });
    this.#startsGroup = device.createBindGroup({
      label: `starts.${label}`,
      layout: startsLayout(device),
      entries: [
        { binding: 0, resource: { buffer: this.#points } },
        { binding: 1, resource: { buffer: this.#starts } },
      ],
    });
  }

  /**
   * Compiles the kernels of ensemble `index`, without blocking.
   * @param cells where the trajectories are those of a map's cells, which says how many there are.
   * @returns what then makes its buffers; the surface's data are the run's own.
   * @throws ShaderError
   */
  static async compile(
    device: GPUDevice,
    experiment: Experiment,
    index: number,
    surface: Surface,
    shape: HistoryShape,
    cells?: CellBindings,
  ): Promise<(arena: UniformArena, data: GPUBuffer) => EnsembleRun> {
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
    const code = {
      surface,
      optimizer,
      ensemble,
      noise: experiment.noise,
      stride: shape.slots > 0 ? shape.stride : undefined,
      ...(cells === undefined ? {} : { cells: cells.code }),
    };
    const wanted = wantedKernels(experiment, index, optimizer, cells?.code.varied);
    const pipelines = await compilePipelines(device, code, wanted, cells);
    return (arena, data) =>
      new EnsembleRun(
        device,
        optimizer,
        surface,
        layouts,
        pipelines,
        index,
        shape,
        arena,
        data,
        experiment,
        ensemble,
        cells,
      );
  }

  /** Compiles, without blocking, what a change of a number may ask for. */
  prepareChanges(): Promise<void> {
    return this.#descents.prepareAll();
  }

  get #descents(): Descents {
    const descents = this.pipelines.descents[this.round];
    if (descents === undefined) throw new Error(`There is no round ${this.round} of these cells.`);
    return descents;
  }

  /** Samples that the history holds. */
  get slots(): number {
    return this.shape.slots;
  }

  /** Bytes of the largest uniform block that a dispatch needs; it needs three. */
  get largestBlock(): number {
    return Math.max(RUN.size, this.layouts.hyperparameters.size, this.layouts.surface.size);
  }

  /** Gets ready for the submission of what was encoded; call just before it. */
  flush(): void {
    this.#deferral.flush();
  }

  /** Whether the submission being encoded takes `rounds` more calls of {@link encodeSteps}; the arena is asked apart. */
  hasRoom(rounds: number): boolean {
    return this.#deferral.hasRoom(rounds);
  }

  /** Encodes the placing of the starts. */
  encodeSeed(pass: GPUComputePassEncoder, experiment: Experiment): void {
    const ensemble = experiment.ensembles[this.index];
    if (ensemble === undefined) return;
    pass.setPipeline(this.pipelines.seed);
    this.#bind(pass, experiment, ensemble, 0, 0);
    pass.setBindGroup(1, this.#startsGroup);
    this.cells?.bindForSeeding(pass);
    pass.dispatchWorkgroups(...dispatchSize(this.active, this.device.limits));
  }

  /** Binds what the kernels of the ensemble share, bind group 0, for another kernel that reads it at a step. */
  bindTo(pass: GPUComputePassEncoder, experiment: Experiment, step: number): void {
    const ensemble = experiment.ensembles[this.index];
    if (ensemble !== undefined) this.#bind(pass, experiment, ensemble, step, 0);
  }

  /**
   * Encodes `steps` steps from `firstStep` under the experiment's present values; none, to write the newest sample
   * and loss only.
   */
  encodeSteps(pass: GPUComputePassEncoder, experiment: Experiment, firstStep: number, steps: number): void {
    const toBlock = this.#stepsToBlock(firstStep);
    if (toBlock > 0 && toBlock < steps) {
      this.#encodeDescent(pass, experiment, firstStep, toBlock);
      this.#encodeDescent(pass, experiment, firstStep + toBlock, steps - toBlock);
    } else {
      this.#encodeDescent(pass, experiment, firstStep, steps);
    }
  }

  /** Steps from `step` to where a dispatch may run whole blocks of steps. */
  #stepsToBlock(step: number): number {
    return this.shape.stride % STEPS_PER_BLOCK === 0 ? -step & (STEPS_PER_BLOCK - 1) : 0;
  }

  #encodeDescent(pass: GPUComputePassEncoder, experiment: Experiment, firstStep: number, steps: number): void {
    const ensemble = experiment.ensembles[this.index];
    if (ensemble === undefined) return;
    const { descend, descendCarefully } = this.#descents.for(ensemble);
    pass.setPipeline(descend);
    this.#bind(pass, experiment, ensemble, firstStep, steps);
    const list = this.#deferral.next();
    this.#deferral.bindForWriting(pass, list);
    this.cells?.bindForMeasuring(pass);
    pass.dispatchWorkgroups(...dispatchSize(this.active, this.device.limits));
    pass.setPipeline(descendCarefully);
    this.#deferral.bindForReading(pass, list);
    this.#deferral.dispatch(pass, list);
  }

  /** Writes the uniforms of a dispatch and binds them with the buffers. */
  #bind(
    pass: GPUComputePassEncoder,
    experiment: Experiment,
    ensemble: Ensemble,
    firstStep: number,
    steps: number,
  ): void {
    const { view } = this.arena;
    const { hyperparameters, surface } = this.layouts;
    const { active: trajectories, shape } = this;
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
    pass.setBindGroup(0, this.#bindGroup, [run, values, parameters]);
  }

  destroy(): void {
    const { states, history } = this;
    const tables = [this.#axisTable, this.#schedule, this.#points, this.#starts];
    for (const buffer of [states, history, ...tables]) buffer.destroy();
    this.#deferral.destroy();
  }
}

async function compilePipelines(
  device: GPUDevice,
  code: Omit<EnsembleCode, "isPlain">,
  wanted: readonly boolean[],
  cells: CellBindings | undefined,
): Promise<Pipelines> {
  const lists = deferralLayouts(device);
  const measuring = cells === undefined ? [] : [cells.layouts.measuring];
  const seeding = cells === undefined ? [] : [cells.layouts.seeding];
  const layout = (label: string, ...more: readonly GPUBindGroupLayout[]) =>
    device.createPipelineLayout({ label, bindGroupLayouts: [ensembleGroupLayout(device), ...more] });
  const pipelineLayouts = {
    descend: layout("descend", lists.writing, ...measuring),
    descendCarefully: layout("descend-carefully", lists.reading, ...measuring),
  };
  const rounds =
    cells === undefined ? [undefined] : Array.from({ length: cells.code.readout.rounds }, (_, round) => round);
  const descents = rounds.map((round) => {
    const known = code.cells;
    const ofRound = known === undefined || round === undefined ? code : { ...code, cells: { ...known, round } };
    return new Descents(device, ofRound, pipelineLayouts);
  });
  const [seed] = await Promise.all([
    computePipeline(device, {
      label: `seed.${code.optimizer.id}.${code.surface.id}`,
      code: composeSeed({ ...code, isPlain: false }),
      entryPoint: "seed",
      layout: layout("seed", startsLayout(device), ...seeding),
    }),
    ...descents.flatMap((descent) => wanted.map((plain) => descent.prepare(plain))),
  ]);
  return { descents, seed };
}

/** Which kernels the run needs as it is recorded: with neutral terms (false), without (true), or both in turn. */
function wantedKernels(
  experiment: Experiment,
  index: number,
  optimizer: Optimizer,
  varied: readonly string[] = [],
): readonly boolean[] {
  const own = experiment.changes.filter(({ path }) => path.startsWith(`/ensembles/${index}/`));
  const steps = [...new Set([0, ...own.map(({ step }) => step)])];
  const wanted = steps.map((step) => {
    const ensemble = applyChanges(experiment, step).ensembles[index];
    return ensemble !== undefined && isPlain(optimizer, ensemble, varied);
  });
  return [...new Set(wanted)];
}

/** (value, 1 − value) of every axis value, axis after axis, computed in f64. */
function axisTable(ensemble: Ensemble): Float32Array<ArrayBuffer> {
  const values = (ensemble.axes ?? []).flatMap((axis) => axisValues(axis));
  return new Float32Array(values.flatMap((value) => [value, 1 - value]));
}

/** The factor of the learning rate at every step, from the first; empty where it is constant. */
function scheduleTable(ensemble: Ensemble, steps: number): Float32Array<ArrayBuffer> {
  const { schedule } = ensemble;
  if (schedule === undefined || !isScheduled(ensemble)) return new Float32Array();
  // The start takes the first step's rate, even where no step follows.
  const table = new Float32Array(Math.max(1, steps));
  for (let step = 1; step <= table.length; step += 1) table[step - 1] = scheduleFactor(schedule, step, steps);
  return table;
}
