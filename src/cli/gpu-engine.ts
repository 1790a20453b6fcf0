import type { Page } from "playwright-core";
import type { Piece } from "../recording/data/piece.ts";
import { inGpuPage, PORTION, portions } from "./gpu-browser.ts";
import type { GpuPage, Portion } from "./gpu-page.ts";
import { InputError } from "./input-error.ts";
import type { Task } from "./task.ts";
import { writeTask } from "./task-text.ts";

declare const ravine: GpuPage;

/**
 * The answer to a task from the GPU of a headless browser, in pieces.
 * @param signal ends it.
 * @throws InputError with one line when there is no browser, no WebGPU, or the GPU cannot do it.
 */
export async function* answerOnGpu(
  task: Task,
  onDone: (count: number) => void,
  signal: AbortSignal,
): AsyncGenerator<Piece> {
  const use = async function* (page: Page): AsyncGenerator<Piece> {
    for (const text of portions(writeTask(task))) await page.evaluate((piece) => ravine.load(piece), text);
    await page.evaluate(() => ravine.start());
    for (let isLast = false; !isLast; ) {
      const portion: Portion = await page.evaluate((size) => ravine.next(size), PORTION);
      if (portion.problem !== undefined) throw new InputError(portion.problem);
      onDone(portion.done);
      if (portion.text !== "") yield portion.text;
      if (portion.bytes !== "") yield new Uint8Array(Buffer.from(portion.bytes, "base64"));
      isLast = portion.isLast;
    }
  };
  yield* inGpuPage("./gpu-page.ts", use, signal);
}
