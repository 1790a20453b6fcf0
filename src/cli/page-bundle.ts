import { fileURLToPath } from "node:url";

/**
 * A module that runs in a page, with everything that it imports, as one text.
 * @param entry the module's file.
 */
export async function bundlePage(entry: URL): Promise<string> {
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
        input: fileURLToPath(entry),
        output: { format: "es", codeSplitting: false },
      },
    },
  });
  const files = "output" in output ? output.output : [];
  for (const file of files) {
    if (file.type === "chunk") return file.code;
  }
  throw new Error(`${entry.pathname} has no module.`);
}
