import type { Domain } from "../surfaces/surface.ts";

/** Height of the drawn relief in scene units; the longer side of its base is 2. */
export const RELIEF_HEIGHT = 0.8;

/** The base's shorter side is never less than its longer side over this. */
const MOST_ELONGATED = 2.5;

/** How parameter coordinates are laid out in the scene: x to the right, y away from the viewer (−Z), loss up (Y). */
export interface SceneMap {
  readonly centerX: number;
  readonly centerY: number;
  /** Scene units per unit of x and of y. */
  readonly scaleX: number;
  readonly scaleY: number;
  /** Half of the base's sides in scene units. */
  readonly halfWidth: number;
  readonly halfDepth: number;
}

/** Fits a domain onto a base with a longer side of 2; the aspect is kept up to 1 : 2.5 and compressed beyond. */
export function mapDomain(domain: Domain): SceneMap {
  const width = domain.x[1] - domain.x[0];
  const depth = domain.y[1] - domain.y[0];
  const longer = Math.max(width, depth);
  const halfWidth = Math.max(width / longer, 1 / MOST_ELONGATED);
  const halfDepth = Math.max(depth / longer, 1 / MOST_ELONGATED);
  return {
    centerX: (domain.x[0] + domain.x[1]) / 2,
    centerY: (domain.y[0] + domain.y[1]) / 2,
    scaleX: (2 * halfWidth) / width,
    scaleY: (2 * halfDepth) / depth,
    halfWidth,
    halfDepth,
  };
}
