import { storageBuffer } from "../gpu/buffers.ts";

/** Bytes from one list's head to the next: the alignment that every adapter takes. */
const HEAD_STRIDE = 256;
/** Bytes of a head: workgroups in x, y and z, then the count (deferral.wgsl). */
const HEAD_BYTES = 16;
/** Lists in one submission. */
const MOST_LISTS = 384;

/** Bytes of an ensemble's lists: of each trajectory, and of all their heads. */
export const DEFERRAL_BYTES = { trajectory: 4, ensemble: MOST_LISTS * HEAD_STRIDE } as const;

const EMPTY = new Uint8Array(DEFERRAL_BYTES.ensemble);

interface DeferralLayouts {
  /** For `descend`, which writes a list. */
  readonly writing: GPUBindGroupLayout;
  /** For `descend_carefully`, which is dispatched by the list's head: a buffer cannot be written to meanwhile. */
  readonly reading: GPUBindGroupLayout;
}

const known = new WeakMap<GPUDevice, DeferralLayouts>();

/** The layouts of bind group 1 of the kernels that run steps. */
export function deferralLayouts(device: GPUDevice): DeferralLayouts {
  const made = known.get(device) ?? {
    writing: listLayout(device, "deferral.writing", "storage"),
    reading: listLayout(device, "deferral.reading", "read-only-storage"),
  };
  known.set(device, made);
  return made;
}

function listLayout(device: GPUDevice, label: string, type: GPUBufferBindingType): GPUBindGroupLayout {
  const { COMPUTE } = GPUShaderStage;
  return device.createBindGroupLayout({
    label,
    entries: [
      { binding: 0, visibility: COMPUTE, buffer: { type } },
      { binding: 1, visibility: COMPUTE, buffer: { type, hasDynamicOffset: true } },
    ],
  });
}

/**
 * The trajectories that a dispatch of `descend` leaves to `descend_carefully`: a list of their indices, and a head
 * that says how many workgroups run them, so that the second dispatch costs nothing where there are none.
 */
export class Deferral {
  readonly #list: GPUBuffer;
  readonly #heads: GPUBuffer;
  readonly #writing: GPUBindGroup;
  readonly #reading: GPUBindGroup;
  #used = 0;

  constructor(
    private readonly device: GPUDevice,
    label: string,
    trajectories: number,
  ) {
    this.#list = storageBuffer(device, `deferred.${label}`, DEFERRAL_BYTES.trajectory * trajectories);
    this.#heads = device.createBuffer({
      label: `deferral.${label}`,
      size: DEFERRAL_BYTES.ensemble,
      usage: GPUBufferUsage.STORAGE | GPUBufferUsage.INDIRECT | GPUBufferUsage.COPY_DST,
    });
    const group = (layout: GPUBindGroupLayout): GPUBindGroup =>
      device.createBindGroup({
        label,
        layout,
        entries: [
          { binding: 0, resource: { buffer: this.#list } },
          { binding: 1, resource: { buffer: this.#heads, size: HEAD_BYTES } },
        ],
      });
    const layouts = deferralLayouts(device);
    this.#writing = group(layouts.writing);
    this.#reading = group(layouts.reading);
  }

  /** Empties the lists of the submission that was encoded; call just before it is submitted. */
  flush(): void {
    this.device.queue.writeBuffer(this.#heads, 0, EMPTY, 0, this.#used * HEAD_STRIDE);
    this.#used = 0;
  }

  hasRoom(lists: number): boolean {
    return this.#used + lists <= MOST_LISTS;
  }

  /** The number of a fresh list. All share the indices' buffer: one is read before the next is written. */
  next(): number {
    return this.#used++;
  }

  bindForWriting(pass: GPUComputePassEncoder, list: number): void {
    pass.setBindGroup(1, this.#writing, [list * HEAD_STRIDE]);
  }

  bindForReading(pass: GPUComputePassEncoder, list: number): void {
    pass.setBindGroup(1, this.#reading, [list * HEAD_STRIDE]);
  }

  /** As many workgroups as the list needs. */
  dispatch(pass: GPUComputePassEncoder, list: number): void {
    pass.dispatchWorkgroupsIndirect(this.#heads, list * HEAD_STRIDE);
  }

  destroy(): void {
    this.#list.destroy();
    this.#heads.destroy();
  }
}
