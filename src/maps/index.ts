import type { MapKind } from "../experiment/map.ts";
import { basins } from "./kinds/basins.ts";
import { curl } from "./kinds/curl.ts";
import { current } from "./kinds/current.ts";
import { density } from "./kinds/density.ts";
import { diffusion } from "./kinds/diffusion.ts";
import { drift } from "./kinds/drift.ts";
import { loss } from "./kinds/loss.ts";
import { rate } from "./kinds/rate.ts";
import { sensitivity } from "./kinds/sensitivity.ts";
import { stability } from "./kinds/stability.ts";
import { steps } from "./kinds/steps.ts";
import { trainability } from "./kinds/trainability.ts";
import type { MapDefinition } from "./map.ts";

const byKind: Readonly<Record<MapKind, MapDefinition>> = {
  stability,
  rate,
  steps,
  loss,
  basins,
  sensitivity,
  trainability,
  density,
  drift,
  diffusion,
  current,
  curl,
};

/** All kinds of maps, in the order in which they are offered. */
export const maps: readonly MapDefinition[] = Object.values(byKind);

export function findMap(kind: MapKind): MapDefinition {
  return byKind[kind];
}
