/** Seconds in which one way of drawing the crowd gives way to another. */
export const CROSSFADE = 0.4;

/**
 * The shares of light of the old and of the new way of drawing. They always add up to 1: both are balanced to the
 * same light over the picture, so that the sum does not change either.
 * @param progress 0 … 1
 */
export function crossfadeShares(progress: number): { readonly before: number; readonly after: number } {
  const t = Math.min(Math.max(progress, 0), 1);
  const after = t * t * (3 - 2 * t);
  return { before: 1 - after, after };
}

/** Between two positive numbers by ratio, as brightness is seen. */
export function geometricBlend(before: number, after: number, share: number): number {
  return before * (after / before) ** share;
}
