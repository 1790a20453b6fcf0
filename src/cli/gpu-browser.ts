import type { Page } from "playwright-core";
import { launchBrowser } from "./browser.ts";
import { InputError } from "./input-error.ts";
import { firstLine, openModulePage } from "./module-page.ts";
import { bundlePage } from "./page-bundle.ts";

/** What passes between here and a page in one message, in characters. */
export const PORTION = 1 << 22;

/** A text in portions that one message can carry. */
export function* portions(text: string): Generator<string> {
  for (let from = 0; from < text.length; from += PORTION) yield text.slice(from, from + PORTION);
}

/**
 * What comes of a page of a headless browser that has a GPU. The browser is closed at the end.
 * @param module the file, in this folder, of the module that runs in the page.
 * @param use is given the page, and the text of all code that runs in it.
 * @param signal closes the browser; signals to the process are then the caller's business.
 * @throws InputError with one line when there is no browser, no WebGPU, or the GPU cannot do it.
 */
export async function* inGpuPage<Result>(
  module: string,
  use: (page: Page, code: string) => AsyncGenerator<Result>,
  signal?: AbortSignal,
): AsyncGenerator<Result> {
  const code = await bundlePage(new URL(module, import.meta.url));
  signal?.throwIfAborted();
  const browser = await launchBrowser(signal === undefined).catch((error: unknown) => {
    throw new InputError(`the GPU engine needs a browser: ${firstLine(error)}`);
  });
  const stop = (): void => {
    browser.close().catch(() => undefined);
  };
  signal?.addEventListener("abort", stop);
  try {
    signal?.throwIfAborted();
    const page = await browser.newPage();
    await openModulePage(page, code);
    yield* use(page, code);
  } catch (error) {
    signal?.throwIfAborted();
    throw error instanceof InputError ? error : new InputError(firstLine(error));
  } finally {
    signal?.removeEventListener("abort", stop);
    await browser.close();
  }
}
