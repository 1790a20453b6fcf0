import type { Precision } from "../math/precision.ts";
import { checkWritable } from "./check-writable.ts";
import { cpuEngine } from "./cpu-engine.ts";
import { answerOnGpu } from "./gpu-engine.ts";
import { interruptible } from "./interruption.ts";
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
 * @throws InputError; InterruptionError where a signal ends it
 */
export async function perform(task: Task, { engine, out }: PerformOptions, precision: Precision): Promise<void> {
  if (out !== undefined) await checkWritable(out);
  const shown = progress(task.items.length);
  try {
    if (engine === "cpu") await writeOutput(answer(task, cpuEngine(precision), shown.report), out);
    else {
      await interruptible(
        () => (out === undefined ? "interrupted." : "interrupted: nothing was written."),
        (signal) => writeOutput(answerOnGpu(task, shown.report, signal), out, signal),
      );
    }
  } finally {
    shown.end();
  }
}
