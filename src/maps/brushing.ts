import { combinations } from "../experiment/axis-values.ts";
import type { Axis, Ensemble, Experiment, Point, Starts } from "../experiment/experiment.ts";
import { type AxisTarget, axisTarget, type MapAxis, type MapChoice } from "../experiment/map.ts";
import { startCount } from "../experiment/trajectory-count.ts";
import { shortestF32 } from "../math/shortest-f32.ts";
import { startsOfMap } from "./starts-of-map.ts";

/** A rectangle of a map, in the values of its axes. */
export interface MapRegion {
  readonly x: readonly [number, number];
  readonly y: readonly [number, number];
}

/** Fewer trajectories would leave a rectangle bare. */
const FEWEST = 1024;

/** Values along an axis of hyperparameters: enough to see where they part, and no more than one can tell apart. */
const LEAST_VALUES = 8;
const MOST_VALUES = 512;

/** A side of a map: what it varies, and the part of it that is chosen. */
interface Side {
  readonly axis: MapAxis;
  readonly target: AxisTarget;
  readonly interval: readonly [number, number];
}

/**
 * The experiment whose run is a rectangle of its map: about as many trajectories of the mapped ensemble as before, spread
 * over it. Starts become a grid there, or a line; of hyperparameters, the ensemble gets axes, and the starts are those
 * that the map's cells have, so that without noise the map stays what it is.
 * @throws Error where the experiment has no map, or the map's axes cannot be run side by side.
 */
export function withRegion(experiment: Experiment, region: MapRegion): Experiment {
  const { map } = experiment;
  if (map === undefined) throw new Error("There is no map to choose from.");
  const sides = [sideOf(map.x, region.x), sideOf(map.y, region.y)];
  const wanted = Math.max(trajectoriesOf(experiment, map), FEWEST);
  const varied = sides.filter(({ target }) => target.kind === "hyperparameter");
  const starts = startsIn(experiment, map, sides, varied.length === 0 ? wanted : Math.round(Math.sqrt(wanted)));
  const each = varied.length === 2 ? Math.sqrt(wanted / startCount(starts)) : wanted / startCount(starts);
  const count = Math.min(Math.max(Math.round(each), LEAST_VALUES), MOST_VALUES);
  const axes = varied.map(({ axis, target, interval: [from, to] }): Axis => {
    const hyperparameter = target.kind === "hyperparameter" ? target.name : "";
    return { hyperparameter, from, to, count, scale: axis.scale };
  });
  return withStarts(experiment, map, starts, axes);
}

/**
 * The experiment without what {@link withRegion} put into it: about as many trajectories, over the whole domain, and no
 * hyperparameter of the mapped ensemble on an axis.
 */
export function withoutRegion(experiment: Experiment): Experiment {
  const { map, starts } = experiment;
  if (map === undefined) return experiment;
  const side = Math.max(1, Math.round(Math.sqrt(trajectoriesOf(experiment, map))));
  const velocity = starts.velocity === undefined ? {} : { velocity: starts.velocity };
  return withStarts(experiment, map, { kind: "grid", columns: side, rows: side, ...velocity }, []);
}

/** The rectangle of the experiment's map whose trajectories are those that run; undefined where there is none. */
export function brushedRegion({ map, starts, ensembles }: Experiment): MapRegion | undefined {
  if (map === undefined) return undefined;
  const axes = ensembles[map.ensemble]?.axes ?? [];
  const targets = [axisTarget(map.x.path), axisTarget(map.y.path)];
  const isOfStarts = targets.every((target) => target?.kind === "position");
  const [x, y] = targets.map((target): readonly [number, number] | undefined => {
    if (target?.kind === "position") return startsInterval(starts, target.component, isOfStarts);
    if (target?.kind !== "hyperparameter") return undefined;
    const axis = axes.find(({ hyperparameter }) => hyperparameter === target.name);
    return axis === undefined ? undefined : [axis.from, axis.to];
  });
  return x === undefined || y === undefined ? undefined : { x, y };
}

