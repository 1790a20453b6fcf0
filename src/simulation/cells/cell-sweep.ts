import type { Experiment } from "../../experiment/experiment.ts";
import { surfaceOf } from "../../experiment/surface-of.ts";
import { filledBuffer, storageBuffer } from "../../gpu/buffers.ts";
import { dispatchSize } from "../../gpu/dispatch-size.ts";
import { readBuffer } from "../../gpu/readback.ts";
import { UniformArena } from "../../gpu/uniform-arena.ts";
import { diagonal } from "../../reference/arrival.ts";
import { STEPS_PER_BLOCK } from "../compose.ts";
import { suggestCriticalPoints } from "../critical-search.ts";
import { EnsembleRun } from "../ensemble-run.ts";
import { OutOfGraphicsMemoryError } from "../limits.ts";
import { StatisticsTargets } from "../statistics-targets.ts";
import { type PictureState, Submissions } from "../submissions.ts";
import { CellBindings } from "./cell-bindings.ts";
import { cellCode } from "./cell-code.ts";
import { type CellKernels, compileCellKernels } from "./cell-kernels.ts";
import { type CellOrder, cellOrder } from "./cell-order.ts";
import { LOOK_EVERY } from "./cells-layout.ts";
import { CELL_NUMBERS, type Readout } from "./readout.ts";
import { readoutOf } from "./readouts.ts";
import { sweepExperiment } from "./sweep-experiment.ts";
import type { CellAxis, SweepOptions, SweepRunOptions } from "./sweep-options.ts";

export type { CellAxis, SweepOptions, SweepPart, SweepRunOptions } from "./sweep-options.ts";

/** Trajectories that are run at once, where a cell has no more. */
const BATCH = 2 ** 16;
const ARENA_BYTES = 2 ** 18;
const NO_SAMPLES = { slots: 0, stride: 2 ** 31 - 8 } as const;
const WHOLE_BUDGET = 0xffffffff;

/** What a sweep is made of. */
interface SweepParts {
  readonly readout: Readout;
  readonly order: CellOrder;
  /** Trajectories of a cell. */
  readonly lanes: number;
  readonly bindings: CellBindings;
  readonly kernels: CellKernels;
  /** Makes the buffers of the trajectories. */
  readonly allocate: (arena: UniformArena, data: GPUBuffer) => EnsembleRun;
}

/** Runs the trajectories of every cell of a map on the GPU, and measures them. */
export class CellSweep {
  readonly #submissions: Submissions;
  readonly #ensemble: EnsembleRun;
  readonly #arena: UniformArena;
  readonly #data: GPUBuffer;
  readonly #results: GPUBuffer;
  readonly #resultsGroup: GPUBindGroup;

