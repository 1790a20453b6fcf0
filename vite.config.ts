import { defineConfig } from "vite";

/**
 * Libraries that the page and the browser tests import. Named, so that the development server prepares them all before
 * the first request: one found later would reload the page in the middle of its start, or of a test.
 */
export const preparedLibraries = [
  "@preact/signals",
  "d3-scale-chromatic",
  "fast-png",
  "fflate",
  "gifenc",
  "katex",
  "mathjs/number",
  "mediabunny",
  "papaparse",
  "preact",
  "preact/hooks",
  "preact/jsx-dev-runtime",
  "preact/jsx-runtime",
  "three/addons/controls/OrbitControls.js",
  "three/tsl",
  "three/webgpu",
  "uplot",
  "valibot",
  "wgsl-preprocessor/wgsl-preprocessor.js",
];

/** The page is static and every path in it is relative, so that any file host serves it from any folder. */
export default defineConfig({
  base: "./",
  oxc: { jsx: { runtime: "automatic", importSource: "preact" } },
  optimizeDeps: { include: preparedLibraries },
  build: { target: "es2022", chunkSizeWarningLimit: 1500 },
  server: { port: 5173 },
});
