import { DeviceLostError } from "../../gpu/unless-lost.ts";

/**
 * What may end work on a device from outside: the loss of the device, a signal, or somebody who says so. Waiting leaves
 * nothing behind, however often it is done: a promise that never settles would keep all that ever raced against it.
 */
export class Ending {
  readonly #control = new AbortController();
  readonly #waiting = new Set<(reason: unknown) => void>();
  readonly #stopListening: () => void;

  constructor(device: GPUDevice, signal?: AbortSignal) {
    void device.lost.then(({ message }) => this.end(new DeviceLostError(message)));
    const abort = () => this.end(signal?.reason);
    signal?.addEventListener("abort", abort);
    this.#stopListening = () => signal?.removeEventListener("abort", abort);
    if (signal?.aborted === true) abort();
  }

  /** Aborted when it ends, with the reason. */
  get signal(): AbortSignal {
    return this.#control.signal;
  }

  /** Ends it: what waits, and who asks from now on, gets the reason. The first one counts. */
  end(reason: unknown): void {
    if (this.signal.aborted) return;
    this.#control.abort(reason);
    this.#stopListening();
    for (const reject of this.#waiting) reject(this.signal.reason);
    this.#waiting.clear();
  }

  /** @throws the reason, where it has ended */
  check(): void {
    this.signal.throwIfAborted();
  }

  /**
   * What the work gives, unless it ends before.
   * @throws the reason of the end, and what the work throws
   */
  unlessEnded<T>(work: Promise<T>): Promise<T> {
    return new Promise((resolve, reject) => {
      this.#waiting.add(reject);
      work
        .finally(() => this.#waiting.delete(reject))
        .then((value) => {
          this.check();
          resolve(value);
        })
        .catch((error: unknown) => reject(this.signal.aborted ? this.signal.reason : error));
      if (this.signal.aborted) reject(this.signal.reason);
    });
  }
}
