import { gridSurface } from "../surfaces/grid-surface.ts";
import { findSurface } from "../surfaces/index.ts";
import type { Surface } from "../surfaces/surface.ts";
import { userSurface } from "../surfaces/user-surface.ts";
import type { SurfaceChoice } from "./experiment.ts";
import type { Landscape } from "./landscape/landscape.ts";
import { landscapeLabel } from "./landscape/landscape-label.ts";

/** A formula is compiled once for each choice, however often its surface is asked for. */
const compiled = new WeakMap<SurfaceChoice, Surface>();

/** The surface through a grid's values is kept as long as the grid is the same, whatever else is edited. */
const splines = new WeakMap<Landscape, Surface>();

/** The latest surface of some values: experiments that read the same file share it. */
const latest = new WeakMap<Landscape["values"], Surface>();

function splineOf(grid: Landscape): Surface {
  const label = landscapeLabel(grid);
  const known = latest.get(grid.values);
  const isSame = known?.label === label && JSON.stringify(known.domain) === JSON.stringify(grid.domain);
  const surface = isSame ? known : gridSurface(grid, label);
  latest.set(grid.values, surface);
  return surface;
}

/**
 * The surface that an experiment names, the user's formula compiled, or the surface through the values of its grid.
 * @throws Error for an id that is not in the catalogue: a validated experiment has none.
 */
export function surfaceOf(choice: SurfaceChoice): Surface {
  if ("formula" in choice) {
    const surface = compiled.get(choice) ?? userSurface(choice);
    compiled.set(choice, surface);
    return surface;
  }
  if ("grid" in choice) {
    const surface = splines.get(choice.grid) ?? splineOf(choice.grid);
    splines.set(choice.grid, surface);
    return surface;
  }
  const surface = findSurface(choice.id);
  if (surface === undefined) throw new Error(`There is no surface "${choice.id}".`);
  return surface;
}
