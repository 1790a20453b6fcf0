import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { expect, test } from "vitest";
import { parseExperiment } from "../src/experiment/parse-experiment.ts";
import { compileExpression } from "../src/expression/expression.ts";
import { optimizers } from "../src/optimizers/index.ts";
import { storyboardOf } from "../src/recording/timeline/storyboard.ts";
import { surfaces } from "../src/surfaces/index.ts";

const ROOT = resolve(import.meta.dirname, "..");
const readme = readFileSync(join(ROOT, "README.md"), "utf8");

/** The code blocks after a sentence that holds `mark`, in order. */
function blocksAfter(mark: string, language: string): string[] {
  const rest = readme.slice(readme.indexOf(mark));
  return [...rest.matchAll(new RegExp(`\`\`\`${language}\\n([\\s\\S]*?)\`\`\``, "g"))].map((match) => match[1] ?? "");
}

function ravine(...options: readonly string[]): string {
  return execFileSync(process.execPath, [join(ROOT, "src/cli/ravine.js"), ...options], { encoding: "utf8" });
}

test("the README's experiment prints what the README shows", () => {
  const [experiment = "", shown = ""] = blocksAfter("with this in `experiment.json`", "json");
  const [csv = ""] = blocksAfter("and with `--format csv`", "");
  const folder = mkdtempSync(join(tmpdir(), "ravine-readme-"));
  const file = join(folder, "experiment.json");
  writeFileSync(file, experiment);
  expect(JSON.parse(ravine("simulate", file, "--every", "300"))).toEqual(JSON.parse(shown));
  expect(ravine("simulate", file, "--every", "300", "--format", "csv")).toBe(csv);
  rmSync(folder, { recursive: true });
});

test("the README's evaluation prints what the README shows", () => {
  const input = /takes `\{surface, points\}`, such as `([^`]*)`/.exec(readme)?.[1] ?? "";
  const [shown = ""] = blocksAfter("takes `{surface, points}`", "json");
  const printed = execFileSync(process.execPath, [join(ROOT, "src/cli/ravine.js"), "evaluate", "-"], {
    encoding: "utf8",
    input,
  });
  expect(JSON.parse(printed)).toEqual(JSON.parse(shown));
});

test("every npm script that the README names is there", () => {
  const { scripts } = JSON.parse(readFileSync(join(ROOT, "package.json"), "utf8"));
  const named = [...readme.matchAll(/npm run (?:--silent )?([a-z]+)/g)].map((match) => match[1] ?? "");
  expect(named.length).toBeGreaterThan(3);
  expect(named.filter((name) => !(name in scripts))).toEqual([]);
});

test("the formula of the README's new surface compiles, and its new optimizer is not taken yet", () => {
  const formula = /formula: "([^"]*)"/.exec(readme)?.[1] ?? "";
  expect(compileExpression(formula, ["w"]).parameters).toEqual(["w"]);
  expect(optimizers.map(({ id }) => id)).not.toContain("sign-descent");
});

test("the README lists every optimizer with its hyperparameters and their defaults, and every surface with its parameters", () => {
  for (const { id, hyperparameters } of optimizers) {
    const values = Object.entries(hyperparameters).map(([name, declared]) => `${name} (${declared.default})`);
    expect(readme).toContain(`| \`${id}\` | ${values.join(", ") || "–"} |`);
  }
  for (const { id, parameters } of surfaces) {
    const names = parameters.map(({ name }) => name);
    expect(readme).toMatch(new RegExp(`\`${id}\`${names.length === 0 ? "" : ` \\(${names.join(", ")}\\)`}[,;]`));
  }
});

test("the README's conjugate gradient ends in two steps, with a momentum in the second", () => {
  const [experiment = ""] = blocksAfter("`conjugate-gradient` is a relative of momentum", "json");
  const folder = mkdtempSync(join(tmpdir(), "ravine-readme-"));
  const file = join(folder, "experiment.json");
  writeFileSync(file, experiment);
  const { ensembles } = JSON.parse(ravine("simulate", file, "--state"));
  rmSync(folder, { recursive: true });
  const { points, state } = ensembles[0].trajectories[0];
  expect(points).toHaveLength(3);
  // Measured 9.8e-17: two exact steps, rounded.
  expect(Math.hypot(...points[2])).toBeLessThan(1e-14);
  expect(state.momentumCoefficient[2][0]).toBeGreaterThan(0);
});

test("the README's film is valid, and lays out", () => {
  const [text = ""] = blocksAfter("β from 0 to .99 while the camera comes down", "json");
  const experiment = parseExperiment(JSON.parse(text));
  const { recording } = experiment;
  expect(recording).toBeDefined();
  if (recording === undefined) return;
  const board = storyboardOf(experiment, recording);
  expect(board.frames).toBe(240);
  expect(board.moment(board.frames - 1).step).toBeGreaterThan(300);
});
