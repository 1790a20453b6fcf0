/** Where the numbers of a cell are, by read-out. */

/** Of stability, rate, steps and loss: one run shows them all. */
export const CONVERGENCE = {
  /** The measured factor per step; +∞ where a trajectory diverged before it could be measured. */
  rate: 0,
  /** 1 stable, 0 not. */
  stable: 1,
  /** One of {@link CONVERGENCE_CLASSES}. */
  class: 2,
  /** Steps to ε; −1 never; NaN where they were not counted. */
  steps: 3,
  loss: 4,
  /** The share of its starts that ended at a listed minimum. */
  share: 5,
  /** Mean evaluations of the gradient. */
  gradients: 6,
  /** Gradient evaluations to ε; −1 never. */
  evaluations: 7,
} as const;

export const CONVERGENCE_CLASSES = { grows: 0, converges: 1, cycles: 2, underWay: 3 } as const;

export const BASINS = {
  /** The index of the minimum that it ended at; −1 none, −2 diverged. */
  minimum: 0,
  /** The first step within reach of it; −1 never. */
  steps: 1,
  /** One of {@link BASIN_ENDS}. */
  end: 2,
  loss: 3,
} as const;

export const BASIN_ENDS = { underWay: 0, minimum: 1, saddle: 2, unlisted: 3, diverged: 4 } as const;

export const SENSITIVITY = { exponent: 0, drift: 1, diverged: 2 } as const;

export const TRAINABILITY = { sum: 0, converged: 1, loss: 2 } as const;

/** Of steady states: a scalar, a vector (x, y) or a matrix (xx, xy, yy) from `first` on. */
export const FIELD = { visits: 0, density: 1, first: 2, error: 5 } as const;
