import { applyChanges } from "../experiment/changes.ts";
import type { Experiment } from "../experiment/experiment.ts";
import { largestBuffer } from "./limits.ts";
import { STEADY_CELL, type SteadyQuantity } from "./steady-layout.ts";
import type { PilotRegion } from "./steady-pilot.ts";

/** The part of a plane of two numbers of the state that is divided into cells. */
export interface SteadyRegion extends PilotRegion {
  readonly width: number;
  readonly height: number;
}

/** What is asked of a steady state. */
export interface SteadyPlan {
  readonly region: SteadyRegion;
  readonly quantity: SteadyQuantity;
  /** Steps before anything is looked at, and steps after them. */
  readonly burnIn: number;
  readonly steps: number;
}

/** What steps longer than this many times the longest of the pilots would add is not added, and their cell says so. */
const MARGIN = 8;

/** The experiment of the one ensemble: its start's values, no axes, nothing that makes a trajectory come to rest. */
export function crowdOf(experiment: Experiment, index: number, { burnIn, steps }: SteadyPlan): Experiment {
  const start = applyChanges(experiment, 0);
  const ensemble = start.ensembles[index];
  if (ensemble === undefined) throw new Error(`There is no ensemble ${index} to run.`);
  const { axes: _axes, ...shared } = ensemble;
  return {
    ...start,
    changes: [],
    ensembles: [shared],
    steps: burnIn + steps,
    stopping: { ...start.stopping, gradientTolerance: -1, stepTolerance: -1, halt: false },
  };
}

/** @throws Error where there are more cells than fit. */
export function checkCells({ width, height }: SteadyRegion, limits: GPUSupportedLimits): void {
  const bytes = 4 * STEADY_CELL.words;
  const most = Math.floor(largestBuffer(limits) / bytes);
  if (width * height <= most) return;
  throw new Error(
    `A steady state of ${width} × ${height} cells does not fit: this graphics adapter takes at most ${most.toLocaleString("en")} cells.`,
  );
}

/** Powers of two with room for what a step can add; a velocity may turn around within one. */
export function largestOf(
  quantity: SteadyQuantity,
  { components }: SteadyRegion,
  speeds: readonly [number, number],
): readonly [number, number, number] {
  const [a, b] = components.map((component) => {
    const most = MARGIN * (component < 2 ? 1 : 2) * (speeds[component % 2 === 0 ? 0 : 1] || 1);
    return 2 ** Math.ceil(Math.log2(most));
  }) as [number, number];
  return quantity === "diffusion" ? [(a * a) / 2, (a * b) / 2, (b * b) / 2] : [a, b, 1];
}
