/** The numbers of one ensemble that the legend shows, in the order in which it holds them. */
export const COUNTED = ["arrived", "running", "converged", "stationary", "diverged"] as const;

/** How much of the way to its target a shown number still has after a second. */
const LEFT_AFTER_A_SECOND = 1e-5;

/**
 * Numbers that count instead of jumping: each comes closer to its target by a share that depends on the time alone.
 * Returns `shown` itself when nothing moved, so that nothing is drawn again.
 */
export function countTowards(
  shown: readonly number[],
  targets: readonly number[],
  seconds: number,
  reducedMotion: boolean,
): readonly number[] {
  if (reducedMotion || shown.length !== targets.length) return same(shown, targets) ? shown : targets;
  const left = LEFT_AFTER_A_SECOND ** seconds;
  const next = targets.map((target, index) => {
    const from = shown[index] ?? target;
    const value = target + (from - target) * left;
    return Math.abs(value - target) < 0.5 ? target : value;
  });
  return same(shown, next) ? shown : next;
}

function same(a: readonly number[], b: readonly number[]): boolean {
  return a.length === b.length && a.every((value, index) => value === b[index]);
}
