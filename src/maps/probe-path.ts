/** One trajectory of a cell, from its start. */
export interface ProbeLine {
  /** x, y, loss of each point in turn, `count` times; the array may be longer, and shared with later pictures. */
  readonly points: Float64Array;
  readonly count: number;
  /** Steps done. */
  readonly steps: number;
  /**
   * Steps that the points tell of; fewer than `steps` where there was no more room: the last point is then that of the
   * last step all the same, and a gap lies before it.
   */
  readonly drawnSteps: number;
  readonly end: "under way" | "running" | "arrived" | "diverged";
}

/** The trajectories of one cell of a map, computed on the processor. It is replaced, never changed. */
export interface ProbePath {
  readonly column: number;
  readonly row: number;
  /** The ensemble whose trajectories these are. */
  readonly ensemble: number;
  /** The first of the cell's trajectories, at most {@link MOST_LINES}. */
  readonly lines: readonly ProbeLine[];
  /** How many trajectories the cell has. */
  readonly trajectories: number;
}

/** More trajectories of one cell would only hide each other. */
export const MOST_LINES = 8;

/** Points that are kept of all trajectories of a cell together. */
export const MOST_POINTS = 8192;
