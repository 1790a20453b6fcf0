import { type Pose, type Projected, projectPoint } from "./projection.ts";

/** CSS pixels covered by panels, from each side of the canvas. */
export interface Insets {
  top: number;
  right: number;
  bottom: number;
  left: number;
}

/** Share of the free area that is left as air on either side. */
const AIR = 0.018;

/** The free area is taken to be at least this large, however much the panels cover. */
const LEAST_FREE = 120;

/**
 * Sets `focal` and the centre of a pose so that all points are drawn inside the free area, as large as possible and
 * centred. Angles, distance, target and perspective are read.
 * @param points scene points, x y z after another
 */
export function frame(pose: Pose, points: Float64Array, width: number, height: number, insets: Insets): void {
  pose.focal = 1;
  pose.centerX = 0;
  pose.centerY = 0;
  let left = Infinity;
  let right = -Infinity;
  let top = Infinity;
  let bottom = -Infinity;
  const projected: Projected = { left: 0, top: 0, depth: 0 };
  for (let i = 0; i + 2 < points.length; i += 3) {
    projectPoint(pose, points[i] ?? 0, points[i + 1] ?? 0, points[i + 2] ?? 0, projected);
    left = Math.min(left, projected.left);
    right = Math.max(right, projected.left);
    top = Math.min(top, projected.top);
    bottom = Math.max(bottom, projected.top);
  }
  const freeWidth = Math.max(width - insets.left - insets.right, Math.min(LEAST_FREE, width));
  const freeHeight = Math.max(height - insets.top - insets.bottom, Math.min(LEAST_FREE, height));
  const spread = Math.max(right - left, 1e-6);
  const rise = Math.max(bottom - top, 1e-6);
  pose.focal = (1 - 2 * AIR) * Math.min(freeWidth / spread, freeHeight / rise);
  pose.centerX = insets.left + freeWidth / 2 - (pose.focal * (left + right)) / 2;
  pose.centerY = insets.top + freeHeight / 2 - (pose.focal * (top + bottom)) / 2;
}
