import type { Experiment, Point } from "../experiment/experiment.ts";
import { axisTarget, cellCentres, type MapChoice } from "../experiment/map.ts";
import { setAtPointer } from "../experiment/pointer.ts";
import { startsOfMap } from "./starts-of-map.ts";

/** A cell of a map: its column and its row, row 0 at the smallest y. */
export interface CellPlace {
  readonly column: number;
  readonly row: number;
}

/** What a cell of a map runs, as a run of its own. */
export interface CellRun {
  /**
   * One ensemble, with the cell's hyperparameters, from its starts, which are listed; for the map's steps, without
   * changes, and with tolerances that nothing meets: trajectories of a map are only ever running or diverged.
   */
  readonly experiment: Experiment;
  /** Which ensemble of the map's experiment that is. */
  readonly ensemble: number;
  /** Whose random draws the trajectory from each start makes. */
  readonly streams: readonly number[];
}

/** Below every step and every gradient. */
const NEVER = -1;

/** The values of both axes at the centre of a cell, in f64. */
export function cellValues({ x, y, width, height }: MapChoice, { column, row }: CellPlace): Point {
  return [cellCentres(x, width)[column] ?? Number.NaN, cellCentres(y, height)[row] ?? Number.NaN];
}

/**
 * What a cell of the experiment's map runs.
 * @throws Error where the experiment has no map, or none of its ensembles is the map's.
 */
export function cellRun(experiment: Experiment, cell: CellPlace): CellRun {
  const choice = experiment.map;
  if (choice === undefined) throw new Error("An experiment without a map has no cells.");
  const values = cellValues(choice, cell);
  const position: { x?: number; y?: number } = {};
  const [vx, vy] = experiment.starts.velocity ?? [0, 0];
  const velocity = { x: vx, y: vy };
  let varied = experiment;
  let isOfStarts = true;
  for (const [index, axis] of [choice.x, choice.y].entries()) {
    const target = axisTarget(axis.path);
    const value = values[index] ?? Number.NaN;
    if (target?.kind === "position") position[target.component] = Math.fround(value);
    else if (target?.kind === "velocity") velocity[target.component] = value;
    else {
      varied = setAtPointer(varied, axis.path, value);
      isOfStarts = false;
    }
  }
  const { axes: _axes, ...ensemble } = varied.ensembles[choice.ensemble] ?? {};
  if (!("optimizer" in ensemble)) throw new Error(`There is no ensemble ${choice.ensemble} for the map to run.`);
  const { points, numbers } = startsOfMap(experiment, choice);
  return {
    experiment: {
      ...experiment,
      ensembles: [ensemble],
      starts: {
        kind: "points",
        points: points.map(([x, y]): Point => [position.x ?? x, position.y ?? y]),
        velocity: [velocity.x, velocity.y],
      },
      steps: choice.steps,
      changes: [],
      stopping: { ...experiment.stopping, gradientTolerance: NEVER, stepTolerance: NEVER, halt: false },
    },
    ensemble: choice.ensemble,
    streams: isOfStarts ? points.map(() => cell.row * choice.width + cell.column) : numbers,
  };
}
