import type { Experiment } from "../../experiment/experiment.ts";
import type { SimulationResult } from "../../reference/result.ts";
import type { DataFormat } from "./data-format.ts";
import { jsonPieces } from "./json-pieces.ts";
import type { Piece } from "./piece.ts";
import { trajectoryArrays } from "./trajectory-arrays.ts";
import { tableHeader, tableRows, tableShape } from "./trajectory-table.ts";

/** How trajectories are written. */
export interface TrajectoryOptions {
  readonly format: DataFormat;
  /** Whether the experiments came as a list, and are answered as one. A NumPy file holds one that did not. */
  readonly isList: boolean;
  /** Whether the optimizers' state is written too, which a NumPy file has no place for. */
  readonly state: boolean;
}

/**
 * The trajectories of experiments as a file, in pieces; each experiment runs only when the one before it has been taken.
 * @param run what runs the experiment of an index.
 * @param onDone told how many experiments have been written.
 */
export async function* trajectoryPieces(
  experiments: readonly Experiment[],
  { format, isList, state }: TrajectoryOptions,
  run: (experiment: Experiment, index: number) => Promise<SimulationResult>,
  onDone: (count: number) => void,
): AsyncGenerator<Piece> {
  const shape = tableShape(experiments, state, isList);
  if (format === "csv") yield tableHeader(shape);
  if (format === "json" && isList) yield "[";
  for (const [index, experiment] of experiments.entries()) {
    if (format === "json" && isList) yield index === 0 ? "\n" : ",\n";
    const result = await run(experiment, index);
    if (format === "csv") yield* tableRows(result, index, shape);
    else if (format === "json") yield* jsonPieces(result);
    else yield* trajectoryArrays(result);
    onDone(index + 1);
  }
  if (format === "json") yield isList ? "\n]\n" : "\n";
}
