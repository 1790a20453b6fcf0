import { filledBuffer, storageBuffer, uniformBuffer } from "../../gpu/buffers.ts";
import { type StructLayout, writeField } from "../../gpu/struct-layout.ts";
import type { CellCode } from "./cell-code.ts";
import { CELLS, CELLS_BYTES, MOST_MINIMA } from "./cells-layout.ts";
import { readoutLayout } from "./readout.ts";

/** The layouts of bind group 2 of a map's kernels: with the order of the cells, and without. */
interface CellLayouts {
  readonly seeding: GPUBindGroupLayout;
  readonly measuring: GPUBindGroupLayout;
}

const known = new WeakMap<GPUDevice, CellLayouts>();

function cellLayouts(device: GPUDevice): CellLayouts {
  const entry = (binding: number, type: GPUBufferBindingType): GPUBindGroupLayoutEntry => ({
    binding,
    visibility: GPUShaderStage.COMPUTE,
    buffer: { type },
  });
  const measuring = [entry(0, "uniform"), entry(1, "storage")];
  const layout = (label: string, entries: GPUBindGroupLayoutEntry[]) =>
    device.createBindGroupLayout({ label, entries });
  const made = known.get(device) ?? {
    measuring: layout("cells.measuring", measuring),
    seeding: layout("cells.seeding", [...measuring, entry(2, "read-only-storage")]),
  };
  known.set(device, made);
  return made;
}

/** What is said of a batch of cells before it is run. */
export type CellNumbers = Readonly<Partial<Record<(typeof FIELDS)[number], number>>>;
const FIELDS = [
  "columns",
  "lanes",
  "firstCell",
  "batch",
  "starts",
  "steps",
  "round",
  "gradientBudget",
  "minima",
  "lossFloor",
  "epsilon",
  "radius",
  "diagonal",
] as const;

/** What the kernels of a map have beside those of a run: what is kept of each trajectory, and which cells there are. */
export class CellBindings {
  readonly layouts: CellLayouts;
  readonly readout: StructLayout;
  readonly #uniform: GPUBuffer;
  readonly #readouts: GPUBuffer;
  readonly #order: GPUBuffer;
  readonly #block = new ArrayBuffer(CELLS_BYTES);
  readonly #seeding: GPUBindGroup;
  readonly #measuring: GPUBindGroup;

  /**
   * @param capacity trajectories that are run at once
   * @param axisTable (value, 1 − value) of every column, then of every row
   * @param order the random streams of the starts, then the cells in the order in which they are run
   */
  constructor(
    private readonly device: GPUDevice,
    readonly code: CellCode,
    readonly capacity: number,
    readonly axisTable: Float32Array<ArrayBuffer>,
    order: Uint32Array<ArrayBuffer>,
  ) {
    this.layouts = cellLayouts(device);
    this.readout = readoutLayout(code.readout);
    this.#uniform = uniformBuffer(device, "cells", CELLS_BYTES);
    this.#readouts = storageBuffer(device, "cells.readouts", capacity * this.readout.size);
    this.#order = filledBuffer(device, "cells.order", order);
    const entries = [this.#uniform, this.#readouts].map((buffer, binding) => ({ binding, resource: { buffer } }));
    this.#measuring = device.createBindGroup({ label: "cells", layout: this.layouts.measuring, entries });
    this.#seeding = device.createBindGroup({
      label: "cells",
      layout: this.layouts.seeding,
      entries: [...entries, { binding: 2, resource: { buffer: this.#order } }],
    });
  }

  bindForSeeding(pass: GPUComputePassEncoder): void {
    pass.setBindGroup(2, this.#seeding);
  }

  bindForMeasuring(pass: GPUComputePassEncoder): void {
    pass.setBindGroup(2, this.#measuring);
  }

  /** Sets some of the numbers of `Cells`; they hold for what is submitted from now on, after {@link write}. */
  set(numbers: CellNumbers): void {
    const view = new DataView(this.#block);
    for (const name of FIELDS) {
      const value = numbers[name];
      if (value !== undefined) writeField(view, 0, CELLS, name, value);
    }
  }

  /** Sets the listed minima, the first {@link MOST_MINIMA} of them. */
  setMinima(minima: readonly { readonly x: number; readonly y: number }[]): void {
    const listed = minima.slice(0, MOST_MINIMA);
    this.set({ minima: listed.length });
    new Float32Array(this.#block, CELLS.size).set(listed.flatMap(({ x, y }) => [x, y]));
  }

  write(): void {
    this.device.queue.writeBuffer(this.#uniform, 0, this.#block);
  }

  destroy(): void {
    for (const buffer of [this.#uniform, this.#readouts, this.#order]) buffer.destroy();
  }
}
