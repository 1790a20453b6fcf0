/** Work on the main thread pauses after this many milliseconds, so that a page stays fluent. */
const SLICE = 8;

/**
 * Lets everything else have its turn whenever work has gone on for a while. Not by timers, which are slow in a hidden page.
 * @param check called after every pause: throws where the work is to end
 */
export class Breathing {
  #since = performance.now();

  constructor(private readonly check: () => void) {}

  /** To be called often; it waits where it is time to. */
  async breathe(): Promise<void> {
    if (performance.now() - this.#since < SLICE) return;
    await new Promise<void>((resolve) => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => {
        port1.close();
        resolve();
      };
      port2.postMessage(undefined);
    });
    this.check();
    this.#since = performance.now();
  }
}
