import { roundUp } from "./struct-layout.ts";

/** So many readings may be under way: one is copied out while the GPU works for the next. */
const READINGS = 2;

/** Brings buffers of a known size back again and again, without making anything anew. */
export class ReadbackRing {
  readonly #free: GPUBuffer[];
  readonly #all: readonly GPUBuffer[];
  readonly #waiting: (() => void)[] = [];

  /** @param bytes the most that is read at once */
  constructor(
    private readonly device: GPUDevice,
    label: string,
    bytes: number,
  ) {
    this.#all = Array.from({ length: READINGS }, () =>
      device.createBuffer({
        label,
        size: roundUp(bytes, 4),
        usage: GPUBufferUsage.COPY_DST | GPUBufferUsage.MAP_READ,
      }),
    );
    this.#free = [...this.#all];
  }

  /** Resolves once a reading may begin. For one caller at a time. */
  async whenFree(): Promise<void> {
    while (this.#free.length === 0) await new Promise<void>((resolve) => this.#waiting.push(resolve));
  }

  /**
   * Reads the first bytes of a buffer as it is when this is called.
   * @param encode what is to be done before, in the same submission
   * @throws Error where {@link whenFree} was not waited for; DOMException "AbortError" when it is destroyed meanwhile
   */
  async read(
    source: GPUBuffer,
    bytes: number,
    encode?: (encoder: GPUCommandEncoder) => void,
  ): Promise<Uint8Array<ArrayBuffer>> {
    const target = this.#free.pop();
    if (target === undefined) throw new Error(`${source.label} is being read back already.`);
    try {
      const encoder = this.device.createCommandEncoder({ label: target.label });
      encode?.(encoder);
      encoder.copyBufferToBuffer(source, 0, target, 0, roundUp(bytes, 4));
      this.device.queue.submit([encoder.finish()]);
      await target.mapAsync(GPUMapMode.READ);
      const copy = new Uint8Array(target.getMappedRange().slice(0, bytes));
      target.unmap();
      return copy;
    } finally {
      this.#free.push(target);
      this.#waiting.shift()?.();
    }
  }

  destroy(): void {
    for (const buffer of this.#all) buffer.destroy();
  }
}
