import type { Precision } from "../math/precision.ts";
import { cpuEngine } from "./cpu-engine.ts";
import { answerOnGpu } from "./gpu-engine.ts";
import { progress } from "./progress.ts";
import { answer, type Task } from "./task.ts";
import { writeOutput } from "./write-output.ts";

/** Where a task is computed, and where its answer goes. */
export interface PerformOptions {
  readonly engine: "gpu" | "cpu";
  readonly out?: string;
}

/**
 * Computes and writes the answer to a task.
 * @throws InputError
 */
export async function perform(task: Task, { engine, out }: PerformOptions, precision: Precision): Promise<void> {
  const shown = progress(task.items.length);
  const pieces = engine === "gpu" ? answerOnGpu(task, shown.report) : answer(task, cpuEngine(precision), shown.report);
  try {
    await writeOutput(pieces, out);
  } finally {
    shown.end();
  }
}
