import type { Evaluation } from "../experiment/evaluation.ts";
import type { Experiment, Point } from "../experiment/experiment.ts";
import type { SimulationResult } from "../reference/result.ts";
import { tableHeader, tableRows, tableShape } from "./csv-pieces.ts";
import { jsonPieces } from "./json-pieces.ts";

/** What the command line asks of an engine. Plain data: it also travels into the page that has the GPU. */
export type Task =
  | {
      readonly command: "simulate";
      readonly items: readonly Experiment[];
      readonly isList: boolean;
      readonly every: number;
      readonly state: boolean;
      readonly format: "json" | "csv";
    }
  | { readonly command: "evaluate"; readonly items: readonly Evaluation[]; readonly isList: boolean };

/** Values, gradients and Hessians at the points asked for, in their order. */
export interface Evaluated {
  readonly values: readonly number[];
  readonly gradients: readonly Point[];
  readonly hessians: readonly (readonly [Point, Point])[];
}

/** What runs experiments: the CPU reference, or the GPU. */
export interface Engine {
  simulate(experiment: Experiment, options: { every: number; state: boolean }): Promise<SimulationResult>;
  evaluate(evaluation: Evaluation): Promise<Evaluated>;
}

/** Puts an experiment's place in its list before what went wrong with it. */
async function located<Result>(place: string, isList: boolean, run: () => Promise<Result>): Promise<Result> {
  try {
    return await run();
  } catch (error) {
    if (!isList) throw error;
    throw new Error(`${place} ${error instanceof Error ? error.message : String(error)}`, { cause: error });
  }
}

/**
 * The answer to a task as text, in pieces, each result made only when the one before it has been taken.
 * @param onDone told how many items have been answered.
 */
export async function* answer(task: Task, engine: Engine, onDone: (count: number) => void): AsyncGenerator<string> {
  const { isList } = task;
  const isTable = task.command === "simulate" && task.format === "csv";
  const shape = isTable ? tableShape(task.items, task.state, isList) : undefined;
  yield shape !== undefined ? tableHeader(shape) : isList ? "[" : "";
  for (const index of task.items.keys()) {
    if (shape === undefined && isList) yield index === 0 ? "\n" : ",\n";
    if (task.command === "simulate") {
      const { items, every, state } = task;
      const experiment = items[index] as Experiment;
      const result = await located(`experiments[${index}]`, isList, () =>
        engine.simulate(experiment, { every, state }),
      );
      yield* shape === undefined ? jsonPieces(result) : tableRows(result, index, shape);
    } else {
      const evaluation = task.items[index] as Evaluation;
      yield* jsonPieces(await located(`evaluations[${index}]`, isList, () => engine.evaluate(evaluation)));
    }
    onDone(index + 1);
  }
  if (shape === undefined) yield isList ? "\n]\n" : "\n";
}
