import { signal } from "@preact/signals";
import type { Experiment } from "../../../experiment/experiment.ts";
import type { RaceProgress, RaceResult, Sweep } from "../../../maps/race/race.ts";

/** How far the page's race has come. */
export type RaceState =
  | { readonly kind: "idle" }
  | {
      readonly kind: "running";
      /** What is raced, as it was when the race began. */
      readonly experiment: Experiment;
      readonly sweeps: readonly Sweep[];
      /** Undefined until the first news. */
      readonly progress: RaceProgress | undefined;
    }
  | {
      readonly kind: "done";
      /** What was raced, with the settings from which it was tuned. */
      readonly experiment: Experiment;
      readonly result: RaceResult;
    }
  | { readonly kind: "failed"; readonly text: string };

export const raceState = signal<RaceState>({ kind: "idle" });

/** Whether the race is in sight; tuning goes on where it is not. */
export const raceOpen = signal(false);
