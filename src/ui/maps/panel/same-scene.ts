import type { Experiment, SurfaceChoice } from "../../../experiment/experiment.ts";

/**
 * Whether a race of one experiment says something about the other: the same optimizers on the same surface, from the
 * same starts, under the same noise. How they are set, and how long they run, is what a race decides.
 */
export function isSameScene(a: Experiment, b: Experiment): boolean {
  return isSameSurface(a.surface, b.surface) && rest(a) === rest(b);
}

function isSameSurface(a: SurfaceChoice, b: SurfaceChoice): boolean {
  // The values of a landscape are many; the object stays the same as long as they do.
  if ("grid" in a && "grid" in b) return a.grid === b.grid && isEqual(a.parameters, b.parameters);
  return !("grid" in a) && !("grid" in b) && isEqual(a, b);
}

function rest({ starts, noise, ensembles }: Experiment): string {
  return JSON.stringify([starts, noise, ensembles.map(({ optimizer, schedule }) => [optimizer, schedule ?? null])]);
}

function isEqual(a: object, b: object): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
