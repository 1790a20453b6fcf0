import type { Evaluation } from "../experiment/evaluation.ts";
import type { Experiment, Point } from "../experiment/experiment.ts";
import type { DataFormat } from "../recording/data/data-format.ts";
import { jsonPieces } from "../recording/data/json-pieces.ts";
import type { Piece } from "../recording/data/piece.ts";
import { statisticsPieces } from "../recording/data/statistics-pieces.ts";
import type { StatisticsSeries } from "../recording/data/statistics-series.ts";
import { trajectoryPieces } from "../recording/data/trajectory-pieces.ts";
import type { SimulationResult } from "../reference/result.ts";

/** What the command line asks of an engine. Plain data: it also travels into the page that has the GPU. */
export type Task =
  | {
      readonly command: "simulate";
      readonly items: readonly Experiment[];
      readonly isList: boolean;
      readonly every: number;
      readonly state: boolean;
      readonly format: DataFormat;
    }
  | {
      readonly command: "statistics";
      readonly items: readonly Experiment[];
      readonly isList: boolean;
      readonly format: DataFormat;
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
  statistics(experiment: Experiment): Promise<StatisticsSeries>;
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
 * The answer to a task in pieces, each result made only when the one before it has been taken.
 * @param onDone told how many items have been answered.
 */
export function answer(task: Task, engine: Engine, onDone: (count: number) => void): AsyncGenerator<Piece> {
  const place = <Result>(index: number, run: () => Promise<Result>): Promise<Result> =>
    located(`${task.command === "evaluate" ? "evaluations" : "experiments"}[${index}]`, task.isList, run);
  switch (task.command) {
    case "simulate":
      return trajectoryPieces(
        task.items,
        task,
        (experiment, index) => place(index, () => engine.simulate(experiment, task)),
        onDone,
      );
    case "statistics":
      return statisticsPieces(
        task.items,
        task,
        (experiment, index) => place(index, () => engine.statistics(experiment)),
        onDone,
      );
    case "evaluate":
      return evaluationPieces(task, (evaluation, index) => place(index, () => engine.evaluate(evaluation)), onDone);
  }
}

async function* evaluationPieces(
  { items, isList }: { readonly items: readonly Evaluation[]; readonly isList: boolean },
  run: (evaluation: Evaluation, index: number) => Promise<Evaluated>,
  onDone: (count: number) => void,
): AsyncGenerator<Piece> {
  if (isList) yield "[";
  for (const [index, evaluation] of items.entries()) {
    if (isList) yield index === 0 ? "\n" : ",\n";
    yield* jsonPieces(await run(evaluation, index));
    onDone(index + 1);
  }
  yield isList ? "\n]\n" : "\n";
}
