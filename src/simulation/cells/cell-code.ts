import cellMinima from "../../../shaders/kernels/cell-minima.wgsl?raw";
import cellQuantiles from "../../../shaders/kernels/cell-quantiles.wgsl?raw";
import finishCells from "../../../shaders/kernels/finish-cells.wgsl?raw";
import seedCells from "../../../shaders/kernels/seed-cells.wgsl?raw";
import streamsOfCells from "../../../shaders/kernels/streams-of-cells.wgsl?raw";
import type { AxisTarget } from "../../experiment/map.ts";
import { complementName, type Optimizer } from "../../optimizers/optimizer.ts";
import { CELLS_WGSL } from "./cells-layout.ts";
import { type Readout, readoutLayout } from "./readout.ts";

/** What the kernels of a map have that those of a run have not. */
export interface CellCode {
  /** What the columns vary, and the rows. */
  readonly targets: readonly [AxisTarget, AxisTarget];
  /** The hyperparameters among them. */
  readonly varied: readonly string[];
  readonly readout: Readout;
  /** Which time the cells are run, from 0: kernels that run steps are compiled for each. */
  readonly round: number;
}

/** What differs in the kernels of a map of these two numbers with this read-out. */
export function cellCode(targets: readonly [AxisTarget, AxisTarget], readout: Readout): CellCode {
  const varied = targets.flatMap((target) => (target.kind === "hyperparameter" ? [target.name] : []));
  return { targets, varied, readout, round: 0 };
}

/** The values of column i are the first entries of the table of axis values, those of the rows come after them. */
const ENTRIES = [
  "axisValues[cell % cells.header.columns]",
  "axisValues[cells.header.columns + cell / cells.header.columns]",
] as const;

/** Declarations of what is measured, which every kernel of a map shares. */
export function cellDeclarations({ readout }: CellCode): string {
  return `${CELLS_WGSL}
${readoutLayout(readout).wgsl}
@group(2) @binding(0) var<uniform> cells: CellTargets;
@group(2) @binding(1) var<storage, read_write> readouts: array<Readout>;
`;
}

/** The hyperparameters of a trajectory: the uniform's, with those that vary over the map put in. */
export function hyperparametersOfCell(optimizer: Optimizer, { targets }: CellCode): string {
  let body = "";
  for (const [axis, target] of targets.entries()) {
    if (target.kind !== "hyperparameter") continue;
    const declared = optimizer.hyperparameters[target.name];
    body += `  values.${target.name} = ${ENTRIES[axis]}.x;\n`;
    if (declared?.kind === "number" && declared.complement) {
      body += `  values.${complementName(target.name)} = ${ENTRIES[axis]}.y;\n`;
    }
  }
  return `fn hyperparameters_of(index: u32) -> Hyperparameters {
  var values = hyperparameters;
  let cell = readouts[index].cell;
${body}  return values;
}
`;
}

/** What is measured along the way, and whose random numbers are drawn. */
export function cellMeasure({ readout, round }: CellCode): string {
  return `const ROUND = ${round}u;\n${streamsOfCells}${cellMinima}${readout.measure}`;
}

/** The kernel that places the trajectories of a batch, without what it shares with other kernels. */
export function cellSeed({ targets, readout }: CellCode): string {
  let body = "";
  for (const [axis, target] of targets.entries()) {
    if (target.kind === "hyperparameter") continue;
    const vector = target.kind === "position" ? "position" : "displacement";
    body += `  (*trajectory).${vector}.${target.component} = ${ENTRIES[axis]}.x;\n`;
  }
  const streamIsCell = targets.every(({ kind }) => kind !== "hyperparameter");
  return `@group(2) @binding(2) var<storage, read> cellOrder: array<u32>;
const TWINS = ${readout.twins}u;
const STREAM_IS_CELL = ${streamIsCell};
fn place_in_cell(cell: u32, trajectory: ptr<function, Trajectory>) {
${body}}
${streamsOfCells}${seedCells}`;
}

/** The kernel that makes a cell's numbers of what was measured, without what it shares with other kernels. */
export function cellFinish({ readout }: CellCode): string {
  return cellMinima + cellQuantiles + readout.finish + finishCells;
}
