import type { CameraKey, FilmText, Layout } from "../../experiment/recording.ts";

/** A camera between keys: angles in degrees, the target mixed of two where it moves from one to another. */
export interface CameraMoment {
  /** 1: relief; 0: map from above; what is between, while one becomes the other. */
  readonly relief: number;
  readonly turn: number;
  readonly tilt: number;
  readonly zoom: number;
  /** What it looks at: `share` of `to`, the rest of `from`. */
  readonly from: CameraTarget;
  readonly to: CameraTarget;
  readonly share: number;
}

export type CameraTarget = Pick<CameraKey, "target" | "follow">;

/** A text, and how much of it is seen, 0 … 1. */
export interface SeenText {
  readonly text: FilmText;
  readonly opacity: number;
}

/** What a frame shows by itself, before anything dissolves into it. */
export interface Look {
  readonly theme: "night" | "paper";
  readonly layout: Layout;
  readonly height: "linear" | "logarithmic";
}

/** A number that has a track, as the run has it after the moment's step, or the map at the moment's time. */
export interface TrackedNumber {
  readonly path: string;
  readonly value: number;
}

/** All that a frame of a film depends on. */
export interface Moment extends Look {
  /** Seconds from the film's beginning. */
  readonly time: number;
  /** Whole steps done; heads are drawn `fraction` (0 … 1) of the way from the step before to this one. */
  readonly step: number;
  readonly fraction: number;
  readonly camera: CameraMoment;
  readonly texts: readonly SeenText[];
  readonly numbers: readonly TrackedNumber[];
  /** While it dissolves: how the picture looked before, and how much of that is still seen, 0 … 1. */
  readonly before?: { readonly look: Look; readonly opacity: number };
  /** How much of the first frame is seen over this one, 0 … 1: more than 0 only at the end of a loop. */
  readonly first: number;
}
