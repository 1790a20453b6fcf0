import { requestDevice } from "../gpu/device.ts";
import { isLost, unlessLost } from "../gpu/unless-lost.ts";
import * as store from "./store.ts";

/** A device that keeps failing is not replaced without end: at most this often within a minute. */
const MOST_LOSSES = 6;
const MINUTE = 60_000;

/** Just after a crash a browser may have no adapter for a while: milliseconds between one request and the next. */
const WAITS = [100, 200, 400, 800, 1600, 3200] as const;

/** What stands on a device. */
export interface Stage {
  /**
   * Sets everything up on a device, and puts the run where it was. The device may be lost at any time meanwhile.
   * @returns the step that the run is at.
   */
  raise(device: GPUDevice): Promise<number>;
  /** The device is gone: keeps what the run was, and lets go of everything else. */
  lower(): void;
}

/** What time and the browser give; tests give their own. */
export interface Surroundings {
  readonly request: () => Promise<GPUDevice>;
  readonly wait: (milliseconds: number) => Promise<void>;
  readonly now: () => number;
}

const SURROUNDINGS: Surroundings = {
  request: requestDevice,
  wait: (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds)),
  now: () => performance.now(),
};

class TooManyLossesError extends Error {
  override readonly name = "TooManyLossesError";
}

/** Keeps a stage on a device: whenever one is lost, at whatever moment, everything is built anew on another. */
export class DeviceLoss {
  readonly #losses: number[] = [];

  constructor(
    private readonly stage: Stage,
    private readonly surroundings: Surroundings = SURROUNDINGS,
  ) {}

  /**
   * Asks for the first device, and sets the stage on it.
   * @throws WebGpuUnavailableError, and what setting the stage throws.
   */
  async begin(): Promise<void> {
    await this.#raise(await this.surroundings.request());
  }

  /** Sets the stage on a device, or, where it is lost meanwhile, on the next. @returns the step of the run. */
  async #raise(first: GPUDevice): Promise<number> {
    for (let device = first; ; device = await this.#another()) {
      try {
        const step = await unlessLost(device, this.stage.raise(device));
        void device.lost.then(({ reason, message }) => {
          if (reason !== "destroyed") void this.#recover(message);
        });
        return step;
      } catch (error) {
        if (!(await isLost(device))) throw error;
        this.#count();
      }
    }
  }

  async #recover(message: string): Promise<void> {
    const because = message === "" ? "" : ` (${message})`;
    store.notice.value = { kind: "info", text: `The graphics were lost${because}; starting again.` };
    try {
      this.#count();
      const step = await this.#raise(await this.#another());
      store.notice.value = { kind: "info", text: `The graphics were lost. The run was replayed to step ${step}.` };
    } catch (error) {
      store.notice.value = undefined;
      giveUp(error);
    }
  }

  /** @throws TooManyLossesError */
  #count(): void {
    this.stage.lower();
    const now = this.surroundings.now();
    this.#losses.push(now);
    while ((this.#losses[0] ?? now) < now - MINUTE) this.#losses.shift();
    if (this.#losses.length > MOST_LOSSES) throw new TooManyLossesError();
  }

  /** Another device, asked for until there is one, for some seconds. @throws WebGpuUnavailableError */
  async #another(): Promise<GPUDevice> {
    for (const wait of WAITS) {
      try {
        return await this.surroundings.request();
      } catch {
        await this.surroundings.wait(wait);
      }
    }
    return this.surroundings.request();
  }
}

function giveUp(error: unknown): void {
  // The machine had WebGPU a moment ago; a browser whose graphics crash repeatedly stops giving any.
  const detail = error instanceof Error ? error.message : String(error);
  store.obstacle.value =
    error instanceof TooManyLossesError
      ? {
          message: "The graphics card stopped working several times.",
          advice: "Reload the page, with fewer starts or trails if it happens again.",
        }
      : {
          message: "The graphics were lost, and the browser gives none back.",
          advice: `Try again; if that does not help, restart the browser. The address keeps the experiment. (${detail})`,
        };
  store.state.value = "unsupported";
}
