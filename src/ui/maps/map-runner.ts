import { effect, type Signal } from "@preact/signals";
import type { Experiment } from "../../experiment/experiment.ts";
import { isLost } from "../../gpu/unless-lost.ts";
import type { MapPicture } from "../../maps/map-picture.ts";
import type { RunMapOptions } from "../../maps/run-map-options.ts";
import { pictureState } from "../picture-state.ts";
import type { MapState } from "./map-store.ts";
import { isSameWork } from "./map-work.ts";

/** While a slider is dragged or the wheel turns, a map begins anew at most this often, in milliseconds. */
const REST = 90;

/** What computes a map. */
export type ComputeMap = (device: GPUDevice, experiment: Experiment, options: RunMapOptions) => Promise<MapPicture>;

/** Where the pictures and the progress of a map go. */
export interface MapTarget {
  readonly picture: Signal<MapPicture | undefined>;
  readonly state: Signal<MapState>;
}

/**
 * Keeps a map computed: begins anew whenever the device is another or the map is, and shows the old picture until
 * there is something of the new one.
 */
export class MapRunner {
  #done: Experiment | undefined;
  #device: GPUDevice | undefined;
  #control: AbortController | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #begunAt = Number.NEGATIVE_INFINITY;

  constructor(
    private readonly target: MapTarget,
    private readonly compute: ComputeMap,
    private readonly now: () => number = () => performance.now(),
  ) {}

  /** Follows what is wanted, on the device that there is; both are read within an effect. @returns an end to it. */
  follow(wanted: () => Experiment | undefined, device: () => GPUDevice | undefined): () => void {
    const stop = effect(() => this.#ask(wanted(), device()));
    return () => {
      stop();
      this.#drop();
      this.#done = undefined;
    };
  }

  #ask(experiment: Experiment | undefined, device: GPUDevice | undefined): void {
    const isSame =
      device === this.#device &&
      experiment !== undefined &&
      this.#done !== undefined &&
      isSameWork(experiment, this.#done);
    if (isSame) return;
    this.#drop();
    this.#done = experiment;
    this.#device = device;
    if (experiment === undefined || device === undefined) {
      this.target.state.value = { kind: "waiting" };
      return;
    }
    const wait = Math.max(0, this.#begunAt + REST - this.now());
    if (wait === 0) this.#begin(device, experiment);
    else this.#timer = setTimeout(() => this.#begin(device, experiment), wait);
  }

  #drop(): void {
    clearTimeout(this.#timer);
    this.#control?.abort();
    this.#control = undefined;
  }

  #begin(device: GPUDevice, experiment: Experiment): void {
    this.#begunAt = this.now();
    const control = new AbortController();
    this.#control = control;
    void this.#run(device, experiment, control.signal);
  }

  async #run(device: GPUDevice, experiment: Experiment, signal: AbortSignal): Promise<void> {
    const { picture, state } = this.target;
    state.value = { kind: "running", progress: 0 };
    try {
      const last = await this.compute(device, experiment, {
        pace: pictureState,
        signal,
        onPicture: (next) => {
          if (signal.aborted) return;
          picture.value = next;
          state.value = { kind: "running", progress: next.progress };
        },
      });
      if (signal.aborted) return;
      picture.value = last;
      state.value = { kind: "done" };
    } catch (error) {
      // A lost device is replaced, and the map then begins anew.
      if (signal.aborted || (await isLost(device)) || signal.aborted) return;
      state.value = { kind: "failed", text: error instanceof Error ? error.message : String(error) };
    }
  }
}
