/** Where the eye is and how it looks. Angles in radians, lengths in scene units, pixels are CSS pixels. */
export interface Pose {
  /** Around the vertical; 0 looks along −Z (towards larger y). */
  azimuth: number;
  /** From the vertical; 0 looks straight down. */
  polar: number;
  /** From the eye to the target. */
  distance: number;
  targetX: number;
  targetY: number;
  targetZ: number;
  /** 1 = perspective, 0 = orthographic; everything between is a projective map that keeps the target's plane. */
  perspective: number;
  /** Pixels per scene unit in the target's plane. */
  focal: number;
  /** Where the target is drawn, in pixels from the canvas's left top. */
  centerX: number;
  centerY: number;
}

/** The numbers that a tween carries from one pose to the next, in a fixed order. */
export const POSE_KEYS = [
  "azimuth",
  "polar",
  "distance",
  "targetX",
  "targetY",
  "targetZ",
  "perspective",
  "focal",
  "centerX",
  "centerY",
] as const satisfies readonly (keyof Pose)[];

/** Half of the depth that is drawn before and behind the target, in scene units: the relief's box with room. */
const HALF_DEPTH = 2.4;

/** The camera's axes: rows right, up, back (towards the eye), written to `out` (9 numbers). */
export function cameraAxes(pose: Pose, out: Float64Array): void {
  const sinA = Math.sin(pose.azimuth);
  const cosA = Math.cos(pose.azimuth);
  const sinP = Math.sin(pose.polar);
  const cosP = Math.cos(pose.polar);
  out[0] = cosA;
  out[1] = 0;
  out[2] = -sinA;
  out[3] = -cosP * sinA;
  out[4] = sinP;
  out[5] = -cosP * cosA;
  out[6] = sinP * sinA;
  out[7] = cosP;
  out[8] = sinP * cosA;
}

const axes = new Float64Array(9);

function axis(index: number): number {
  return axes[index] ?? 0;
}

/** −(axis · target), for the axis whose first number is at `first`. */
function offset(first: number, pose: Pose): number {
  return -(axis(first) * pose.targetX + axis(first + 1) * pose.targetY + axis(first + 2) * pose.targetZ);
}

/**
 * The matrix from the scene to WebGPU's clip space (depth 0 … 1), column by column.
 *
 * w = (1 − p) + p · depth / distance: at p = 1 the usual perspective, at p = 0 exactly orthographic, and the plane of
 * the target is the same in all of them. So the way from the relief to the map is one matrix that changes steadily.
 * @param depthRow receives (a, b, c, d) with a·X + b·Y + c·Z + d = depth of a point behind the target's plane
 */
export function composeViewProjection(
  pose: Pose,
  width: number,
  height: number,
  out: { [index: number]: number },
  depthRow: { x: number; y: number; z: number; w: number },
): void {
  cameraAxes(pose, axes);
  const { distance, perspective: p } = pose;
  const shiftX = (2 * pose.centerX) / width - 1;
  const shiftY = 1 - (2 * pose.centerY) / height;
  const scaleX = (2 * pose.focal) / width;
  const scaleY = (2 * pose.focal) / height;
  const reach = HALF_DEPTH + Math.hypot(pose.targetX, pose.targetY, pose.targetZ);
  // Nearest depth that is drawn; an eye amid the relief sees nothing nearer than a fiftieth of its distance.
  const near = p > 0 ? Math.max(distance - reach, distance * 0.02) : distance - reach;
  const far = distance + reach;
  const farW = 1 - p + (p * far) / distance;
  const depthScale = farW / (far - near);
  for (let column = 0; column < 4; column++) {
    const isOffset = column === 3;
    const right = isOffset ? offset(0, pose) : axis(column);
    const up = isOffset ? offset(3, pose) : axis(3 + column);
    const back = isOffset ? offset(6, pose) : axis(6 + column);
    const depth = (isOffset ? distance : 0) - back;
    const w = (isOffset ? 1 - p : 0) + (p * depth) / distance;
    out[4 * column] = scaleX * right + shiftX * w;
    out[4 * column + 1] = scaleY * up + shiftY * w;
    out[4 * column + 2] = depthScale * (depth - (isOffset ? near : 0));
    out[4 * column + 3] = w;
  }
  depthRow.x = -axis(6);
  depthRow.y = -axis(7);
  depthRow.z = -axis(8);
  depthRow.w = axis(6) * pose.targetX + axis(7) * pose.targetY + axis(8) * pose.targetZ;
}

/** A point in pixels from the canvas's left top; `depth` is measured from the eye along its direction. */
export interface Projected {
  left: number;
  top: number;
  depth: number;
}

/** Where a scene point is drawn. `out` is written and returned; depth ≤ 0 is behind a perspective eye. */
export function projectPoint(pose: Pose, x: number, y: number, z: number, out: Projected): Projected {
  cameraAxes(pose, axes);
  const dx = x - pose.targetX;
  const dy = y - pose.targetY;
  const dz = z - pose.targetZ;
  const depth = pose.distance - (axis(6) * dx + axis(7) * dy + axis(8) * dz);
  const w = 1 - pose.perspective + (pose.perspective * depth) / pose.distance;
  out.left = pose.centerX + (pose.focal * (axis(0) * dx + axis(1) * dy + axis(2) * dz)) / w;
  out.top = pose.centerY - (pose.focal * (axis(3) * dx + axis(4) * dy + axis(5) * dz)) / w;
  out.depth = depth;
  return out;
}

/** A ray in the scene: origin and direction (not normalised). */
export interface Ray {
  x: number;
  y: number;
  z: number;
  dx: number;
  dy: number;
  dz: number;
}

/** The ray of all points drawn at a pixel, from the near side (t = 0) to the far side (t = 1) of what is drawn. */
export function rayThrough(pose: Pose, left: number, top: number, out: Ray): Ray {
  cameraAxes(pose, axes);
  const u = (left - pose.centerX) / pose.focal;
  const v = (pose.centerY - top) / pose.focal;
  const reach = HALF_DEPTH + Math.hypot(pose.targetX, pose.targetY, pose.targetZ);
  const point = (depth: number, i: 0 | 1 | 2): number => {
    const w = 1 - pose.perspective + (pose.perspective * depth) / pose.distance;
    const target = i === 0 ? pose.targetX : i === 1 ? pose.targetY : pose.targetZ;
    return target + w * (u * axis(i) + v * axis(3 + i)) + (pose.distance - depth) * axis(6 + i);
  };
  const near = pose.perspective > 0 ? Math.max(pose.distance - reach, pose.distance * 0.02) : pose.distance - reach;
  const far = pose.distance + reach;
  out.x = point(near, 0);
  out.y = point(near, 1);
  out.z = point(near, 2);
  out.dx = point(far, 0) - out.x;
  out.dy = point(far, 1) - out.y;
  out.dz = point(far, 2) - out.z;
  return out;
}
