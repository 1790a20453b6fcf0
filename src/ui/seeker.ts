import type { Simulation } from "../simulation/simulation.ts";
import { nextFrame } from "./frames.ts";

/** Where a run is to be put. */
export interface Wish {
  readonly step: number;
  readonly play: boolean;
}

/** For this many milliseconds the picture waits for the step; a longer way is shown as it is gone. */
const PATIENCE = 250;

/**
 * Puts a run at a step, forwards or back, in short submissions that leave the page its frames. Of several wishes made
 * meanwhile only the last counts; the step under way is reached and shown first where that is soon, so that dragging
 * shows pictures.
 */
export class Seeker {
  #wish: Wish | undefined;
  #simulation: Simulation | undefined;
  #isHolding = false;

  /** @param arrived called when the run is where it was wished. */
  constructor(private readonly arrived: (simulation: Simulation, wish: Wish) => void) {}

  /** Where the run is on its way to. */
  get wish(): Wish | undefined {
    return this.#wish;
  }

  /** Whether the picture of before is to stay. */
  get isHolding(): boolean {
    return this.#isHolding;
  }

  seek(simulation: Simulation, wish: Wish): void {
    const isUnderWay = this.#wish !== undefined && this.#simulation === simulation;
    this.#simulation = simulation;
    this.#wish = wish;
    if (!isUnderWay) void this.#go(simulation);
  }

  /** The run is gone, or another; nobody waits for the step any more. */
  cancel(): void {
    this.#wish = undefined;
    this.#simulation = undefined;
    this.#isHolding = false;
  }

  async #go(simulation: Simulation): Promise<void> {
    try {
      while (this.#simulation === simulation && this.#wish !== undefined) {
        const wish = this.#wish;
        const isThere = await this.#goTo(simulation, wish);
        if (this.#simulation !== simulation) return;
        if (!isThere) continue;
        this.#isHolding = false;
        if (this.#wish === wish) {
          this.cancel();
          this.arrived(simulation, wish);
        } else {
          await nextFrame();
        }
      }
    } catch (error) {
      if (this.#simulation !== simulation) return;
      this.#isHolding = false;
      // A lost device stops the way; the run is then built anew, and put at this step.
      if (error instanceof DOMException) return;
      this.cancel();
      throw error;
    }
  }

  /** @returns whether the step was reached, and not given up for another. */
  async #goTo(simulation: Simulation, wish: Wish): Promise<boolean> {
    const since = performance.now();
    this.#isHolding = true;
    simulation.returnFor(wish.step);
    while (simulation.step < wish.step) {
      simulation.advanceBriefly(wish.step - simulation.step, this.#isHolding ? "still" : "drawn");
      await simulation.whenReady();
      if (this.#simulation !== simulation) return false;
      const hasWaited = performance.now() - since > PATIENCE;
      if (hasWaited) this.#isHolding = false;
      if (this.#wish !== wish && (hasWaited || (this.#wish?.step ?? 0) >= simulation.step)) return false;
    }
    return true;
  }
}
