import type { MapPicture } from "./map-picture.ts";

/** How a map is run. */
export interface RunMapOptions {
  /** Called with every picture that is better than the one before, the last included. */
  readonly onPicture?: (picture: MapPicture) => void;
  /** Ends the run, which then throws the signal's reason. */
  readonly signal?: AbortSignal;
  /** Whether frames are drawn meanwhile: submissions are then short, and the GPU is left to others between them. */
  readonly isWatched?: boolean;
}
