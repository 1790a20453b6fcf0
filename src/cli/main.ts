import { Command, CommanderError, InvalidArgumentError, Option } from "commander";
import { parseEvaluation } from "../experiment/evaluation.ts";
import { MOST_CELLS_A_SIDE } from "../experiment/map-schema.ts";
import { DATA_FORMATS } from "../recording/data/data-format.ts";
import { type BenchOptions, PARTS, parseRounds, parseSizes } from "./bench/options.ts";
import { runBench } from "./bench/run-bench.ts";
import { OPTIMIZERS, SURFACES } from "./bench/workload.ts";
import { checkApart } from "./check-apart.ts";
import { simulate, statistics } from "./data-commands.ts";
import { InterruptionError } from "./interruption.ts";
import { map } from "./map-command.ts";
import { type PerformOptions, perform } from "./perform.ts";
import { readInput } from "./read-input.ts";
import { describeRecord } from "./record-program.ts";
import { writeOutput } from "./write-output.ts";

const BAD_INPUT = 2;
const MISSING_COMMAND =
  "say what to do: simulate FILE, statistics FILE, evaluate FILE, map FILE, record FILE, bench, or --help.";

function parseEvery(text: string): number {
  const every = Number(text);
  if (!/^[0-9]+$/.test(text) || !Number.isSafeInteger(every) || every < 1) {
    throw new InvalidArgumentError("It must be an integer of at least 1.");
  }
  return every;
}

function parseCells(text: string): number {
  const cells = Number(text);
  if (!/^[0-9]+$/.test(text) || cells < 2 || cells > MOST_CELLS_A_SIDE) {
    throw new InvalidArgumentError(`It must be an integer from 2 to ${MOST_CELLS_A_SIDE}.`);
  }
  return cells;
}

async function evaluate(file: string, options: PerformOptions): Promise<void> {
  await checkApart(file, [options.out], "the evaluations and their answer need a file each.");
  const input = await readInput(file, parseEvaluation, "evaluations");
  await perform({ command: "evaluate", ...input }, options, "f64");
}

async function bench(options: BenchOptions): Promise<void> {
  async function* report(): AsyncGenerator<string> {
    yield await runBench(options);
  }
  await writeOutput(report(), options.out);
}

function engineOption(): Option {
  return new Option("--engine <engine>", "where to compute").choices(["gpu", "cpu"]).default("cpu");
}

function precisionOption(): Option {
  return new Option("--precision <precision>", "f64 by default on the cpu; the gpu has f32").choices(["f64", "f32"]);
}

function formatOption(npy: string): Option {
  return new Option("--format <format>", npy).choices(DATA_FORMATS).default("json");
}

function createProgram(): Command {
  const program = new Command("ravine")
    .description("Thousands of optimizers on the same loss surface.")
    .exitOverride()
    .configureOutput({ writeErr: () => undefined, outputError: () => undefined })
    .showSuggestionAfterError(false);
  program
    .command("simulate")
    .description("Run an experiment, or a list of them, and print every trajectory.")
    .argument("<file>", "an experiment as JSON, or a list of them; - reads standard input")
    .addOption(engineOption())
    .addOption(precisionOption())
    .addOption(new Option("--every <steps>", "list every so many steps").argParser(parseEvery).default(1))
    .option("--state", "list the optimizers' state too", false)
    .addOption(formatOption("npy is an array of x, y and loss: (trajectories, listed steps, 3)"))
    .option("--out <file>", "write there instead of to standard output")
    .action(simulate);
  program
    .command("statistics")
    .description("Run an experiment, or a list of them, and print the statistics of its crowds at sampled steps.")
    .argument("<file>", "an experiment as JSON, or a list of them; - reads standard input")
    .addOption(engineOption())
    .addOption(precisionOption())
    .addOption(formatOption("npy is an array of (rows, ensembles) with the table's columns as fields"))
    .option("--out <file>", "write there instead of to standard output")
    .action(statistics);
  program
    .command("evaluate")
    .description("Print the values, gradients and Hessians of surfaces at points.")
    .argument("<file>", "{surface, points} as JSON, or a list of them; - reads standard input")
    .addOption(engineOption())
    .option("--out <file>", "write there instead of to standard output")
    .action(evaluate);
  program
    .command("map")
    .description("Run an experiment's map on the GPU, and write its image or its values.")
    .argument("<file>", "an experiment with a map as JSON; - reads standard input")
    .addOption(new Option("--width <cells>", "cells in a row, instead of the file's").argParser(parseCells))
    .addOption(new Option("--height <cells>", "rows of cells, instead of the file's").argParser(parseCells))
    .option("--out <file>", "write the image there, as PNG")
    .option("--data <file>", "write the values there, as NPY")
    .action(map);
  describeRecord(program.command("record"));
  program
    .command("bench")
    .description("Measure how fast the engine, other ways to do its work, and the page are.")
    .option("--json", "print JSON instead of a table", false)
    .option("--quick", "one short round of the smaller crowds", false)
    .addOption(new Option("--only <part>", "one part of it").choices(PARTS))
    .addOption(new Option("--optimizer <optimizer>", "time this one only").choices(OPTIMIZERS))
    .addOption(new Option("--surface <surface>", "time this one only").choices(SURFACES))
    .addOption(new Option("--sizes <counts>", "crowds to time, such as 1024,131072").argParser(parseSizes))
    .addOption(new Option("--rounds <count>", "rounds, of which the median is given").argParser(parseRounds))
    .option("--out <file>", "write there instead of to standard output")
    .action(bench);
  return program;
}

/** Whether commander printed its help because no command was given. */
function isHelp(error: unknown): boolean {
  return error instanceof CommanderError && error.code === "commander.help";
}

/** Runs the command line. The exit code is 0, or 2 with one line on standard error; after a signal that of the signal. */
export async function main(argv: readonly string[]): Promise<void> {
  try {
    await createProgram().parseAsync(argv);
  } catch (error) {
    if (error instanceof CommanderError && error.exitCode === 0) return;
    const message = isHelp(error) ? MISSING_COMMAND : error instanceof Error ? error.message : String(error);
    process.stderr.write(`ravine: ${message.replace(/^error: /, "").replace(/\s*\n\s*/g, " ")}\n`);
    process.exitCode = error instanceof InterruptionError ? error.exitCode : BAD_INPUT;
  }
}
