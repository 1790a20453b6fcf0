import { frame, type Insets } from "../../view/framing.ts";
import { DISTANCE, emptyPose, FARTHEST, HOME_AZIMUTH, home, NEAREST, type ViewMode } from "../../view/home.ts";
import type { ScenePoint } from "../../view/pick.ts";
import { POSE_KEYS, type Pose } from "../../view/projection.ts";
import type { CameraMoment } from "../timeline/moment.ts";

/** The landscape fitted into what is free of the frame, from the side and from above, where the camera begins. */
export type Fitted = Readonly<Record<ViewMode, Readonly<Pose>>>;

/** Pixels of the view: CSS pixels. */
export interface ViewSize {
  readonly width: number;
  readonly height: number;
}

/**
 * Fits the landscape into a frame from where the page's camera begins: whatever the camera does from there, the scale is
 * the same, so that the picture does not breathe while it turns.
 * @param points scene points that are to be seen, x y z after another
 */
export function fitLandscape(points: Float64Array, { width, height }: ViewSize, insets: Insets): Fitted {
  const aspect = Math.max(width - insets.left - insets.right, 1) / Math.max(height - insets.top - insets.bottom, 1);
  const fitted = (mode: ViewMode): Pose => {
    const { azimuth, polar, distance, x, y, z } = home(mode, aspect);
    const pose: Pose = {
      ...emptyPose(),
      azimuth,
      polar,
      distance,
      targetX: x,
      targetY: y,
      targetZ: z,
      perspective: mode === "top" ? 0 : 1,
    };
    frame(pose, points, width, height, insets);
    return pose;
  };
  return { relief: fitted("relief"), top: fitted("top") };
}

/**
 * Where the eye is at a moment. Zooming in comes nearer, as far as a person may; beyond that, and farther out, the
 * picture alone is enlarged or reduced.
 * @param target what it looks at in the scene
 * @param mapAzimuth of the map's camera, whole turns
 */
export function poseAt(camera: CameraMoment, fitted: Fitted, target: ScenePoint, mapAzimuth = 0): Pose {
  const { relief: share, zoom } = camera;
  const distance = Math.min(Math.max(DISTANCE / zoom, NEAREST), FARTHEST);
  const radians = Math.PI / 180;
  const relief: Pose = {
    ...fitted.relief,
    azimuth: HOME_AZIMUTH + camera.turn * radians,
    polar: (90 - camera.tilt) * radians,
    distance,
    targetX: target.x,
    targetY: target.y,
    targetZ: target.z,
    focal: fitted.relief.focal * zoom,
  };
  const top: Pose = {
    ...fitted.top,
    azimuth: mapAzimuth,
    distance,
    targetX: target.x,
    targetZ: target.z,
    focal: fitted.top.focal * zoom,
  };
  const pose = emptyPose();
  for (const key of POSE_KEYS) pose[key] = share * relief[key] + (1 - share) * top[key];
  return pose;
}
