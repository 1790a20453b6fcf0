import type { Experiment, Starts } from "../experiment/experiment.ts";
import { axisTarget } from "../experiment/map.ts";
import { numberDeclaration } from "../experiment/map-axis-target.ts";
import { setAtPointer } from "../experiment/pointer.ts";
import { shortestF32 } from "../math/shortest-f32.ts";
import { trajectoriesOf, withStarts } from "./brushing.ts";
import { type CellPlace, cellRun, cellValues } from "./cell-run.ts";

/** The spread of a cloud of starts, as a share of the map's diagonal. */
const SPREAD = 0.04;

/** A number that a cell sets. */
export interface PickedNumber {
  /** JSON pointer to a hyperparameter. */
  readonly path: string;
  readonly value: number;
}

/**
 * The hyperparameters of a cell, as the shortest decimals with which its very trajectories run.
 * @throws Error where the experiment has no map
 */
export function pickedNumbers(experiment: Experiment, cell: CellPlace): readonly PickedNumber[] {
  const { map } = experiment;
  if (map === undefined) throw new Error("There is no map to choose from.");
  const values = cellValues(map, cell);
  return [map.x, map.y].flatMap(({ path }, index) => {
    const target = axisTarget(path);
    if (target?.kind !== "hyperparameter") return [];
    const hasComplement = numberDeclaration(experiment, target.ensemble, target.name)?.complement === true;
    return [{ path, value: shortestF32(values[index] ?? Number.NaN, hasComplement) }];
  });
}

/** Whether taking a cell over takes another run: where it is of starts, or what it sets lies on an ensemble's axis. */
export function isStructuralPick({ map, ensembles }: Experiment): boolean {
  if (map === undefined) return false;
  const axes = ensembles[map.ensemble]?.axes ?? [];
  return [map.x, map.y].some(({ path }) => {
    const target = axisTarget(path);
    return target?.kind !== "hyperparameter" || axes.some(({ hyperparameter }) => hyperparameter === target.name);
  });
}

/**
 * The experiment that runs a cell of its map: with its hyperparameters, and from its start. On a map of starts that is a
 * cloud about the cell, of as many as there were; a single start goes to the very place.
 * @throws Error where the experiment has no map
 */
export function withCell(experiment: Experiment, cell: CellPlace): Experiment {
  const { map } = experiment;
  if (map === undefined) throw new Error("There is no map to choose from.");
  const set = pickedNumbers(experiment, cell).reduce(
    (changed, { path, value }) => setAtPointer(changed, path, value),
    experiment,
  );
  return withStarts(set, map, startsOfCell(experiment, cell), []);
}

function startsOfCell(experiment: Experiment, cell: CellPlace): Starts {
  const { map, starts } = experiment;
  const own = cellRun(experiment, cell).experiment.starts;
  if (map === undefined || own.kind !== "points") return starts;
  const kinds = [map.x, map.y].map(({ path }) => axisTarget(path)?.kind);
  const { velocity: [vx, vy] = [0, 0] } = own;
  const velocity = vx === 0 && vy === 0 ? {} : { velocity: [shortestF32(vx), shortestF32(vy)] as const };
  if (!kinds.includes("position")) {
    const { velocity: _before, ...still } = starts;
    return kinds.includes("velocity") ? { ...still, ...velocity } : starts;
  }
  const points = own.points.map(([x, y]) => [shortestF32(x), shortestF32(y)] as const);
  const [center] = points;
  const count = trajectoriesOf(experiment, map);
  if (kinds.some((kind) => kind !== "position") || count === 1 || center === undefined) {
    return { kind: "points", points, ...velocity };
  }
  const diagonal = Math.hypot(map.x.to - map.x.from, map.y.to - map.y.from);
  return { kind: "gaussian", count, center, sigma: Number((diagonal * SPREAD).toPrecision(3)), ...velocity };
}
