import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Browser } from "playwright-core";
import { measureFrame } from "./frame.ts";
import { measureLoad } from "./load.ts";
import type { BenchOptions } from "./options.ts";
import type { Frame, Load } from "./report.ts";

const ROOT = fileURLToPath(new URL("../../..", import.meta.url));

/** Builds the page into a temporary folder and serves it, as any file host would, while `use` runs. */
async function withBuiltPage<Value>(use: (url: string) => Promise<Value>): Promise<Value> {
  const { build, preview } = await import("vite");
  const folder = mkdtempSync(join(tmpdir(), "ravine-bench-"));
  try {
    await build({ root: ROOT, logLevel: "silent", build: { outDir: folder, emptyOutDir: true } });
    const server = await preview({
      root: ROOT,
      logLevel: "silent",
      build: { outDir: folder },
      preview: { port: 0, host: "localhost", open: false },
    });
    try {
      const url = server.resolvedUrls?.local[0];
      if (url === undefined) throw new Error("The server of the built page has no address.");
      return await use(url);
    } finally {
      await server.close();
    }
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Measures the product's own page: its frames and its start. */
export async function measurePage(
  browser: Browser,
  { only, quick }: Pick<BenchOptions, "only" | "quick">,
  say: (line: string) => void,
): Promise<{ frame: Frame | null; load: Load | null }> {
  say("building the page");
  return withBuiltPage(async (url) => {
    let load: Load | null = null;
    if (only !== "frame") {
      say("loading the page");
      load = await measureLoad(browser, url, quick ? 1 : 3);
    }
    let frame: Frame | null = null;
    if (only !== "load") {
      say("timing frames of the page");
      frame = await measureFrame(browser, url, quick ? 3 : 10);
    }
    return { frame, load };
  });
}
