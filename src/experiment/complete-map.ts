import { findOptimizer } from "../optimizers/index.ts";
import { oneOf } from "./closest-name.ts";
import { checkHyperparameter } from "./complete-ensemble.ts";
import { defaultPaths, defaultWindow } from "./default-axes.ts";
import type { Experiment } from "./experiment.ts";
import { describeValue, ExperimentError } from "./experiment-error.ts";
import { type AxisTarget, isFieldKind, MAP_KINDS, type MapAxis, type MapChoice, type MapKind } from "./map.ts";
import { checkAxisPath, numberDeclaration } from "./map-axis-target.ts";
import type { UncheckedMap, UncheckedMapAxis } from "./map-schema.ts";

type Side = "x" | "y";

/** What a map is checked against. */
export type Mapped = Pick<Experiment, "surface" | "ensembles" | "noise">;

/** Where every cell has a trajectory of its own, and where a crowd has to visit them all. */
const USUAL = { side: 256, steps: 1000 } as const;
const USUAL_FIELD = { side: 64, steps: 20_000 } as const;

function checkKind(kind: unknown): MapKind {
  const known = MAP_KINDS.find((name) => name === kind);
  if (known === undefined) throw new ExperimentError(["map", "kind"], describeValue(kind), oneOf(MAP_KINDS, kind));
  return known;
}

/** Which ensemble runs: the one that an axis varies, or that is named, or the first. */
function checkEnsemble({ ensembles }: Mapped, named: number | undefined, targets: readonly AxisTarget[]): number {
  const keys = ["map", "ensemble"];
  const varied = targets.flatMap((target) => (target.kind === "hyperparameter" ? [target.ensemble] : []));
  const ensemble = varied[0] ?? named ?? 0;
  if (named !== undefined && named !== ensemble) {
    throw new ExperimentError(keys, describeValue(named), `${ensemble}, which an axis varies`);
  }
  if (ensembles[ensemble] === undefined) {
    const last = ensembles.length - 1;
    throw new ExperimentError(keys, describeValue(ensemble), last === 0 ? "0" : `an integer from 0 to ${last}`);
  }
  return ensemble;
}

function checkTargets(kind: MapKind, x: MapAxis, y: MapAxis, targets: readonly AxisTarget[]): void {
  const refuse = (side: Side, allowed: string): never => {
    throw new ExperimentError(["map", side, "path"], describeValue((side === "x" ? x : y).path), allowed);
  };
  const [first, second] = targets;
  if (x.path === y.path) refuse("y", "another number than that of the x axis");
  if (isFieldKind(kind)) {
    const allowed = `/starts/x, /starts/y, /velocity/x or /velocity/y, since ${kind} is of places that one crowd visits`;
    if (first?.kind === "hyperparameter") refuse("x", allowed);
    if (second?.kind === "hyperparameter") refuse("y", allowed);
    for (const [side, { scale }] of [
      ["x", x],
      ["y", y],
    ] as const) {
      if (scale === "log")
        throw new ExperimentError(["map", side, "scale"], `"log"`, `linear, since ${kind} is of places`);
    }
  }
  if (first?.kind === "hyperparameter" && second?.kind === "hyperparameter" && first.ensemble !== second.ensemble) {
    refuse("y", `a number of ensemble ${first.ensemble}, which the x axis varies`);
  }
}

/** A steady state of what never moves at random is a handful of points. */
function checkNoise({ noise, ensembles }: Mapped, kind: MapKind, ensemble: number): void {
  const id = ensembles[ensemble]?.optimizer ?? "";
  if (!isFieldKind(kind) || noise.kind !== "none" || findOptimizer(id)?.group === "stochastic") return;
  const others = MAP_KINDS.filter((name) => !isFieldKind(name)).join(", ");
  const allowed = `${others}; or gradient noise, or an optimizer that draws, since ${id} without noise comes to rest`;
  throw new ExperimentError(["map", "kind"], describeValue(kind), allowed);
}

const hasOneSign = (from: number, to: number): boolean => (from > 0 && to > 0) || (from < 0 && to < 0);

function completeAxis(experiment: Mapped, path: string, found: UncheckedMapAxis | undefined, side: Side): MapAxis {
  const keys = ["map", side];
  const target = checkAxisPath(experiment, path, [...keys, "path"]);
  const usual = defaultWindow(experiment, target);
  const { from = usual.from, to = usual.to } = found ?? {};
  if (target.kind === "hyperparameter") {
    const declaration = numberDeclaration(experiment, target.ensemble, target.name);
    if (declaration !== undefined) {
      checkHyperparameter(declaration, from, [...keys, "from"]);
      checkHyperparameter(declaration, to, [...keys, "to"]);
    }
  }
  for (const [end, value] of [
    ["from", from],
    ["to", to],
  ] as const) {
    const allowed = "a number that single precision holds, up to 3.4e38 in magnitude";
    if (!Number.isFinite(Math.fround(value))) throw new ExperimentError([...keys, end], describeValue(value), allowed);
  }
  if (!(from < to)) throw new ExperimentError([...keys, "to"], describeValue(to), `a number above from, ${from}`);
  const scale = found?.scale ?? (usual.scale === "log" && !hasOneSign(from, to) ? "linear" : usual.scale);
  if (scale === "log" && !hasOneSign(from, to)) {
    const allowed = "linear, since a log scale needs both ends non-zero and of one sign";
    throw new ExperimentError([...keys, "scale"], `"log" from ${from} to ${to}`, allowed);
  }
  return { path, from, to, scale };
}

/**
 * Checks a map against the rest of its experiment and fills what it leaves out.
 * @throws ExperimentError at `/map/…`.
 */
export function completeMap(experiment: Mapped, found: UncheckedMap): MapChoice {
  const kind = checkKind(found.kind);
  const named = (["x", "y"] as const).flatMap((side) => {
    const path = found[side]?.path;
    return path === undefined ? [] : [checkAxisPath(experiment, path, ["map", side, "path"])];
  });
  const ensemble = checkEnsemble(experiment, found.ensemble, named);
  const [usualX, usualY] = defaultPaths(experiment, kind, ensemble);
  const pathX = found.x?.path ?? (found.y?.path === usualX ? usualY : usualX);
  const pathY = found.y?.path ?? (pathX === usualY ? usualX : usualY);
  const x = completeAxis(experiment, pathX, found.x, "x");
  const y = completeAxis(experiment, pathY, found.y, "y");
  const targets = [
    checkAxisPath(experiment, pathX, ["map", "x", "path"]),
    checkAxisPath(experiment, pathY, ["map", "y", "path"]),
  ];
  checkTargets(kind, x, y, targets);
  checkNoise(experiment, kind, ensemble);
  const usual = isFieldKind(kind) ? USUAL_FIELD : USUAL;
  const { width = usual.side, height = usual.side, steps = usual.steps, epsilon, burnIn, leastVisits } = found;
  // Every cell is a start of its own then.
  const starts = targets.every((target) => target.kind !== "hyperparameter") ? 1 : found.starts;
  return { kind, x, y, width, height, steps, epsilon, ensemble, starts, burnIn, leastVisits };
}