  private constructor(
    private readonly device: GPUDevice,
    private readonly experiment: Experiment,
    private readonly parts: SweepParts,
  ) {
    const { bindings, kernels, lanes, allocate } = parts;
    const surface = surfaceOf(experiment.surface);
    this.#arena = new UniformArena(device, "cells.uniforms", ARENA_BYTES);
    const values = surface.data?.(experiment.surface.parameters) ?? new Float32Array();
    this.#data = filledBuffer(device, `data.${surface.id}`, values);
    this.#ensemble = allocate(this.#arena, this.#data);
    this.#results = storageBuffer(device, "cells.results", (bindings.capacity / lanes) * CELL_NUMBERS * 4);
    this.#resultsGroup = device.createBindGroup({
      label: "cells.results",
      layout: kernels.resultsLayout,
      entries: [{ binding: 0, resource: { buffer: this.#results } }],
    });
    this.#submissions = new Submissions(device.queue, this.#ensemble.trajectories);
  }

  /**
   * Compiles and allocates.
   * @throws OutOfGraphicsMemoryError, ShaderError.
   */
  static async create(device: GPUDevice, options: SweepOptions): Promise<CellSweep> {
    const { axes, starts } = options;
    const { gradientBudget, countsArrival = false, fitsRate = true } = options;
    const readout = readoutOf(options.readout, { countsArrival, hasBudget: gradientBudget !== undefined, fitsRate });
    const experiment = sweepExperiment(options);
    const surface = surfaceOf(experiment.surface);
    const lanes = (options.hasStartPerCell ? 1 : starts.points.length) * readout.twins;
    const [columns, rows] = [axes[0].values.length, axes[1].values.length];
    const capacity = Math.max(lanes, Math.min(columns * rows * lanes, BATCH - (BATCH % lanes)));
    const order = cellOrder(columns, rows, options.coarsest ?? 1);
    const code = cellCode([axes[0].target, axes[1].target], readout);
    device.pushErrorScope("out-of-memory");
    const bindings = new CellBindings(device, code, capacity, axisTable(axes), orderTable(starts.numbers, order));
    const bindingsError = device.popErrorScope();
    try {
      const [allocate, kernels] = await Promise.all([
        EnsembleRun.compile(device, experiment, 0, surface, NO_SAMPLES, bindings),
        compileCellKernels(device, experiment, bindings),
        suggestCriticalPoints(device, experiment),
      ]);
      device.pushErrorScope("out-of-memory");
      const sweep = new CellSweep(device, experiment, { readout, order, lanes, bindings, kernels, allocate });
      // Scopes are a stack of the whole device: nothing is awaited while one is open.
      const errors = await Promise.all([bindingsError, device.popErrorScope()]);
      if (errors.some((error) => error !== null)) {
        sweep.#destroyOwn();
        throw new OutOfGraphicsMemoryError(capacity, capacity * bindings.readout.size);
      }
      sweep.#tell(options);
      return sweep;
    } catch (error) {
      bindings.destroy();
      throw error;
    }
  }

  /**
   * Runs all cells.
   * @returns CELL_NUMBERS a cell, row by row.
   * @throws the signal's reason; DOMException when the device is lost.
   */
  async run({ onPart, signal, pace }: SweepRunOptions = {}): Promise<Float32Array<ArrayBuffer>> {
    const cells = new Float32Array(this.parts.order.cells.length * CELL_NUMBERS).fill(Number.NaN);
    const { lanes } = this.parts;
    let first = 0;
    let stride: number | undefined;
    for (const level of this.parts.order.levels) {
      while (first < level.end) {
        const { trajectories } = this.#ensemble;
        const most = pace === undefined ? trajectories : this.#submissions.briefTrajectories(pace());
        const count = Math.min(Math.max(1, Math.floor(Math.min(trajectories, most) / lanes)), level.end - first);
        await this.#runBatch(first, count, pace, signal);
        const values = new Float32Array(await readBuffer(this.device, this.#results, 0, count * CELL_NUMBERS * 4));
        signal?.throwIfAborted();
        scatter(values, this.parts.order.cells.subarray(first, first + count), cells);
        first += count;
        if (first < level.end) onPart?.({ cells, stride, progress: first / this.parts.order.cells.length });
      }
      stride = level.stride;
      onPart?.({ cells, stride, progress: first / this.parts.order.cells.length });
    }
    return cells;
  }

  destroy(): void {
    this.parts.bindings.destroy();
    this.#destroyOwn();
  }

  /** Destroys all but the bindings, which were there before. */
  #destroyOwn(): void {
    this.#ensemble.destroy();
    for (const buffer of [this.#arena.buffer, this.#results, this.#data]) buffer.destroy();
  }

  /** Says what the kernels have to know of the cells, but which of them are run. */
  #tell({ axes, starts, steps, epsilon = 0, gradientBudget = WHOLE_BUDGET }: SweepOptions): void {
    const { bindings, lanes } = this.parts;
    const targets = new StatisticsTargets().of(this.experiment);
    bindings.set({
      columns: axes[0].values.length,
      lanes,
      starts: starts.points.length,
      steps,
      gradientBudget,
      lossFloor: targets.lossFloor,
      epsilon,
      radius: targets.radius,
      diagonal: diagonal(surfaceOf(this.experiment.surface).domain),
    });
    bindings.setMinima(targets.minima);
  }

  /** Runs a batch of cells from their starts, as often as the read-out asks, and leaves their numbers in `results`. */
  async #runBatch(firstCell: number, batch: number, pace: SweepRunOptions["pace"], signal: AbortSignal | undefined) {
    const { device, parts } = this;
    const { readout } = parts;
    this.#ensemble.active = batch * this.parts.lanes;
    this.#submissions.trajectories = this.#ensemble.active;
    for (let round = 0; round < readout.rounds; round += 1) {
      signal?.throwIfAborted();
      this.parts.bindings.set({ firstCell, batch, round });
      this.#ensemble.round = round;
      this.parts.bindings.write();
      let encoder = device.createCommandEncoder({ label: "cells" });
      let computing = encoder.beginComputePass({ label: "cells" });
      this.#ensemble.encodeSeed(computing, this.experiment);
      let encoded = 0;
      for (let step = 0; step < this.experiment.steps; ) {
        const count = Math.min(this.#stepsAtOnce(pace?.()), this.experiment.steps - step);
        this.#encodeSteps(computing, step, count);
        step += count;
        encoded += count;
        if (step >= this.experiment.steps) break;
        computing.end();
        this.#submit(encoder, encoded);
        encoded = 0;
        await this.#submissions.whenReady();
        signal?.throwIfAborted();
        encoder = device.createCommandEncoder({ label: "cells" });
        computing = encoder.beginComputePass({ label: "cells" });
      }
      if (round === readout.rounds - 1) this.#encodeFinish(computing, batch);
      computing.end();
      this.#submit(encoder, encoded);
    }
  }

  #stepsAtOnce(picture: PictureState | undefined): number {
    const most = this.#submissions.worthwhileSteps(picture);
    const { between } = this.parts.readout;
    if (between !== undefined) {
      // Whole intervals between two looks.
      return Math.max(1, Math.min(Math.floor(most / between.every), MOST_DISPATCHES)) * between.every;
    }
    // Whole dispatches, or at least whole blocks of steps: what is left over would cost a dispatch of its own.
    const whole = most >= LOOK_EVERY ? LOOK_EVERY : STEPS_PER_BLOCK;
    return Math.min(Math.max(whole, most - (most % whole)), MOST_DISPATCHES * LOOK_EVERY);
  }

  #encodeSteps(pass: GPUComputePassEncoder, from: number, count: number): void {
    const every = this.parts.readout.between?.every ?? LOOK_EVERY;
    for (let step = from; step < from + count; ) {
      const steps = Math.min(every - (step % every), from + count - step);
      this.#ensemble.encodeSteps(pass, this.experiment, step, steps);
      step += steps;
      if (this.parts.kernels.between === undefined) continue;
      pass.setPipeline(this.parts.kernels.between);
      this.#ensemble.bindTo(pass, this.experiment, step);
      pass.setBindGroup(1, this.#resultsGroup);
      this.parts.bindings.bindForMeasuring(pass);
      pass.dispatchWorkgroups(...dispatchSize(this.#ensemble.active, this.device.limits));
    }
  }

  #encodeFinish(pass: GPUComputePassEncoder, batch: number): void {
    pass.setPipeline(this.parts.kernels.finish);
    this.#ensemble.bindTo(pass, this.experiment, this.experiment.steps);
    pass.setBindGroup(1, this.#resultsGroup);
    this.parts.bindings.bindForMeasuring(pass);
    pass.dispatchWorkgroups(...dispatchSize(batch, this.device.limits));
  }

  #submit(encoder: GPUCommandEncoder, steps: number): void {
    this.#arena.flush();
    this.#ensemble.flush();
    this.#submissions.submit(encoder, steps);
  }
}

/** Times that steps are dispatched in one submission: each takes uniforms and a list of its own. */
const MOST_DISPATCHES = 64;

/** The random streams of the starts, then the cells in the order in which they are run. */
function orderTable(streams: readonly number[], { cells }: CellOrder): Uint32Array<ArrayBuffer> {
  const table = new Uint32Array(streams.length + cells.length);
  table.set(streams);
  table.set(cells, streams.length);
  return table;
}

/** (value, 1 − value) of every column, then of every row; rounded to f32 once. */
function axisTable(axes: readonly [CellAxis, CellAxis]): Float32Array<ArrayBuffer> {
  return new Float32Array(axes.flatMap(({ values }) => [...values].flatMap((value) => [value, 1 - value])));
}

/** Puts the numbers of some cells at their places. */
function scatter(values: Float32Array, order: Uint32Array, cells: Float32Array): void {
  for (const [place, cell] of order.entries()) {
    for (let k = 0; k < CELL_NUMBERS; k += 1) {
      cells[cell * CELL_NUMBERS + k] = values[place * CELL_NUMBERS + k] ?? Number.NaN;
    }
  }
}
