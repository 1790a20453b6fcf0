import type { OrbitCamera } from "./camera.ts";
import type { Landscape } from "./landscape.ts";
import { type HeightField, intersect, scenePlace } from "./pick.ts";
import { type Pose, type Projected, projectPoint, type Ray, rayThrough } from "./projection.ts";

/** A point is seen where the surface's first point on its ray is no farther from it than this, in scene units. */
const SAME_POINT = 0.05;

/** Where a point of the surface is drawn, in CSS pixels from the canvas's left top, and whether it is seen there. */
export interface Seen {
  readonly left: number;
  readonly top: number;
  readonly visible: boolean;
}

const ray: Ray = { x: 0, y: 0, z: 0, dx: 0, dy: 0, dz: 0 };
const projected: Projected = { left: 0, top: 0, depth: 0 };

/** Where a point of a surface is drawn from a pose. @param size of the canvas in CSS pixels */
export function projectSurface(
  field: HeightField,
  pose: Pose,
  { x, y }: { readonly x: number; readonly y: number },
  { width, height }: { readonly width: number; readonly height: number },
): Seen {
  const { map } = field;
  const place = scenePlace(field, x, y);
  const { left, top, depth } = projectPoint(pose, place.x, place.y, place.z, projected);
  const isInside = depth > 0 && left >= 0 && left <= width && top >= 0 && top <= height;
  if (!isInside) return { left, top, visible: false };
  const seen = intersect(field, rayThrough(pose, left, top, ray));
  const isSame = seen !== undefined && Math.hypot((seen.x - x) * map.scaleX, (seen.y - y) * map.scaleY) < SAME_POINT;
  return { left, top, visible: isSame };
}

/** From points of the canvas to points of the surface, and back. */
export class Pointing {
  constructor(
    private readonly canvas: HTMLCanvasElement,
    private readonly camera: OrbitCamera,
    private readonly landscape: Landscape,
  ) {}

  /** The point of the surface that is drawn there, in parameter coordinates. Client coordinates as of pointer events. */
  pick(clientX: number, clientY: number): { x: number; y: number } | undefined {
    const { field } = this.landscape;
    if (field === undefined) return undefined;
    const bounds = this.canvas.getBoundingClientRect();
    return intersect(field, rayThrough(this.camera.pose, clientX - bounds.left, clientY - bounds.top, ray));
  }

  /**
   * Where a point of the surface is drawn, in CSS pixels from the canvas's left top.
   * @param width and height of the canvas in CSS pixels
   */
  project(x: number, y: number, width: number, height: number): Seen | undefined {
    const { field } = this.landscape;
    if (field === undefined) return undefined;
    return projectSurface(field, this.camera.pose, { x, y }, { width, height });
  }
}
