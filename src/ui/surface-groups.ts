import { bowls } from "../surfaces/bowls.ts";
import { dataSets } from "../surfaces/data-sets.ts";
import { fewMinima } from "../surfaces/few-minima.ts";
import { surfaces } from "../surfaces/index.ts";
import { linear } from "../surfaces/linear.ts";
import { manyMinima } from "../surfaces/many-minima.ts";
import { phenomena } from "../surfaces/phenomena.ts";
import { saddles } from "../surfaces/saddles.ts";
import type { Surface } from "../surfaces/surface.ts";
import { valleys } from "../surfaces/valleys.ts";

/** Surfaces that pose the same kind of task. */
export interface SurfaceGroup {
  readonly label: string;
  readonly surfaces: readonly Surface[];
}

const NAMED: readonly SurfaceGroup[] = [
  { label: "Valleys", surfaces: valleys },
  { label: "Bowls", surfaces: bowls },
  { label: "A few minima", surfaces: fewMinima },
  { label: "Many minima", surfaces: manyMinima },
  { label: "Saddles", surfaces: saddles },
  { label: "Phenomena", surfaces: phenomena },
  { label: "Data", surfaces: dataSets },
  { label: "Linear systems", surfaces: linear },
];

const others = surfaces.filter((surface) => !NAMED.some((group) => group.surfaces.includes(surface)));

/** The catalogue as the gallery offers it; what belongs to no named group comes last. */
export const surfaceGroups: readonly SurfaceGroup[] =
  others.length === 0 ? NAMED : [...NAMED, { label: "Others", surfaces: others }];
