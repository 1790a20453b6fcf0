import { findOptimizer } from "../optimizers/index.ts";
import { tellingNames } from "../optimizers/telling-names.ts";
import type { Domain } from "../surfaces/surface.ts";
import type { Experiment, SurfaceChoice } from "./experiment.ts";
import { type AxisTarget, isFieldKind, type MapAxis, type MapKind } from "./map.ts";
import { numberDeclaration, numberPath } from "./map-axis-target.ts";
import { surfaceOf } from "./surface-of.ts";

/** How far a logarithmic axis reaches to either side of the present value, as a factor. */
const REACH = 20;
/** The displacements that an axis shows, as a share of the domain's side, to either side of none. */
const LARGEST_DISPLACEMENT = 0.1;

type Window = Omit<MapAxis, "path">;

/** The rectangle that a map over starts shows unless it says otherwise. */
export function domainOf(surface: SurfaceChoice): Domain {
  return "formula" in surface ? surface.domain : surfaceOf(surface).domain;
}

const threeDigits = (value: number): number => Number(value.toPrecision(3));

/** A factor of 20 to either side of the present value, but no further than the declared range. */
function aroundValue(value: unknown, [least, most]: readonly [number, number]): Window {
  const from = typeof value === "number" ? Math.max(least, threeDigits(value / REACH)) : least;
  const to = typeof value === "number" ? Math.min(most, threeDigits(value * REACH)) : most;
  return from > 0 && from < to ? { from, to, scale: "log" } : { from: least, to: most, scale: "log" };
}

/**
 * What an axis shows unless it says otherwise: of a start, the surface's domain; of a displacement, a tenth of it to
 * either side; of a hyperparameter, its declared range, where that is logarithmic no more than a factor of 20 from the
 * ensemble's value.
 */
export function defaultWindow(experiment: Pick<Experiment, "surface" | "ensembles">, target: AxisTarget): Window {
  if (target.kind !== "hyperparameter") {
    const [from, to] = domainOf(experiment.surface)[target.component];
    if (target.kind === "position") return { from, to, scale: "linear" };
    const most = threeDigits(LARGEST_DISPLACEMENT * (to - from));
    return { from: -most, to: most, scale: "linear" };
  }
  const { ensemble, name } = target;
  const declaration = numberDeclaration(experiment, ensemble, name);
  if (declaration === undefined) throw new Error(`Ensemble ${ensemble} has no number ${name}.`);
  const { scale, range } = declaration;
  if (scale === "log") return aroundValue(experiment.ensembles[ensemble]?.hyperparameters[name], range);
  return { from: range[0], to: range[1], scale };
}

/** Kinds that tell most over where trajectories begin. */
const OVER_STARTS: ReadonlySet<MapKind> = new Set(["basins", "sensitivity"]);

/**
 * The paths of a kind's axes unless it says otherwise: over the starts, or over the two telling numbers of an ensemble;
 * where it has one, over that and the starts' x; where it has none, over the starts.
 */
export function defaultPaths(
  { ensembles }: Pick<Experiment, "ensembles">,
  kind: MapKind,
  ensemble: number,
): readonly [x: string, y: string] {
  const optimizer = findOptimizer(ensembles[ensemble]?.optimizer ?? "");
  const isOverStarts = isFieldKind(kind) || OVER_STARTS.has(kind) || optimizer === undefined;
  const [first, second] = isOverStarts ? [] : tellingNames(optimizer).map((name) => numberPath(ensemble, name));
  if (first === undefined) return ["/starts/x", "/starts/y"];
  return [first, second ?? "/starts/x"];
}
