import { batch } from "@preact/signals";
import { ensembleLabel } from "../charts/ensemble-look.ts";
import { formatShare } from "../charts/number-text.ts";
import type { EnsembleStatistics } from "../reference/statistics.ts";
import type { Simulation, StatisticsReading } from "../simulation/simulation.ts";
import { COUNTED, countTowards } from "./counting.ts";
import { reducedMotion } from "./motion.ts";
import * as store from "./store.ts";

/** Milliseconds between two readings of the statistics. */
const PAUSE = 120;

/** A slow machine is to draw rather than to count: from one reading to the next there are so many frames. */
const FRAMES = 3;

/** Reads the statistics of a run now and then, never two at a time, and lets the shown numbers follow. */
export class StatisticsReader {
  #isPending = false;
  #readAt = Number.NEGATIVE_INFINITY;
  #readStep = -1;
  #announced = false;
  #generation = 0;
  /** Whether nothing of this run was read yet. */
  #isFresh = true;
  /** Rows beyond this step that a pending reading brings are of a run that has gone another way since. */
  #validTo = Number.POSITIVE_INFINITY;

  /** Another run: what was read of the last one says nothing about it. */
  reset(): void {
    this.#generation++;
    this.#isPending = false;
    this.#isFresh = true;
    this.#validTo = Number.POSITIVE_INFINITY;
    this.#readStep = -1;
    this.#readAt = Number.NEGATIVE_INFINITY;
    this.#announced = false;
  }

  /** Something has changed what is measured, at the same step: read again. */
  expire(): void {
    this.#readStep = -1;
  }

  /** A number was changed at `step`: the rows beyond it are no longer of this run; before the first step, none is. */
  changed(step: number): void {
    this.expire();
    const last = step === 0 ? -1 : step;
    if (this.#isPending) this.#validTo = Math.min(this.#validTo, last);
    const rows = store.series.peek();
    const kept = rows.filter((row) => stepOf(row) <= last);
    if (kept.length < rows.length) store.series.value = kept;
  }

  /** Called once a frame, at `now` milliseconds, `seconds` after the last. */
  frame(simulation: Simulation, now: number, seconds: number): void {
    const pause = Math.max(PAUSE, FRAMES * seconds * 1000);
    const isDue = simulation.step !== this.#readStep && now - this.#readAt >= pause;
    if (isDue && !this.#isPending) void this.#read(simulation, now);
    const targets = store.statistics.peek().flatMap((ensemble) => COUNTED.map((name) => ensemble[name]));
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
      const reading = await simulation.statistics();
      if (generation !== this.#generation) return;
      batch(() => {
        this.#show(reading);
        if (step >= simulation.experiment.steps) this.#announce(step, reading.now);
      });
    } catch (error) {
      // A run that was replaced meanwhile has no statistics any more; a lost device is told elsewhere.
      if (generation !== this.#generation) return;
      if (isLoss(error)) this.expire();
      else store.notice.value = { kind: "error", text: `The statistics could not be read: ${String(error)}` };
    } finally {
      if (generation === this.#generation) {
        this.#isPending = false;
        this.#validTo = Number.POSITIVE_INFINITY;
      }
    }
  }

  #show({ now, sampled }: StatisticsReading): void {
    store.statistics.value = now;
    const valid = sampled.filter((row) => stepOf(row) <= this.#validTo);
    if (this.#isFresh) store.series.value = valid;
    else if (valid.length > 0) store.series.value = [...store.series.peek(), ...valid];
    this.#isFresh = false;
  }

  #announce(step: number, ensembles: readonly EnsembleStatistics[]): void {
    if (this.#announced) return;
    this.#announced = true;
    const experiment = store.experiment.peek();
    const parts = ensembles.map(({ arrived, total }, index) => {
      const ensemble = experiment.ensembles[index];
      return `${ensemble === undefined ? "" : ensembleLabel(ensemble)} ${formatShare(arrived, total)}`;
    });
    store.announcement.value = `Finished at step ${step}. Arrived at a minimum: ${parts.join(", ")}.`;
  }
}

function stepOf(row: readonly EnsembleStatistics[]): number {
  return row[0]?.step ?? 0;
}

/** A buffer that went with its device rejects its mapping; the loss itself is handled where the device is. */
function isLoss(error: unknown): boolean {
  return error instanceof DOMException && (error.name === "AbortError" || error.name === "OperationError");
}
