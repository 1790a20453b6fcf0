import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { expect, test } from "vitest";

const SOURCE = resolve(import.meta.dirname, "../src");

/** Each folder may import from itself and from any folder of an earlier line, never from its own line or below. */
const LAYERS: readonly (readonly string[])[] = [
  ["math", "gpu"],
  ["expression"],
  ["surfaces", "optimizers"],
  ["experiment", "theory"],
  ["reference"],
  ["simulation"],
  ["maps"],
  ["view", "charts"],
  ["recording", "stories"],
  ["ui", "cli"],
  ["main.ts"],
];

interface Import {
  readonly from: string;
  readonly to: string;
}

function sourceFiles(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return sourceFiles(path);
    return /\.(ts|tsx|js)$/.test(entry.name) ? [path] : [];
  });
}

/** The imports within src, static and dynamic, of types too. */
function importsOf(path: string): Import[] {
  const text = readFileSync(path, "utf8");
  const specifiers = [...text.matchAll(/(?:from|import)\s*\(?\s*["'](\.[^"'?]*)["']/g)].map((match) => match[1] ?? "");
  return specifiers
    .map((specifier) => ({ from: relative(SOURCE, path), to: relative(SOURCE, resolve(dirname(path), specifier)) }))
    .filter(({ to }) => !to.startsWith(".."));
}

const files = sourceFiles(SOURCE);
const imports = files.flatMap(importsOf);
const folderOf = (path: string): string => path.split("/")[0] ?? path;
const layerOf = (path: string): number => LAYERS.findIndex((layer) => layer.includes(folderOf(path)));

test("every folder of src has its place in the order of dependencies", () => {
  expect(files.map((path) => relative(SOURCE, path)).filter((path) => layerOf(path) < 0)).toEqual([]);
});

test("dependencies point down", () => {
  expect(imports.length).toBeGreaterThan(50);
  const upward = imports.filter(({ from, to }) => folderOf(from) !== folderOf(to) && layerOf(to) >= layerOf(from));
  expect(upward.map(({ from, to }) => `${from} imports ${to}`)).toEqual([]);
});

test("no files import each other in a circle", () => {
  const targets = new Map<string, string[]>();
  for (const { from, to } of imports) targets.set(from, [...(targets.get(from) ?? []), to]);
  const done = new Set<string>();
  const circles: string[] = [];
  const visit = (file: string, path: readonly string[]): void => {
    if (path.includes(file)) {
      circles.push([...path.slice(path.indexOf(file)), file].join(" → "));
      return;
    }
    if (done.has(file)) return;
    for (const target of targets.get(file) ?? []) visit(target, [...path, file]);
    done.add(file);
  };
  for (const file of targets.keys()) visit(file, []);
  expect(circles).toEqual([]);
});

test("only the view imports three, and only one file adopts GPU buffers", () => {
  const withThree = files.filter((path) => /from\s+["']three/.test(readFileSync(path, "utf8")));
  expect(withThree.map((path) => folderOf(relative(SOURCE, path))).filter((folder) => folder !== "view")).toEqual([]);
  const adopting = files.filter((path) => /backend\s*(as[^;]*)?\)?\.get\(/.test(readFileSync(path, "utf8")));
  expect(adopting.map((path) => relative(SOURCE, path))).toEqual(["view/adopt-buffer.ts"]);
});

test("nothing below the view names window or document", () => {
  const below = files.filter((path) => layerOf(relative(SOURCE, path)) < layerOf("view/"));
  const naming = below.filter((path) => /\b(window|document)\s*[.[]/.test(readFileSync(path, "utf8")));
  expect(naming.map((path) => relative(SOURCE, path))).toEqual([]);
});

test("GPU resources are made only in gpu and simulation", () => {
  const making = files.filter((path) =>
    /\.create(Buffer|ComputePipeline|ComputePipelineAsync|ShaderModule|BindGroup)\(/.test(readFileSync(path, "utf8")),
  );
  const folders = new Set(making.map((path) => folderOf(relative(SOURCE, path))));
  expect([...folders].filter((folder) => folder !== "gpu" && folder !== "simulation")).toEqual([]);
});
