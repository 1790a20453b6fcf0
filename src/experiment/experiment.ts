import type { HyperparameterValue, HyperparameterValues } from "../optimizers/optimizer.ts";
import type { Domain, ParameterValues } from "../surfaces/surface.ts";
import type { Landscape } from "./landscape/landscape.ts";
import type { MapChoice } from "./map.ts";
import type { RaceChoice } from "./race.ts";
import type { Recording } from "./recording.ts";
import type { Schedule } from "./schedule.ts";

/** A point of the plane as files write it. */
export type Point = readonly [number, number];

/** A surface of the catalogue, the user's own formula, or values on a grid. `parameters` is complete. */
export type SurfaceChoice =
  | { readonly id: string; readonly parameters: ParameterValues }
  | { readonly formula: string; readonly parameters: ParameterValues; readonly domain: Domain }
  | { readonly grid: Landscape; readonly parameters: ParameterValues };

/** Where trajectories begin; every ensemble runs all starts. `velocity` is the displacement they arrive with. */
export type Starts = { readonly velocity?: Point } & (
  | { readonly kind: "points"; readonly points: readonly Point[] }
  | { readonly kind: "grid"; readonly columns: number; readonly rows: number; readonly region?: Domain }
  | { readonly kind: "uniform"; readonly count: number; readonly region?: Domain }
  | { readonly kind: "gaussian"; readonly count: number; readonly center: Point; readonly sigma: number }
  | { readonly kind: "disk"; readonly count: number; readonly center: Point; readonly radius: number }
  | { readonly kind: "line"; readonly count: number; readonly from: Point; readonly to: Point }
);

/**
 * Gradient noise: none; normal with standard deviation `sigma` per component, or with a covariance matrix; or that of
 * minibatches of `size` data, where the surface has data.
 */
export type Noise =
  | { readonly kind: "none" }
  | { readonly kind: "minibatch"; readonly size: number }
  | { readonly kind: "gaussian"; readonly sigma: number }
  | { readonly kind: "gaussian"; readonly covariance: readonly [Point, Point] };

/** A hyperparameter that differs per trajectory: `count` values from `from` to `to`, ends included. */
export interface Axis {
  readonly hyperparameter: string;
  readonly from: number;
  readonly to: number;
  readonly count: number;
  readonly scale: "linear" | "log";
}

/** One optimizer run over all starts (and, with axes, at every combination of their values). */
export interface Ensemble {
  readonly optimizer: string;
  /** Complete: every declared hyperparameter has its value. */
  readonly hyperparameters: HyperparameterValues;
  readonly label?: string;
  /** #rrggbb. */
  readonly color?: string;
  readonly axes?: readonly Axis[];
  /** How the learning rate goes on; constant when absent. */
  readonly schedule?: Schedule;
}

/** A value set while the run was at `step`: it holds for the steps after it. `path` is a JSON pointer. */
export interface Change {
  readonly step: number;
  readonly path: string;
  readonly value: HyperparameterValue;
}

export interface Stopping {
  readonly gradientTolerance: number;
  readonly stepTolerance: number;
  /** Distance to a minimum within which a trajectory has arrived; 1 % of the domain's diagonal when absent. */
  readonly radius?: number;
  /** Whether a converged or stationary trajectory stops moving. */
  readonly halt: boolean;
}

/** How the run is looked at; nothing here changes what is computed. */
export interface View {
  readonly height: "linear" | "logarithmic";
  readonly mode: "relief" | "top";
}

/** A run, as plain immutable data: the same experiment gives the same run. Validated and complete. */
export interface Experiment {
  readonly version: 1;
  readonly surface: SurfaceChoice;
  readonly starts: Starts;
  readonly noise: Noise;
  readonly ensembles: readonly Ensemble[];
  readonly steps: number;
  /** 0 … 2³² − 1. */
  readonly seed: number;
  readonly changes: readonly Change[];
  readonly stopping: Stopping;
  readonly view: View;
  /** The map that is shown beside the run. */
  readonly map?: MapChoice;
  /** How the optimizers are compared. */
  readonly race?: RaceChoice;
  /** The storyboard of its film. */
  readonly recording?: Recording;
}
