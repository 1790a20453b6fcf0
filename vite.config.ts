import { defineConfig } from "vite";

/** The page is static and every path in it is relative, so that any file host serves it from any folder. */
export default defineConfig({
  base: "./",
  oxc: { jsx: { runtime: "automatic", importSource: "preact" } },
  build: { target: "es2022", chunkSizeWarningLimit: 1500 },
  server: { port: 5173 },
});
