import { launchBrowser } from "./browser.ts";
import type { GpuPage, Portion } from "./gpu-page.ts";
import { InputError } from "./input-error.ts";
import { firstLine, openModulePage } from "./module-page.ts";
import { bundlePage } from "./page-bundle.ts";
import type { Task } from "./task.ts";
import { writeTask } from "./task-text.ts";

/** What passes between here and the page in one message, in characters. */
const PORTION = 1 << 22;

declare const ravine: GpuPage;

/**
 * The answer to a task from the GPU of a headless browser, as text in pieces.
 * @throws InputError with one line when there is no browser, no WebGPU, or the GPU cannot do it.
 */
export async function* answerOnGpu(task: Task, onDone: (count: number) => void): AsyncGenerator<string> {
  const module = await bundlePage(new URL("./gpu-page.ts", import.meta.url));
  const browser = await launchBrowser().catch((error: unknown) => {
    throw new InputError(`the GPU engine needs a browser: ${firstLine(error)}`);
  });
  try {
    const page = await browser.newPage();
    await openModulePage(page, module);
    const text = writeTask(task);
    for (let from = 0; from < text.length; from += PORTION) {
      await page.evaluate((piece) => ravine.load(piece), text.slice(from, from + PORTION));
    }
    await page.evaluate(() => ravine.start());
    for (let isLast = false; !isLast; ) {
      const portion: Portion = await page.evaluate((size) => ravine.next(size), PORTION);
      if (portion.problem !== undefined) throw new InputError(portion.problem);
      onDone(portion.done);
      yield portion.text;
      isLast = portion.isLast;
    }
  } catch (error) {
    throw error instanceof InputError ? error : new InputError(firstLine(error));
  } finally {
    await browser.close();
  }
}
