/** Points between two samples at which a trajectory leaves its weight: steps of a cell or two then make no dots. */
export const POINTS_PER_SLOT = 4;

/** Points of its way that a trajectory leaves at most. */
export const MOST_POINTS = 64;

/** A trajectory's weight is at most this many units: more would not be seen. */
const FINEST = 2 ** 12;

/** One word holds up to this many units. */
const WORD = 2 ** 32 - 1;

/**
 * The units into which a trajectory's weight is divided: a power of two, as many as leave room for all trajectories
 * in one cell.
 */
export function weightUnits(trajectories: number): number {
  return 2 ** Math.floor(Math.log2(Math.max(Math.min(FINEST, WORD / Math.max(trajectories, 1)), 1)));
}

/**
 * The weights of the points of a trajectory's way, from the head backwards. They fall off as the light of trails does,
 * and always add up to `units`, so that a trajectory weighs the same however it moves.
 * @param slots samples back to where the weight has fallen to nothing; not necessarily whole
 * @param target is overwritten; the points beyond are zero
 * @returns how many points have a weight
 */
export function fillWeights(slots: number, units: number, target: Uint32Array): number {
  const points = Math.min(Math.max(Math.ceil(slots * POINTS_PER_SLOT), 1), MOST_POINTS, target.length);
  const youth = (point: number): number => Math.max(1 - point / POINTS_PER_SLOT / slots, 0);
  const weight = (point: number): number => youth(point) * (0.25 + 0.75 * youth(point));
  let total = 0;
  for (let point = 0; point < points; point++) total += weight(point);
  // Rounding what has come together, and not each weight, keeps the sum.
  let sum = 0;
  let given = 0;
  for (let point = 0; point < target.length; point++) {
    sum += point < points ? weight(point) : 0;
    const due = total > 0 ? Math.round((sum / total) * units) : units;
    target[point] = due - given;
    given = due;
  }
  return points;
}
