import type { Page } from "playwright-core";

const SHELL = '<!doctype html><meta charset="utf-8"><title>Ravine</title>';

/**
 * Runs a module in an otherwise empty page. `http://localhost` is a secure context, which WebGPU needs; nothing listens
 * there: requests are answered here.
 */
export async function openModulePage(page: Page, module: string): Promise<void> {
  await page.route("http://localhost/**", (route) =>
    route.fulfill(
      new URL(route.request().url()).pathname === "/module.js"
        ? { contentType: "text/javascript", body: module }
        : { contentType: "text/html", body: SHELL },
    ),
  );
  await page.goto("http://localhost/");
  await page.addScriptTag({ url: "/module.js", type: "module" });
}

/** The first line of what a browser reports, without the names of calls and errors before it, or the call log. */
export function firstLine(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  return (message.split("\n")[0] ?? "")
    .replace(/^(?:browserType|browser|page)\.\w+: /, "")
    .replace(/^(?:\w*Error: )+/, "");
}
