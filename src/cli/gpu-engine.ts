import { fileURLToPath } from "node:url";
import type { Page } from "playwright-core";
import { launchBrowser } from "./browser.ts";
import type { GpuPage, Portion } from "./gpu-page.ts";
import { InputError } from "./input-error.ts";
import type { Task } from "./task.ts";

/** What passes between here and the page in one message, in characters. */
const PORTION = 1 << 22;
const SHELL = '<!doctype html><meta charset="utf-8"><title>Ravine</title>';

declare const ravine: GpuPage;

/** The page's module with everything that it imports, as one text. */
async function bundlePage(): Promise<string> {
  const { build } = await import("vite");
  const output = await build({
    configFile: false,
    root: fileURLToPath(new URL("../..", import.meta.url)),
    publicDir: false,
    logLevel: "silent",
    build: {
      write: false,
      minify: false,
      target: "es2022",
      rolldownOptions: {
        input: fileURLToPath(new URL("./gpu-page.ts", import.meta.url)),
        output: { format: "es", codeSplitting: false },
      },
    },
  });
  const files = "output" in output ? output.output : [];
  for (const file of files) {
    if (file.type === "chunk") return file.code;
  }
  throw new Error("The GPU engine's page has no module.");
}

/** `http://localhost` is a secure context, which WebGPU needs; nothing listens there: requests are answered here. */
async function openPage(page: Page, module: string): Promise<void> {
  await page.route("http://localhost/**", (route) =>
    route.fulfill(
      new URL(route.request().url()).pathname === "/gpu-page.js"
        ? { contentType: "text/javascript", body: module }
        : { contentType: "text/html", body: SHELL },
    ),
  );
  await page.goto("http://localhost/");
  await page.addScriptTag({ url: "/gpu-page.js", type: "module" });
}

/** The first line of what a browser reports, without the names of calls and errors before it, or the call log. */
function firstLine(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  return (message.split("\n")[0] ?? "")
    .replace(/^(?:browserType|browser|page)\.\w+: /, "")
    .replace(/^(?:\w*Error: )+/, "");
}

/**
 * The answer to a task from the GPU of a headless browser, as text in pieces.
 * @throws InputError with one line when there is no browser, no WebGPU, or the GPU cannot do it.
 */
export async function* answerOnGpu(task: Task, onDone: (count: number) => void): AsyncGenerator<string> {
  const module = await bundlePage();
  const browser = await launchBrowser().catch((error: unknown) => {
    throw new InputError(`the GPU engine needs a browser: ${firstLine(error)}`);
  });
  try {
    const page = await browser.newPage();
    await openPage(page, module);
    const text = JSON.stringify(task);
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
