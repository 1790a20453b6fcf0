import { batch } from "@preact/signals";
import type { EnsembleCounts, Simulation } from "../simulation/simulation.ts";
import { COUNTED, countTowards } from "./counting.ts";
import { ensembleLabel } from "./ensemble-look.ts";
import { reducedMotion } from "./motion.ts";
import { formatShare } from "./number-text.ts";
import * as store from "./store.ts";

/** Milliseconds between two readings of the counts. */
const PAUSE = 120;

/** Reads the counts of a run now and then, never two at a time, and lets the shown numbers follow. */
export class CountReader {
  #isPending = false;
  #readAt = Number.NEGATIVE_INFINITY;
  #readStep = -1;
  #announced = false;
  #generation = 0;

  /** Another run: what was read of the last one says nothing about it. */
  reset(): void {
    this.#generation++;
    this.#isPending = false;
    this.#readStep = -1;
    this.#readAt = Number.NEGATIVE_INFINITY;
    this.#announced = false;
  }

  /** Something has changed what counts, at the same step: read again. */
  expire(): void {
    this.#readStep = -1;
  }

  /** Called once a frame, at `now` milliseconds, `seconds` after the last. */
  frame(simulation: Simulation, now: number, seconds: number): void {
    const isDue = simulation.step !== this.#readStep && now - this.#readAt >= PAUSE;
    if (isDue && !this.#isPending) void this.#read(simulation, now);
    const targets = store.counts.peek().flatMap((ensemble) => COUNTED.map((name) => ensemble[name]));
    store.countingNumbers.value = countTowards(store.countingNumbers.peek(), targets, seconds, reducedMotion());
  }

  async #read(simulation: Simulation, now: number): Promise<void> {
    const generation = this.#generation;
    const step = simulation.step;
    this.#isPending = true;
    this.#readAt = now;
    try {
      // Marked before the wait: what changes meanwhile makes this reading stale.
      this.#readStep = step;
      const counts = await simulation.counts();
      if (generation !== this.#generation) return;
      batch(() => {
        store.counts.value = counts;
        if (step >= simulation.experiment.steps) this.#announce(step, counts);
      });
    } catch (error) {
      // A run that was replaced meanwhile has no counts any more; a lost device is told elsewhere.
      if (generation !== this.#generation) return;
      if (isLoss(error)) this.expire();
      else store.notice.value = { kind: "error", text: `The counts could not be read: ${String(error)}` };
    } finally {
      if (generation === this.#generation) this.#isPending = false;
    }
  }

  #announce(step: number, counts: readonly EnsembleCounts[]): void {
    if (this.#announced) return;
    this.#announced = true;
    const { ensembles } = store.experiment.peek();
    const parts = counts.map(({ arrived, total }, index) => {
      const ensemble = ensembles[index];
      return `${ensemble === undefined ? "" : ensembleLabel(ensemble)} ${formatShare(arrived, total)}`;
    });
    store.announcement.value = `Finished at step ${step}. Arrived at a minimum: ${parts.join(", ")}.`;
  }
}

/** A buffer that went with its device rejects its mapping; the loss itself is handled where the device is. */
function isLoss(error: unknown): boolean {
  return error instanceof DOMException && (error.name === "AbortError" || error.name === "OperationError");
}
