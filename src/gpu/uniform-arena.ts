import { uniformBuffer } from "./buffers.ts";
import { roundUp } from "./struct-layout.ts";

/**
 * Uniform blocks for the dispatches of one submission, filled on the CPU and written by one copy before it. Each
 * dispatch has blocks of its own, since a buffer is written between submissions only, never between dispatches.
 */
export class UniformArena {
  readonly buffer: GPUBuffer;
  readonly view: DataView;
  readonly #data: ArrayBuffer;
  readonly #alignment: number;
  #used = 0;

  constructor(
    private readonly device: GPUDevice,
    label: string,
    bytes: number,
  ) {
    this.#alignment = device.limits.minUniformBufferOffsetAlignment;
    this.#data = new ArrayBuffer(bytes);
    this.view = new DataView(this.#data);
    this.buffer = uniformBuffer(device, label, bytes);
  }

  /** Whether another `blocks` blocks of at most `size` bytes each fit before the next flush. */
  hasRoom(blocks: number, size: number): boolean {
    return this.#used + blocks * roundUp(size, this.#alignment) <= this.#data.byteLength;
  }

  /** Bytes from the start of the buffer to a fresh block: a dynamic offset, and where to write in `view`. */
  allocate(size: number): number {
    const offset = this.#used;
    this.#used += roundUp(size, this.#alignment);
    return offset;
  }

  /** Copies what was written to the GPU and starts over; call just before the submission. */
  flush(): void {
    this.device.queue.writeBuffer(this.buffer, 0, this.#data, 0, this.#used);
    this.#used = 0;
  }
}
