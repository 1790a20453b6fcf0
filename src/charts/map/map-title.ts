import type { Experiment } from "../../experiment/experiment.ts";
import { surfaceOf } from "../../experiment/surface-of.ts";
import { findMap } from "../../maps/index.ts";
import { ensembleLabel } from "../ensemble-look.ts";

/** What a map shows, of which optimizer, on which surface: in one line. A rate where the experiment has no map. */
export function mapTitle({ ensembles, map, surface }: Pick<Experiment, "ensembles" | "map" | "surface">): string {
  const ensemble = ensembles[map?.ensemble ?? 0];
  const { id, label } = surfaceOf(surface);
  const of = ensemble === undefined ? "" : ` of ${ensembleLabel(ensemble)}`;
  return `${findMap(map?.kind ?? "rate").label}${of} on ${id === "formula" ? "your formula" : label}`;
}
