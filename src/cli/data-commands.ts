import type { Experiment } from "../experiment/experiment.ts";
import { parseExperiment } from "../experiment/parse-experiment.ts";
import type { Precision } from "../math/precision.ts";
import type { DataFormat } from "../recording/data/data-format.ts";
import { checkApart } from "./check-apart.ts";
import { checkCrowd, checkMemory } from "./check-memory.ts";
import { InputError } from "./input-error.ts";
import { type PerformOptions, perform } from "./perform.ts";
import { type Input, readInput } from "./read-input.ts";

export interface StatisticsOptions extends PerformOptions {
  readonly precision?: Precision;
  readonly format: DataFormat;
}

export interface SimulateOptions extends StatisticsOptions {
  readonly every: number;
  readonly state: boolean;
}

/**
 * Runs experiments and writes every trajectory.
 * @throws InputError, ExperimentError
 */
export async function simulate(file: string, options: SimulateOptions): Promise<void> {
  const { every, state, format } = options;
  if (state && format === "npy") {
    throw new InputError("--format npy holds positions and losses: --state needs --format json or csv.");
  }
  const check = (experiment: Experiment) => checkMemory(experiment, { every, state });
  const input = await readExperiments(file, options, check);
  await perform({ command: "simulate", ...input, every, state, format }, options, options.precision ?? "f64");
}

/**
 * Runs experiments and writes their statistics at every sampled step.
 * @throws InputError, ExperimentError
 */
export async function statistics(file: string, options: StatisticsOptions): Promise<void> {
  const check = options.engine === "cpu" ? checkCrowd : () => undefined;
  const input = await readExperiments(file, options, check);
  await perform({ command: "statistics", ...input, format: options.format }, options, options.precision ?? "f64");
}

async function readExperiments(
  file: string,
  { engine, precision, format, out }: StatisticsOptions,
  check: (experiment: Experiment) => void,
): Promise<Input<Experiment>> {
  if (engine === "gpu" && precision === "f64") {
    throw new InputError("--precision f64 needs --engine cpu: the GPU computes in f32.");
  }
  if (format === "npy" && out === undefined && process.stdout.isTTY) {
    throw new InputError("--format npy is no text for a terminal: say where it goes, --out data.npy.");
  }
  const parse = (content: unknown): Experiment => {
    const experiment = parseExperiment(content);
    check(experiment);
    return experiment;
  };
  await checkApart(file, [out], "the experiment and the data need a file each.");
  const input = await readInput(file, parse, "experiments");
  if (format === "npy" && input.isList) {
    throw new InputError("--format npy holds one experiment, not a list: take --format json or csv.");
  }
  return input;
}
