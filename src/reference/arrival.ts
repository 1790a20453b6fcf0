import type { Experiment } from "../experiment/experiment.ts";
import { surfaceOf } from "../experiment/surface-of.ts";
import type { Vector } from "../math/vector.ts";
import { type Domain, minimaOf } from "../surfaces/surface.ts";

/** Where trajectories arrive: the listed minima and the distance that counts as there. */
export interface Targets {
  readonly minima: readonly Readonly<Vector>[];
  readonly radius: number;
}

/** The length of a domain's diagonal. */
export function diagonal(domain: Domain): number {
  return Math.hypot(domain.x[1] - domain.x[0], domain.y[1] - domain.y[0]);
}

/** The targets of an experiment; the radius is 1 % of the domain's diagonal unless the experiment says otherwise. */
export function targetsOf({ surface, stopping }: Pick<Experiment, "surface" | "stopping">): Targets {
  const described = surfaceOf(surface);
  return {
    minima: minimaOf(described, surface.parameters),
    radius: stopping.radius ?? 0.01 * diagonal(described.domain),
  };
}

/** The index of the nearest minimum within the radius of a point, or null. */
export function basinOf(point: Readonly<Vector>, { minima, radius }: Targets): number | null {
  let basin: number | null = null;
  let nearest = radius;
  for (const [index, minimum] of minima.entries()) {
    const distance = Math.hypot(point.x - minimum.x, point.y - minimum.y);
    if (distance <= nearest && (basin === null || distance < nearest)) {
      nearest = distance;
      basin = index;
    }
  }
  return basin;
}
