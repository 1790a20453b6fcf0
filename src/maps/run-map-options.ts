import type { PictureState } from "../simulation/submissions.ts";
import type { MapPicture } from "./map-picture.ts";

/** How a map is run. */
export interface RunMapOptions {
  /** Called with every picture that is better than the one before, the last included. */
  readonly onPicture?: (picture: MapPicture) => void;
  /** Ends the run, which then throws the signal's reason. */
  readonly signal?: AbortSignal;
  /**
   * Asked before every submission what the picture does meanwhile: submissions are then short, and the GPU is left to
   * others between them. Absent where nobody watches.
   */
  readonly pace?: () => PictureState;
}
