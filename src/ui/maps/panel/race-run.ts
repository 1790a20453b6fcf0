import type { Experiment } from "../../../experiment/experiment.ts";
import { startOver } from "../../actions.ts";
import { pictureState } from "../../picture-state.ts";
import * as store from "../../store.ts";
import { bannerMessage } from "../../validation.ts";
import { raceHeadline } from "./race-headline.ts";
import { raceOf, setRace } from "./race-settings.ts";
import { raceOpen, raceState } from "./race-store.ts";

let running: AbortController | undefined;

/** Tunes and races what shows now; the run and the page go on meanwhile. */
export async function startRace(): Promise<void> {
  const device = store.device.peek();
  if (device === undefined || running !== undefined) return;
  const race = raceOf(store.experiment.peek());
  // The link then holds what was asked for, defaults included.
  setRace(race);
  const experiment: Experiment = { ...store.shown.peek(), changes: [], race };
  const controller = new AbortController();
  running = controller;
  raceState.value = { kind: "running", experiment, sweeps: [], progress: undefined };
  const { signal } = controller;
  void device.lost.then(() => {
    if (running === controller) stop({ kind: "failed", text: "The graphics were lost. Tune and race again." });
  });
  try {
    const { runRace } = await import("../../../maps/race/race.ts");
    const result = await runRace(device, experiment, {
      signal,
      pace: pictureState,
      onSweep: (sweep) => update(({ sweeps }) => ({ sweeps: [...sweeps, sweep] })),
      onProgress: (progress) => update(() => ({ progress })),
    });
    if (running !== controller) return;
    stop({ kind: "done", experiment, result });
    store.announcement.value = `The race is over. ${raceHeadline(result)}`;
  } catch (error) {
    if (running === controller) stop({ kind: "failed", text: bannerMessage(error) });
  }
}

/** Ends the race under way; what was tuned so far is lost. */
export function cancelRace(): void {
  stop({ kind: "idle" });
}

/** Runs the tuned optimizers in the view, from the first step. @returns what is wrong with it, if anything. */
export function raceInView(): string | undefined {
  const state = raceState.peek();
  if (state.kind !== "done") return undefined;
  const { map: _map, view: _view, recording: _recording, ...raced } = state.result.experiment;
  const { map, view, recording } = store.experiment.peek();
  const error = startOver({
    ...raced,
    view,
    ...(map === undefined ? {} : { map }),
    ...(recording === undefined ? {} : { recording }),
  });
  if (error === undefined) raceOpen.value = false;
  return error;
}

function stop(outcome: Exclude<typeof raceState.value, { kind: "running" }>): void {
  const controller = running;
  running = undefined;
  raceState.value = outcome;
  controller?.abort();
}

type Running = Extract<typeof raceState.value, { kind: "running" }>;

function update(change: (state: Running) => Partial<Pick<Running, "sweeps" | "progress">>): void {
  const state = raceState.peek();
  if (state.kind === "running") raceState.value = { ...state, ...change(state) };
}
