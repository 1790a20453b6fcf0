import { storageBuffer } from "../gpu/buffers.ts";
import { CheckpointComb } from "./checkpoint-comb.ts";

/** Copies on the GPU of every trajectory's state at some steps: going back restores one instead of starting over. */
export class Checkpoints {
  readonly #comb: CheckpointComb;
  readonly #buffer: GPUBuffer | undefined;
  readonly #bytes: number;

  /**
   * @param states the buffers that are kept, one an ensemble.
   * @param capacity how many checkpoints there is room for; see limits.ts.
   * @param interval the first distance between them, in steps: a multiple of the history's stride.
   */
  constructor(
    device: GPUDevice,
    private readonly states: readonly GPUBuffer[],
    capacity: number,
    interval: number,
  ) {
    this.#bytes = states.reduce((sum, { size }) => sum + size, 0);
    this.#comb = new CheckpointComb(capacity, interval);
    if (capacity > 0) this.#buffer = storageBuffer(device, "checkpoints", capacity * this.#bytes);
  }

  /** The next step after `step` at which {@link keep} wants to be called; infinite where there is none. */
  next(step: number): number {
    return this.#comb.next(step);
  }

  /** Encodes keeping the present states as those of `step`, where they are wanted. */
  keep(encoder: GPUCommandEncoder, step: number): void {
    const place = this.#comb.claim(step);
    if (place === undefined || this.#buffer === undefined) return;
    let offset = place * this.#bytes;
    for (const states of this.states) {
      encoder.copyBufferToBuffer(states, 0, this.#buffer, offset, states.size);
      offset += states.size;
    }
  }

  /** The last kept step that is not beyond `step`. */
  newestUpTo(step: number): number | undefined {
    return this.#comb.newestUpTo(step)?.step;
  }

  /** Encodes putting every state back to what it was at a kept step. */
  restore(encoder: GPUCommandEncoder, step: number): void {
    const tooth = this.#comb.newestUpTo(step);
    if (tooth?.step !== step || this.#buffer === undefined) throw new Error(`No state is kept of step ${step}.`);
    let offset = tooth.place * this.#bytes;
    for (const states of this.states) {
      encoder.copyBufferToBuffer(this.#buffer, offset, states, 0, states.size);
      offset += states.size;
    }
  }

  /** Forgets the states beyond `step`: from there on the run goes another way. */
  dropAfter(step: number): void {
    this.#comb.dropAfter(step);
  }

  destroy(): void {
    this.#buffer?.destroy();
  }
}
