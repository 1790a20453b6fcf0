/** What a map shows. The last five are of the stochastic steady state; the others run one set of trajectories a cell. */
export const MAP_KINDS = [
  "stability",
  "rate",
  "steps",
  "loss",
  "basins",
  "sensitivity",
  "trainability",
  "density",
  "drift",
  "diffusion",
  "current",
  "curl",
] as const;
export type MapKind = (typeof MAP_KINDS)[number];

/** The kinds whose cells are places that a crowd visits, not trajectories of their own. */
export const FIELD_KINDS = ["density", "drift", "diffusion", "current", "curl"] as const satisfies readonly MapKind[];
export type FieldKind = (typeof FIELD_KINDS)[number];

/** Whether a map is of the stochastic steady state. */
export function isFieldKind(kind: MapKind): kind is FieldKind {
  return (FIELD_KINDS as readonly MapKind[]).includes(kind);
}

/** One direction of a map: which number varies from `from` (the lower or left edge) to `to`. */
export interface MapAxis {
  /**
   * JSON pointer: `/starts/x`, `/starts/y`, `/velocity/x`, `/velocity/y` (the displacement of the last step), or
   * `/ensembles/<index>/hyperparameters/<name of a number>`.
   */
  readonly path: string;
  readonly from: number;
  readonly to: number;
  readonly scale: "linear" | "log";
}

/** A map as a file holds it; complete. */
export interface MapChoice {
  readonly kind: MapKind;
  readonly x: MapAxis;
  readonly y: MapAxis;
  /** Cells in each direction. */
  readonly width: number;
  readonly height: number;
  /** Steps of every trajectory; of a steady state, those after `burnIn`. */
  readonly steps: number;
  /** A trajectory is there when its loss is within this of the lowest listed minimum's. */
  readonly epsilon: number;
  /** The ensemble that runs; where an axis is a hyperparameter, the one it belongs to. */
  readonly ensemble: number;
  /** Starts that each cell runs, spread over the experiment's; 1 where both axes are of the start. */
  readonly starts: number;
  /** Steps that a steady state is given to forget where it began. */
  readonly burnIn: number;
  /** A cell of a steady state with fewer visits shows nothing. */
  readonly leastVisits: number;
}

/** What an axis varies. */
export type AxisTarget =
  | { readonly kind: "position" | "velocity"; readonly component: "x" | "y" }
  | { readonly kind: "hyperparameter"; readonly ensemble: number; readonly name: string };

/** What the path of an axis means; undefined where it means nothing. */
export function axisTarget(path: string): AxisTarget | undefined {
  const start = /^\/(starts|velocity)\/([xy])$/.exec(path);
  if (start !== null) {
    return { kind: start[1] === "starts" ? "position" : "velocity", component: start[2] === "x" ? "x" : "y" };
  }
  const ensemble = /^\/ensembles\/(0|[1-9][0-9]*)\/hyperparameters\/([^/~]+)$/.exec(path);
  if (ensemble === null) return undefined;
  return { kind: "hyperparameter", ensemble: Number(ensemble[1]), name: ensemble[2] ?? "" };
}

/** The values of an axis at the centres of `count` cells, in f64: linear, or in equal ratios. */
export function cellCentres({ from, to, scale }: Omit<MapAxis, "path">, count: number): Float64Array {
  return Float64Array.from({ length: count }, (_, index) => {
    const share = (index + 0.5) / count;
    return scale === "log" ? from * (to / from) ** share : from + (to - from) * share;
  });
}
