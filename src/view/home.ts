import type { Pose } from "./projection.ts";

export type ViewMode = "relief" | "top";

/** Distance of the eye at which the framing is worked out; less is zoomed in. */
export const DISTANCE = 4.4;

export const HOME_AZIMUTH = 2.66;

/** Angle from the vertical where the free area is wide, and where it is a phone's upright one: more from above. */
const WIDE_POLAR = 0.92;
const UPRIGHT_POLAR = 0.52;

/** Where the wheel and the keys end. */
export const NEAREST = 0.6;
export const FARTHEST = 9;

/** Where the eye is: angles as of a pose, what it looks at in scene units. */
export interface Orbit {
  azimuth: number;
  polar: number;
  distance: number;
  x: number;
  y: number;
  z: number;
}

/** Where a mode begins. @param aspect width over height of the free area */
export function home(mode: ViewMode, aspect: number): Orbit {
  const isTop = mode === "top";
  const wide = Math.min(Math.max((aspect - 0.6) / 0.6, 0), 1);
  return {
    azimuth: isTop ? 0 : HOME_AZIMUTH,
    polar: isTop ? 0 : UPRIGHT_POLAR + wide * (WIDE_POLAR - UPRIGHT_POLAR),
    distance: DISTANCE,
    x: 0,
    y: isTop ? 0 : 0.2,
    z: 0,
  };
}

/** A pose to be filled. */
export function emptyPose(): Pose {
  return {
    azimuth: 0,
    polar: 0,
    distance: DISTANCE,
    targetX: 0,
    targetY: 0,
    targetZ: 0,
    perspective: 1,
    focal: 300,
    centerX: 0,
    centerY: 0,
  };
}
