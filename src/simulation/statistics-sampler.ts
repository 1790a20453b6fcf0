import type { Experiment } from "../experiment/experiment.ts";
import { storageBuffer } from "../gpu/buffers.ts";
import { writeField } from "../gpu/struct-layout.ts";
import { UniformArena } from "../gpu/uniform-arena.ts";
import type { EnsembleStatistics } from "../reference/statistics.ts";
import type { EnsembleRun } from "./ensemble-run.ts";
import { EnsembleMeasure } from "./statistics-ensemble.ts";
import { STATISTICS_KERNELS, type StatisticsKernels } from "./statistics-kernels.ts";
import { MOST_MINIMA, ROW, SAMPLING, SAMPLING_BYTES } from "./statistics-layout.ts";
import { readRow } from "./statistics-row.ts";
import { type MeasuredFrom, StatisticsTargets } from "./statistics-targets.ts";

/** What one call of `statistics` brings back. */
export interface StatisticsReading {
  /** [ensemble], at the step that the GPU had reached. */
  readonly now: readonly EnsembleStatistics[];
  /** Newly sampled rows, [row][ensemble], by ascending step. */
  readonly sampled: readonly (readonly EnsembleStatistics[])[];
}

/** A row that the table holds. */
interface Row {
  readonly step: number;
  readonly minima: number;
}

/** Behind the last minimum, since the kernel looks at two at a time; its squared distance is in f32. */
const FAR_OFF = { x: 1e18, y: 1e18 };

/** The uniforms of about this many rows fit into a submission. */
const ROWS_A_SUBMISSION = 100;

/**
 * Measures the ensembles of a run on the GPU: at given steps, each once, into a table that stays there, and whenever it
 * is read. Rows are kept by their step, and what counts as a first arrival is told from the row before. So a run may go
 * back without a word, and only one that goes another way then has to say so by {@link dropAfter}.
 */
export class StatisticsSampler {
  readonly #ensembles: readonly EnsembleMeasure[];
  readonly #arena: UniformArena;
  /** Rows as statistics-row.wgsl writes them, [row][ensemble]; the last is that of the present step. */
  readonly #table: GPUBuffer;
  readonly #readback: GPUBuffer;
  readonly #targets = new StatisticsTargets();
  /** Rows of the first so many of `steps`; those before `#delivered` were read. */
  readonly #rows: Row[] = [];
  #delivered = 0;
  #isDestroyed = false;

