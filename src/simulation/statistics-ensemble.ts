import { storageBuffer, uniformBuffer } from "../gpu/buffers.ts";
import { WORKGROUP_SIZE } from "../gpu/dispatch-size.ts";
import { writeField } from "../gpu/struct-layout.ts";
import { nearestRank, QUANTILES } from "../reference/statistics.ts";
import type { EnsembleRun } from "./ensemble-run.ts";
import type { StatisticsKernelName } from "./statistics-kernels.ts";
import {
  BINS_BYTES,
  ENSEMBLE,
  MOST_LANES,
  PARTS,
  SAMPLING_BYTES,
  STATISTICS_BYTES,
  TALLY,
} from "./statistics-layout.ts";

/** Trajectories that an invocation looks at, where the crowd is small: adding up its tally costs about as much. */
const LEAST_A_LANE = 8;

/** What the ensembles of a run measure into, and by. */
export interface SharedBuffers {
  readonly uniforms: GPUBuffer;
  readonly table: GPUBuffer;
  /** Ensembles of the run. */
  readonly columns: number;
}

/** How many invocations measure a crowd. */
function lanesOf(trajectories: number): number {
  return Math.min(MOST_LANES, Math.ceil(trajectories / LEAST_A_LANE));
}

/** The buffers that one ensemble is measured in, and how its dispatches are encoded. */
export class EnsembleMeasure {
  readonly trajectories: number;
  readonly #groups: Readonly<Record<StatisticsKernelName, number>>;
  readonly #bins: GPUBuffer;
  readonly #buffers: readonly GPUBuffer[];
  readonly #bindGroup: GPUBindGroup;

  constructor(
    device: GPUDevice,
    layout: GPUBindGroupLayout,
    run: EnsembleRun,
    column: number,
    { uniforms, table, columns }: SharedBuffers,
  ) {
    this.trajectories = run.trajectories;
    const lanes = lanesOf(run.trajectories);
    this.#groups = { measure: Math.ceil(lanes / WORKGROUP_SIZE), fold: PARTS / WORKGROUP_SIZE, summarise: 1 };
    const label = `statistics.${column}`;
    const uniform = uniformBuffer(device, label, ENSEMBLE.size);
    const arrivedAt = storageBuffer(device, `${label}.arrivedAt`, STATISTICS_BYTES.trajectory * run.trajectories);
    this.#bins = storageBuffer(device, `${label}.bins`, BINS_BYTES);
    const tallies = storageBuffer(device, `${label}.tallies`, lanes * TALLY.size);
    this.#buffers = [uniform, arrivedAt, this.#bins, tallies];
    this.#bindGroup = device.createBindGroup({
      label,
      layout,
      entries: [
        { binding: 0, resource: { buffer: uniforms, size: SAMPLING_BYTES } },
        ...[uniform, run.states, arrivedAt, this.#bins, tallies, table].map((buffer, index) => ({
          binding: index + 1,
          resource: { buffer },
        })),
      ],
    });
    const block = new DataView(new ArrayBuffer(ENSEMBLE.size));
    const write = (name: string, value: number) => writeField(block, 0, ENSEMBLE, name, value);
    write("trajectories", run.trajectories);
    write("words", run.layouts.trajectory.size / 4);
    write("lanes", lanes);
    write("columns", columns);
    write("column", column);
    for (const [index, p] of QUANTILES.entries()) write(`rank${index}`, nearestRank(p, run.trajectories));
    device.queue.writeBuffer(uniform, 0, block);
  }

  /** Encodes emptying the histograms: before the kernels. */
  encodeClear(encoder: GPUCommandEncoder): void {
    encoder.clearBuffer(this.#bins);
  }

  /**
   * Encodes a kernel, which the caller has set.
   * @param sampling bytes from the start of the uniforms to what is measured.
   */
  encode(pass: GPUComputePassEncoder, sampling: number, kernel: StatisticsKernelName): void {
    pass.setBindGroup(0, this.#bindGroup, [sampling]);
    pass.dispatchWorkgroups(this.#groups[kernel]);
  }

  destroy(): void {
    for (const buffer of this.#buffers) buffer.destroy();
  }
}
