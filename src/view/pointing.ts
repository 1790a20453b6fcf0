import type { OrbitCamera } from "./camera.ts";
import type { Landscape } from "./landscape.ts";
import { intersect, surfaceHeight } from "./pick.ts";
import { type Projected, projectPoint, type Ray, rayThrough } from "./projection.ts";

/** A point is seen where the surface's first point on its ray is no farther from it than this, in scene units. */
const SAME_POINT = 0.05;

/** From points of the canvas to points of the surface, and back. */
export class Pointing {
  readonly #ray: Ray = { x: 0, y: 0, z: 0, dx: 0, dy: 0, dz: 0 };
  readonly #projected: Projected = { left: 0, top: 0, depth: 0 };

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
    rayThrough(this.camera.pose, clientX - bounds.left, clientY - bounds.top, this.#ray);
    return intersect(field, this.#ray);
  }

  /**
   * Where a point of the surface is drawn, in CSS pixels from the canvas's left top.
   * @param width and height of the canvas in CSS pixels
   */
  project(
    x: number,
    y: number,
    width: number,
    height: number,
  ): { left: number; top: number; visible: boolean } | undefined {
    const { field } = this.landscape;
    if (field === undefined) return undefined;
    const { map } = field;
    const sceneX = (x - map.centerX) * map.scaleX;
    const sceneZ = -(y - map.centerY) * map.scaleY;
    const sceneY = surfaceHeight(field, sceneX, sceneZ);
    const { left, top, depth } = projectPoint(this.camera.pose, sceneX, sceneY, sceneZ, this.#projected);
    const isInside = depth > 0 && left >= 0 && left <= width && top >= 0 && top <= height;
    if (!isInside) return { left, top, visible: false };
    rayThrough(this.camera.pose, left, top, this.#ray);
    const seen = intersect(field, this.#ray);
    const isSame = seen !== undefined && Math.hypot((seen.x - x) * map.scaleX, (seen.y - y) * map.scaleY) < SAME_POINT;
    return { left, top, visible: isSame };
  }
}
