import { readBuffer } from "./readback.ts";

/** Bytes of a timestamp, and of the pair that a stopwatch resolves. */
const TIMESTAMP_BYTES = 8;
const PAIR_BYTES = 2 * TIMESTAMP_BYTES;

/**
 * Measures, by timestamp queries, the GPU's time between two places in a command encoder. Empty passes carry the
 * queries, so that nothing has to be known about what is encoded between them. Needs the feature `timestamp-query`;
 * browsers may round its times to 0.1 ms.
 */
export class Stopwatch {
  readonly #queries: GPUQuerySet;
  readonly #times: GPUBuffer;

  constructor(private readonly device: GPUDevice) {
    this.#queries = device.createQuerySet({ label: "stopwatch", type: "timestamp", count: 2 });
    this.#times = device.createBuffer({
      label: "stopwatch",
      size: PAIR_BYTES,
      usage: GPUBufferUsage.QUERY_RESOLVE | GPUBufferUsage.COPY_SRC,
    });
  }

  start(encoder: GPUCommandEncoder): void {
    this.#mark(encoder, 0);
  }

  stop(encoder: GPUCommandEncoder): void {
    this.#mark(encoder, 1);
    encoder.resolveQuerySet(this.#queries, 0, 2, this.#times, 0);
  }

  /** Nanoseconds from the start to the stop that were submitted last. */
  async nanoseconds(): Promise<number> {
    const [start = 0n, end = 0n] = new BigUint64Array(await readBuffer(this.device, this.#times));
    return Number(end - start);
  }

  destroy(): void {
    this.#queries.destroy();
    this.#times.destroy();
  }

  #mark(encoder: GPUCommandEncoder, index: number): void {
    const timestampWrites = { querySet: this.#queries, beginningOfPassWriteIndex: index };
    encoder.beginComputePass({ label: "stopwatch", timestampWrites }).end();
  }
}