/** The experiment with other starts, and with these axes in place of the mapped ensemble's own. */
export function withStarts(experiment: Experiment, map: MapChoice, starts: Starts, axes: readonly Axis[]): Experiment {
  // Every ensemble runs all starts at every combination: with more of them, others would become too many.
  const isMore = startCount(starts) > startCount(experiment.starts);
  const ensembles = experiment.ensembles.map((ensemble, index): Ensemble => {
    if (index !== map.ensemble && !isMore) return ensemble;
    const { axes: _before, ...bare } = ensemble;
    return index === map.ensemble && axes.length > 0 ? { ...bare, axes } : bare;
  });
  return { ...experiment, starts, ensembles };
}

/** How many trajectories the mapped ensemble has. */
export function trajectoriesOf({ starts, ensembles }: Experiment, map: MapChoice): number {
  const ensemble = ensembles[map.ensemble];
  return startCount(starts) * (ensemble === undefined ? 1 : combinations(ensemble));
}

/** The starts of a map's cells as a file lists them; the experiment's own where the map runs from all of them. */
function startsOfCells(experiment: Experiment, map: MapChoice): Starts {
  const { starts } = experiment;
  const { points: chosen } = startsOfMap(experiment, map);
  if (startCount(starts) === chosen.length) return starts;
  const points = chosen.map(([x, y]): Point => [shortestF32(x), shortestF32(y)]);
  return { kind: "points", points, ...(starts.velocity === undefined ? {} : { velocity: starts.velocity }) };
}

/** @param count of starts where a side is of them; a grid has about as many */
function startsIn(experiment: Experiment, map: MapChoice, sides: readonly Side[], count: number): Starts {
  const places = sides.filter(({ target }) => target.kind === "position");
  if (places.length === 0) return startsOfCells(experiment, map);
  const interval = (component: "x" | "y") => sides.find(({ target }) => isPosition(target, component))?.interval;
  const [x, y] = [interval("x"), interval("y")];
  const { velocity: given } = experiment.starts;
  const velocity = given === undefined ? {} : { velocity: given };
  if (x !== undefined && y !== undefined) {
    const side = Math.round(Math.sqrt(count));
    return { kind: "grid", columns: side, rows: side, region: { x, y }, ...velocity };
  }
  // The other coordinate is that of the cells' first start.
  const [startX = 0, startY = 0] = startsOfMap(experiment, map).points[0] ?? [];
  const [fromX, toX] = x ?? [shortestF32(startX), shortestF32(startX)];
  const [fromY, toY] = y ?? [shortestF32(startY), shortestF32(startY)];
  return { kind: "line", count, from: [fromX, fromY], to: [toX, toY], ...velocity };
}

function isPosition(target: AxisTarget, component: "x" | "y"): boolean {
  return target.kind === "position" && target.component === component;
}

function sideOf(axis: MapAxis, [a, b]: readonly [number, number]): Side {
  const target = axisTarget(axis.path);
  if (target === undefined) throw new Error(`${axis.path} is no axis of a map.`);
  if (target.kind === "velocity") {
    throw new Error("The starts of a run share one velocity: choose a cell instead of a rectangle.");
  }
  const [from, to] = [Math.min(a, b), Math.max(a, b)];
  return { axis, target, interval: [readable(from, to - from), readable(to, to - from)] };
}

/** A number with as many digits as its place within an interval takes: a thousandth of its length. */
function readable(value: number, length: number): number {
  if (value === 0 || !(length > 0)) return value;
  const digits = Math.ceil(Math.log10(Math.abs(value) / length)) + 3;
  return Number(value.toPrecision(Math.min(Math.max(digits, 4), 15)));
}

/** Which coordinates starts fill, where they do so evenly. */
function startsInterval(starts: Starts, component: "x" | "y", isArea: boolean): readonly [number, number] | undefined {
  if (isArea) return starts.kind === "grid" || starts.kind === "uniform" ? starts.region?.[component] : undefined;
  if (starts.kind !== "line") return undefined;
  const index = component === "x" ? 0 : 1;
  const [a, b] = [starts.from[index], starts.to[index]];
  return [Math.min(a, b), Math.max(a, b)];
}
