import type { Row } from "../../charts/fan-axes.ts";
import type { Experiment } from "../../experiment/experiment.ts";
import type { MapPicture } from "../../maps/map-picture.ts";
import type { CriticalPoint } from "../../surfaces/surface.ts";
import type { Moment } from "../timeline/moment.ts";

/** Where a point of the surface is drawn, in pixels of the film from its left top. */
export type Project = (
  x: number,
  y: number,
) => { readonly left: number; readonly top: number; readonly visible: boolean };

/** All that is known of a frame when it is written over. */
export interface OverlayScene {
  readonly moment: Moment;
  /** The experiment with the values that hold at the frame's step. */
  readonly current: Experiment;
  /** Rows of statistics sampled up to the frame's step, and the one of the step itself as the last; for legend and chart. */
  readonly rows: readonly Row[];
  readonly criticalPoints: readonly CriticalPoint[];
  readonly project: Project;
  /** The finished map of the moment, where its layout shows one. */
  readonly map: MapPicture | undefined;
}

/** Pixels of the film from each side. */
export interface Insets {
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
  readonly left: number;
}

/** Paints all that is no landscape: maps, legend, chart, labels, captions, cards. */
export interface Overlay {
  /**
   * How much of each side of the frame is written over, in pixels, so that the landscape is framed in what is free: legend,
   * chart, captions, and the map beside it. A function of the recording and the layout, not of what a caption says: the
   * landscape does not jump. Not asked for where the map is alone: the landscape is then not drawn at all.
   */
  insets(moment: Moment): Insets;
  /** Paints on a cleared canvas of the film's size: transparent where the landscape is to be seen, all covered where the map
   * is alone. */
  paint(context: OffscreenCanvasRenderingContext2D, scene: OverlayScene): void;
}
