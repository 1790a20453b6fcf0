/** How a number goes from the key before to this one: along a smooth curve through all keys, straight, or at once at this key. */
export type Easing = "smooth" | "linear" | "hold";

export const EASINGS = ["smooth", "linear", "hold"] as const satisfies readonly Easing[];

/** Frames a second that a film may have. */
export const FRAME_RATES = [24, 30, 60] as const;
export type FrameRate = (typeof FRAME_RATES)[number];

/**
 * Steps a second from `at` seconds on; straight between two keys, so that two at one time are a jump. Before the first
 * key the run rests, after the last one its pace stays.
 */
export interface PaceKey {
  readonly at: number;
  readonly stepsPerSecond: number;
}

/** What a camera flies along with: one trajectory of an ensemble, or the median of all of them, coordinate by coordinate. */
export interface Follow {
  readonly ensemble: number;
  /** The index of a trajectory, or "median". */
  readonly trajectory: number | "median";
}

/**
 * Where the camera is at `at` seconds. Its numbers and its mode are complete after validation: a key that leaves one out has
 * it from the key before it, the first from the view of the page. What it looks at is each key's own.
 */
export interface CameraKey {
  readonly at: number;
  readonly easing: Easing;
  /** Relief, or map seen from above: between two keys the one becomes the other. */
  readonly mode: "relief" | "top";
  /** Degrees around the vertical, from where the page's camera begins, beside what `orbit` has added since the film began. */
  readonly turn: number;
  /** Degrees a second that the camera goes on turning; straight between two keys, even where they are not eased so. */
  readonly orbit: number;
  /** Degrees above the horizon, 4 … 90; what the map's camera does not have. */
  readonly tilt: number;
  /** 1: all of the landscape fits in; 2: twice as near. 0.25 … 40. */
  readonly zoom: number;
  /** What the camera looks at: a point of the plane, or what it flies along with. The middle of the domain without either. */
  readonly target?: readonly [x: number, y: number];
  readonly follow?: Follow;
}

export interface NumberKey {
  readonly at: number;
  readonly value: number;
  readonly easing: Easing;
}

/**
 * A number over time, from its first key on; before that it is the experiment's. A number that may change while it runs
 * becomes `changes`; one of the map's (`/map/steps`, `/map/epsilon`, `/map/x/from`, `/map/x/to`, `/map/y/from`,
 * `/map/y/to`) is the map's at that moment. Between two keys of a number that is an integer it is rounded.
 */
export interface ParameterTrack {
  readonly path: string;
  /** How the way between two keys is divided. */
  readonly scale: "linear" | "log";
  /** At least one, ascending in time. */
  readonly keys: readonly NumberKey[];
}

/** Landscape alone, map alone, or the map beside the landscape. */
export type Layout = "landscape" | "map" | "both";

export const LAYOUTS = ["landscape", "map", "both"] as const satisfies readonly Layout[];

/** What changes at once at a time, seen as a dissolve of `dissolve` seconds. */
export interface Switch {
  readonly at: number;
  readonly dissolve: number;
  readonly theme?: "night" | "paper";
  readonly layout?: Layout;
  readonly height?: "linear" | "logarithmic";
}

export const TEXT_KINDS = ["title", "end", "caption", "formula"] as const;

/**
 * Text in the film, from `from` to `to` seconds with a fade at both ends, but not where the film itself begins or ends.
 * A title or an end is a card that covers the picture; a caption stands at the foot, a formula card in a corner.
 */
export interface FilmText {
  readonly kind: (typeof TEXT_KINDS)[number];
  readonly from: number;
  readonly to: number;
  /** There is a text, a formula, or both. */
  readonly text?: string;
  /** A second, smaller line. */
  readonly detail?: string;
  /** TeX. */
  readonly formula?: string;
  /** Which corner a formula card stands in. */
  readonly place: "left" | "right";
}

/** What is drawn over the picture. */
export interface Overlays {
  /** Who is who, and how many have arrived. */
  readonly legend: boolean;
  /** The fan chart of the loss. */
  readonly chart: boolean;
  /** The number of steps done. */
  readonly steps: boolean;
  /** The names of minima. */
  readonly labels: boolean;
  /** The surface's name and formula. */
  readonly surface: boolean;
  /** The present value of every number that has a track. */
  readonly parameters: boolean;
}

/** A storyboard: how an experiment becomes a film. Validated and complete; times in seconds of the film. */
export interface Recording {
  /** Pixels, even. */
  readonly width: number;
  readonly height: number;
  readonly fps: FrameRate;
  readonly seconds: number;
  /** Whether the end dissolves into the first frame, so that the film can be repeated without a jump. */
  readonly loop: boolean;
  /** What it begins with. */
  readonly theme: "night" | "paper";
  readonly layout: Layout;
  readonly pace: readonly PaceKey[];
  readonly camera: readonly CameraKey[];
  readonly parameters: readonly ParameterTrack[];
  readonly switches: readonly Switch[];
  readonly texts: readonly FilmText[];
  readonly overlays: Overlays;
}

/** Pixels of a side: from 240p upright to 4K square. */
export const LEAST_SIDE = 240;
export const MOST_SIDE = 3840;
/** Of 4K: 3840 × 2160, either way up. */
export const MOST_PIXELS = 3840 * 2160;
export const MOST_SECONDS = 600;
/** Steps a second: more than a run can have is of no use. */
export const MOST_PACE = 1e10;
export const ZOOMS = [0.25, 40] as const;
/** Keys of one kind, or on one track. */
export const MOST_KEYS = 1000;
export const MOST_TRACKS = 32;
/** Characters. */
export const LONGEST_TEXT = 300;
export const LONGEST_FORMULA = 1000;
