import { applyChanges } from "../experiment/changes.ts";
import type { Experiment } from "../experiment/experiment.ts";
import { axisTarget, cellCentres, isFieldKind, type MapAxis, type MapChoice, type MapKind } from "../experiment/map.ts";
import { type CellAxis, CellSweep, type SweepPart } from "../simulation/cells/cell-sweep.ts";
import type { ReadoutId } from "../simulation/cells/readout.ts";
import type { MapPicture } from "./map-picture.ts";
import type { RunMapOptions } from "./run-map-options.ts";
import { startsOfMap } from "./starts-of-map.ts";
import { runSteadyState } from "./steady-state.ts";

/** The stride of the first picture of a map: 1/256 of the work. */
const COARSEST = 16;

/** Cells along a side that are worth a coarser picture first. */
const WORTHWHILE = 4;

/**
 * Runs the map of an experiment on the GPU, coarse first and then finer, without blocking. The experiment's values are
 * those of its start: later changes are left out.
 * @throws Error where the experiment has no map; SimulationTooLargeError, ShaderError; the signal's reason.
 */
export async function runMap(
  device: GPUDevice,
  experiment: Experiment,
  options: RunMapOptions = {},
): Promise<MapPicture> {
  const current = applyChanges(experiment, 0);
  const { map } = current;
  if (map === undefined) throw new Error("There is no map to run.");
  if (isFieldKind(map.kind)) return runSteadyState(device, current, options);
  return runCells(device, current, map, readoutOfKind(map.kind), options);
}

async function runCells(
  device: GPUDevice,
  experiment: Experiment,
  choice: MapChoice,
  readout: ReadoutId,
  { onPicture, ...options }: RunMapOptions,
): Promise<MapPicture> {
  const [x, y] = [cellAxis(choice.x, choice.width), cellAxis(choice.y, choice.height)];
  options.signal?.throwIfAborted();
  const sweep = await CellSweep.create(device, {
    experiment,
    ensemble: choice.ensemble,
    axes: [x, y],
    starts: startsOfMap(experiment, choice),
    steps: choice.steps,
    readout,
    epsilon: choice.epsilon,
    countsArrival: choice.kind === "steps",
    coarsest: coarsestOf(choice),
  });
  const pictureOf = (part: SweepPart, stride: number): MapPicture => ({
    experiment,
    choice,
    x: x.values,
    y: y.values,
    cells: part.cells,
    stride,
    progress: part.progress,
  });
  try {
    const cells = await sweep.run({
      ...options,
      onPart: (part) => {
        if (part.stride !== undefined) onPicture?.(pictureOf(part, part.stride));
      },
    });
    return pictureOf({ cells, stride: 1, progress: 1 }, 1);
  } finally {
    sweep.destroy();
  }
}

function cellAxis(axis: MapAxis, count: number): CellAxis {
  const target = axisTarget(axis.path);
  if (target === undefined) throw new Error(`${axis.path} is nothing that a map varies.`);
  return { target, values: cellCentres(axis, count) };
}

function coarsestOf({ width, height }: MapChoice): number {
  let stride = COARSEST;
  while (stride > 1 && Math.min(width, height) < WORTHWHILE * stride) stride /= 2;
  return stride;
}

/** Which read-out a kind of map is made of; several kinds share one. */
function readoutOfKind(kind: MapKind): ReadoutId {
  switch (kind) {
    case "basins":
    case "sensitivity":
    case "trainability":
      return kind;
    default:
      return "convergence";
  }
}
