import * as store from "./store.ts";

/** A device that keeps failing is not asked again without end. */
const MOST_LOSSES = 3;

/** Watches a device, and has everything built anew on another when it is lost: a driver's update, or its crash. */
export class DeviceLoss {
  #losses = 0;

  /** @param rebuild asks for a device, sets the stage, and replays the run to the step; it watches the new device. */
  constructor(private readonly rebuild: (step: number, play: boolean) => Promise<void>) {}

  watch(device: GPUDevice): void {
    void device.lost.then(({ reason, message }) => {
      if (reason !== "destroyed") void this.#recover(message);
    });
  }

  async #recover(reason: string): Promise<void> {
    this.#losses++;
    if (this.#losses > MOST_LOSSES) {
      giveUp({
        message: "The graphics card stopped working several times.",
        advice: "Reload the page, with fewer starts or trails if it happens again.",
      });
      return;
    }
    const because = reason === "" ? "" : ` (${reason})`;
    store.notice.value = { kind: "info", text: `The graphics were lost${because}; starting again.` };
    const play = store.state.peek() === "running";
    const step = store.step.peek();
    store.state.value = "loading";
    try {
      await this.rebuild(step, play);
      store.notice.value = { kind: "info", text: `The graphics were lost. The run was replayed to step ${step}.` };
    } catch (error) {
      // The machine had WebGPU a moment ago; a browser whose graphics crash repeatedly stops giving any.
      const detail = error instanceof Error ? error.message : String(error);
      store.notice.value = undefined;
      giveUp({
        message: "The graphics were lost, and the browser gives none back.",
        advice: `Try again; if that does not help, restart the browser. The address keeps the experiment. (${detail})`,
      });
    }
  }
}

function giveUp(obstacle: { readonly message: string; readonly advice: string }): void {
  store.obstacle.value = obstacle;
  store.state.value = "unsupported";
}
