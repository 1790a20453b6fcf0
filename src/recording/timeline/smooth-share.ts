/** From 0 to 1 with a flat beginning and end: Perlin's smoothstep. What is below 0 is 0, what is above 1 is 1. */
export function smoothShare(share: number): number {
  const s = Math.min(Math.max(share, 0), 1);
  return s * s * (3 - 2 * s);
}
