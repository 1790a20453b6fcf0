import { findSurface } from "../surfaces/index.ts";
import type { Surface } from "../surfaces/surface.ts";
import { userSurface } from "../surfaces/user-surface.ts";
import type { SurfaceChoice } from "./experiment.ts";

/** A formula is compiled once for each choice, however often its surface is asked for. */
const compiled = new WeakMap<SurfaceChoice, Surface>();

/**
 * The surface that an experiment names, or the user's formula compiled.
 * @throws Error for an id that is not in the catalogue: a validated experiment has none.
 */
export function surfaceOf(choice: SurfaceChoice): Surface {
  if ("formula" in choice) {
    const surface = compiled.get(choice) ?? userSurface(choice);
    compiled.set(choice, surface);
    return surface;
  }
  const surface = findSurface(choice.id);
  if (surface === undefined) throw new Error(`There is no surface "${choice.id}".`);
  return surface;
}
