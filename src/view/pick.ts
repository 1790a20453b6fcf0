import { drawnHeight, type HeightScale } from "./height.ts";
import type { Ray } from "./projection.ts";
import { RELIEF_HEIGHT, type SceneMap } from "./scene-map.ts";

/** The drawn surface on the CPU, for pointing at it. */
export interface HeightField {
  readonly map: SceneMap;
  readonly scale: HeightScale;
  readonly blend: number;
  readonly loss: (x: number, y: number) => number;
}

/** Steps along a ray before it is refined by bisection: a step is about a hundredth of the base's side. */
const STEPS = 360;

/** Scene height of the surface over a scene point, inside or outside of the base. */
export function surfaceHeight(field: HeightField, sceneX: number, sceneZ: number): number {
  const { map } = field;
  const x = map.centerX + sceneX / map.scaleX;
  const y = map.centerY - sceneZ / map.scaleY;
  return RELIEF_HEIGHT * drawnHeight(field.scale, field.blend, field.loss(x, y));
}

/** A point of the scene: see scene-map.ts. */
export interface ScenePoint {
  readonly x: number;
  readonly y: number;
  readonly z: number;
}

/** Where a point of the surface, in parameter coordinates, is in the scene. */
export function scenePlace(field: HeightField, x: number, y: number): ScenePoint {
  const { map } = field;
  const sceneX = (x - map.centerX) * map.scaleX;
  const sceneZ = -(y - map.centerY) * map.scaleY;
  return { x: sceneX, y: surfaceHeight(field, sceneX, sceneZ), z: sceneZ };
}

/**
 * Where a ray first meets the relief.
 * @returns parameter coordinates, or undefined where the ray misses the base
 */
export function intersect(field: HeightField, ray: Ray): { x: number; y: number } | undefined {
  const { map } = field;
  const entry = slab(ray.x, ray.dx, map.halfWidth, slab(ray.z, ray.dz, map.halfDepth, { from: 0, to: 1 }));
  if (entry.from > entry.to) return undefined;
  const above = (t: number): number =>
    ray.y + t * ray.dy - surfaceHeight(field, ray.x + t * ray.dx, ray.z + t * ray.dz);
  let low = entry.from;
  let isAbove = above(low) >= 0;
  const step = (entry.to - entry.from) / STEPS;
  if (step === 0) return undefined;
  for (let i = 1; i <= STEPS; i++) {
    let high = entry.from + i * step;
    const wasAbove = isAbove;
    isAbove = above(high) > 0;
    // Coming up from below is passing through the underside, which is not drawn.
    if (wasAbove && !isAbove) {
      for (let j = 0; j < 30; j++) {
        const middle = (low + high) / 2;
        if (above(middle) > 0) low = middle;
        else high = middle;
      }
      const sceneX = ray.x + high * ray.dx;
      const sceneZ = ray.z + high * ray.dz;
      return { x: map.centerX + sceneX / map.scaleX, y: map.centerY - sceneZ / map.scaleY };
    }
    low = high;
  }
  return undefined;
}

/** Narrows [from, to] to where |origin + t·direction| ≤ half. A ray within the slab's plane keeps or loses all. */
function slab(
  origin: number,
  direction: number,
  half: number,
  span: { from: number; to: number },
): { from: number; to: number } {
  if (Math.abs(direction) < 1e-12) return Math.abs(origin) <= half ? span : { from: 1, to: 0 };
  const a = (-half - origin) / direction;
  const b = (half - origin) / direction;
  return { from: Math.max(span.from, Math.min(a, b)), to: Math.min(span.to, Math.max(a, b)) };
}
