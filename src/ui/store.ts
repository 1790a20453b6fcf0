import { computed, signal } from "@preact/signals";
import { ensembleColors } from "../charts/ensemble-look.ts";
import { applyChanges } from "../experiment/changes.ts";
import { defaultExperiment } from "../experiment/default-experiment.ts";
import type { Experiment } from "../experiment/experiment.ts";
import { surfaceOf } from "../experiment/surface-of.ts";
import type { EnsembleStatistics } from "../reference/statistics.ts";
import type { CriticalPoint } from "../surfaces/surface.ts";
import type { Pose } from "../view/projection.ts";
import type { Theme } from "./theme.ts";

export type RunState = "loading" | "running" | "paused" | "finished" | "error" | "unsupported";

/** Something to say to the person at the page; errors stay until they are dismissed. */
export interface Notice {
  readonly kind: "error" | "info";
  readonly text: string;
}

/** Why there is no scene, and what can be done about it. */
export interface Obstacle {
  readonly message: string;
  readonly advice: string;
}

/** Which drawer is open where the window is too narrow for floating panels. */
export type Drawer = "scene" | "results" | undefined;

/** Where a run is to be put when it is opened. */
export interface Opening {
  /** The step to go to; 0 when absent. */
  readonly step?: number;
  readonly play: boolean;
}

/** What the controls ask of the part that draws and runs. */
export interface Player {
  /** Runs an experiment in place of the present one, which stays where there is no room for it. */
  open(experiment: Experiment, opening: Opening): void;
  /** Sets a number of the running crowd; at the end of a run, a new one shows what it does. */
  change(path: string, value: number): void;
  /** Plays or rests; at the end, plays the same run again from the start. */
  togglePlay(): void;
  /** Goes to a step of the present run, forwards or back, and plays or rests from there. */
  seek(step: number, play: boolean): void;
  /** Goes this many steps on, or back where negative, and rests. */
  stepBy(steps: number): void;
  /** Where the landscape is seen from; undefined while there is none. */
  readonly eye: Readonly<Pose> | undefined;
}

/** What runs, as plain data: with its recorded changes, and with the colours and labels of the moment. */
export const experiment = signal<Experiment>(defaultExperiment);
export const state = signal<RunState>("loading");
/** Steps done. */
export const step = signal(0);
/** The step that the run is being put at, while it is on its way there. */
export const seeking = signal<number | undefined>(undefined);
/** Steps a second. */
export const speed = signal(60);
/** Whether a run that has ended plays again from the start. */
export const looping = signal(false);
/** What each ensemble has come to, at the step that was read last: [ensemble]. */
export const statistics = signal<readonly EnsembleStatistics[]>([]);
/**
 * All rows known of the present run: [row][ensemble], ascending steps. Rows may lie beyond the present step after
 * scrubbing back; a change drops those after it.
 */
export const series = signal<readonly (readonly EnsembleStatistics[])[]>([]);
/** Arrived, running, converged, stationary and diverged of each ensemble in turn, on their way to `statistics`. */
export const countingNumbers = signal<readonly number[]>([]);
/** Whether each ensemble is drawn; by index, drawn where absent. */
export const hidden = signal<ReadonlySet<number>>(new Set());
export const notice = signal<Notice | undefined>(undefined);
export const obstacle = signal<Obstacle | undefined>(undefined);
/** What is wrong with the number of starts; it shows only once a machine tries to hold them. */
export const countError = signal<string | undefined>(undefined);
/** What a screen reader is told; politely. */
export const announcement = signal("");
export const theme = signal<Theme>("night");
export const presenting = signal(false);
export const drawer = signal<Drawer>(undefined);
export const helpOpen = signal(false);
/** The ensemble whose sliders are open. */
export const openEnsemble = signal<number | undefined>(undefined);
/** The device that draws and runs; absent until there is one, and from its loss until there is another. */
export const device = signal<GPUDevice | undefined>(undefined);
/** What draws and runs; absent until it is loaded, and where it cannot be. */
export const playground = signal<Player | undefined>(undefined);

const changesDue = computed(() => experiment.value.changes.filter((change) => change.step <= step.value).length);

/** The experiment with the values that hold now: what every control shows. It changes only when a value does. */
export const shown = computed<Experiment>(() => {
  const due = changesDue.value;
  return due === 0 ? experiment.value : applyChanges(experiment.value, step.peek());
});

/** The surface's part of it: the same object as long as no number of the surface changes. */
export const surfaceChoice = computed(() => shown.value.surface);

/** The surface that runs. */
export const surface = computed(() => surfaceOf(surfaceChoice.value));

/** Its minima, saddles and maxima. Of a typed formula they are searched for, and follow when its sliders rest. */
export const criticalPoints = signal<readonly CriticalPoint[]>(
  surface.peek().criticalPoints(surfaceChoice.peek().parameters),
);

/** Whether maps are shown beside the landscape. */
export const isMapping = computed(() => experiment.value.map !== undefined);

/** How the run is looked at. */
export const view = computed(() => experiment.value.view);

const colorKey = computed(() => ensembleColors(experiment.value.ensembles, theme.value).join(" "));

/** The colour of each ensemble, in the present theme. */
export const colors = computed<readonly string[]>(() => colorKey.value.split(" "));