  /** @param steps where rows are sampled, ascending; see sampled-steps.ts. */
  constructor(
    private readonly device: GPUDevice,
    private readonly kernels: StatisticsKernels,
    runs: readonly EnsembleRun[],
    private readonly steps: readonly number[],
  ) {
    const bytes = (steps.length + 1) * runs.length * ROW.size;
    this.#arena = new UniformArena(device, "statistics.uniforms", ROWS_A_SUBMISSION * (SAMPLING_BYTES + 256));
    this.#table = storageBuffer(device, "statistics.table", bytes);
    this.#readback = device.createBuffer({
      label: "statistics.readback",
      size: bytes,
      usage: GPUBufferUsage.COPY_DST | GPUBufferUsage.MAP_READ,
    });
    const shared = { uniforms: this.#arena.buffer, table: this.#table, columns: runs.length };
    this.#ensembles = runs.map((run, column) => new EnsembleMeasure(device, kernels.layout, run, column, shared));
  }

  /** What the statistics of an experiment's present values are measured from. */
  targetsOf(experiment: Experiment): MeasuredFrom {
    return this.#targets.of(experiment);
  }

  /** The next step after `step` at which {@link encodeRow} wants to be called; infinite where there is none. */
  next(step: number): number {
    const due = this.steps[this.#rows.length];
    return due !== undefined && due > step ? due : Number.POSITIVE_INFINITY;
  }

  /** Encodes the row of the present step, where one is to be sampled and is not there yet. */
  encodeRow(encoder: GPUCommandEncoder, step: number, experiment: Experiment): void {
    const row = this.#rows.length;
    if (this.steps[row] !== step) return;
    const { minima } = this.targetsOf(experiment);
    this.#encode(encoder, step, experiment, row, true);
    this.#rows.push({ step, minima: minima.length });
  }

  /** Whether the rows before and after some steps fit into the submission being encoded. */
  hasRoom(): boolean {
    return this.#arena.hasRoom(2, SAMPLING_BYTES);
  }

  /** Writes the uniforms of what was encoded; call just before the submission. */
  flush(): void {
    this.#arena.flush();
  }

  /** Drops the rows beyond `step`: from there on the run goes another way. */
  dropAfter(step: number): void {
    const kept = this.#rows.findIndex((row) => row.step > step);
    if (kept < 0) return;
    this.#rows.length = kept;
    this.#delivered = Math.min(this.#delivered, kept);
  }

  /**
   * Measures what the queue has reached, and brings it back with the rows sampled since the last call. One call at a
   * time.
   * @throws DOMException "AbortError" when the sampler is destroyed meanwhile.
   */
  async read(step: number, experiment: Experiment): Promise<StatisticsReading> {
    if (this.#isDestroyed) throw new DOMException("The run was replaced.", "AbortError");
    const encoder = this.device.createCommandEncoder({ label: "statistics" });
    this.encodeRow(encoder, step, experiment);
    this.#encode(encoder, step, experiment, this.steps.length, false);
    const first = this.#delivered;
    const rows = this.#rows.slice(first);
    const wide = this.#ensembles.length * ROW.size;
    const bytes = rows.length * wide;
    encoder.copyBufferToBuffer(this.#table, first * wide, this.#readback, 0, bytes);
    encoder.copyBufferToBuffer(this.#table, this.steps.length * wide, this.#readback, bytes, wide);
    const { minima } = this.targetsOf(experiment);
    this.flush();
    this.device.queue.submit([encoder.finish()]);
    this.#delivered = this.#rows.length;
    try {
      await this.#readback.mapAsync(GPUMapMode.READ, 0, bytes + wide);
    } catch (error) {
      this.#delivered = Math.min(this.#delivered, first);
      throw error;
    }
    const view = new DataView(this.#readback.getMappedRange(0, bytes + wide));
    const decode = (row: Row, index: number): readonly EnsembleStatistics[] =>
      this.#ensembles.map(({ trajectories }, column) =>
        readRow(view, index * wide + column * ROW.size, { ...row, trajectories }),
      );
    const reading = {
      now: decode({ step, minima: minima.length }, rows.length),
      sampled: rows.map(decode),
    };
    this.#readback.unmap();
    return reading;
  }

  destroy(): void {
    this.#isDestroyed = true;
    for (const ensemble of this.#ensembles) ensemble.destroy();
    this.#table.destroy();
    this.#readback.destroy();
    this.#arena.buffer.destroy();
  }

  #encode(encoder: GPUCommandEncoder, step: number, experiment: Experiment, row: number, isRow: boolean): void {
    const sampling = this.#writeSampling(step, experiment, row, isRow);
    for (const ensemble of this.#ensembles) ensemble.encodeClear(encoder);
    const pass = encoder.beginComputePass({ label: "statistics" });
    for (const name of STATISTICS_KERNELS) {
      pass.setPipeline(this.kernels[name]);
      for (const ensemble of this.#ensembles) ensemble.encode(pass, sampling, name);
    }
    pass.end();
  }

  /** Writes the uniform of a measurement; bytes from the start of the arena to it. */
  #writeSampling(step: number, experiment: Experiment, row: number, isRow: boolean): number {
    const { view } = this.#arena;
    const base = this.#arena.allocate(SAMPLING_BYTES);
    const { minima, radius, lossFloor } = this.targetsOf(experiment);
    const write = (name: string, value: number) => writeField(view, base, SAMPLING, name, value);
    write("lossFloor", lossFloor);
    write("radius", radius);
    write("minima", Math.min(minima.length, MOST_MINIMA));
    write("step", step);
    // What was noted at a step after the last row before this one is void.
    const before = this.#rows.findLast((known) => known.step < step);
    write("openFrom", before === undefined ? 0 : before.step + 1);
    write("isRow", isRow ? 1 : 0);
    write("row", row);
    for (const [index, { x, y }] of [...minima.slice(0, MOST_MINIMA), FAR_OFF].entries()) {
      if (index === MOST_MINIMA) break;
      view.setFloat32(base + SAMPLING.size + 8 * index, x, true);
      view.setFloat32(base + SAMPLING.size + 8 * index + 4, y, true);
    }
    return base;
  }
}
