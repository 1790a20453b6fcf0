import type { Experiment, SurfaceChoice } from "../experiment.ts";
import { type Landscape, LONGEST_NAME } from "./landscape.ts";
import { landscapeLabel } from "./landscape-label.ts";

/** A landscape that is only named. */
interface NamedLandscape extends Pick<Landscape, "file" | "height" | "domain"> {
  readonly values?: undefined;
}

/** An experiment as a link holds it: a landscape in a file is named there, and its values are left out. */
export function withoutValues(experiment: Experiment) {
  const { surface } = experiment;
  if (!("grid" in surface) || surface.grid.file === undefined) return experiment;
  const { file, height, domain } = surface.grid;
  const grid: NamedLandscape = { file, ...(height === undefined ? {} : { height }), domain };
  return { ...experiment, surface: { ...surface, grid } };
}

/** A surface as a saved file holds it: with the values of a landscape, which it does not look for elsewhere any more. */
export function withValues(surface: SurfaceChoice): SurfaceChoice {
  if (!("grid" in surface) || surface.grid.file === undefined) return surface;
  const { file: _file, height: _height, ...grid } = surface.grid;
  return { ...surface, grid: { name: landscapeLabel(surface.grid).slice(0, LONGEST_NAME), ...grid } };
}
