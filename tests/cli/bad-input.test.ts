import { describe, expect, it } from "vitest";
import { runRavine } from "./run-ravine.ts";

const good = { version: 1, surface: { id: "booth" }, ensembles: [{ optimizer: "adam" }] };
const misspelt = { ...good, ensembles: [{ optimizer: "adm" }] };

const REFUSED: readonly (readonly [name: string, options: readonly string[], input: string, message: RegExp])[] = [
  ["no command", [], "", /say what to do: simulate FILE/],
  ["no file", ["simulate"], "", /missing required argument 'file'/],
  ["an unknown command", ["simulat", "-"], "", /unknown command 'simulat'/],
  ["an unknown option", ["simulate", "-", "--engin", "cpu"], "", /unknown option '--engin'/],
  ["an unknown engine", ["simulate", "-", "--engine", "tpu"], "", /'tpu' is invalid. Allowed choices are gpu, cpu/],
  ["no step between two", ["simulate", "-", "--every", "0"], "", /'0' is invalid. It must be an integer of at least 1/],
  ["f64 on the GPU", ["simulate", "-", "--engine", "gpu", "--precision", "f64"], "", /needs --engine cpu/],
  [
    "state in a NumPy file",
    ["simulate", "-", "--format", "npy", "--state"],
    "",
    /--format npy holds positions and losses: --state needs --format json or csv/,
  ],
  [
    "a list in a NumPy file",
    ["statistics", "-", "--format", "npy"],
    JSON.stringify([good]),
    /--format npy holds one experiment, not a list: take --format json or csv/,
  ],
  ["a missing file", ["simulate", "no-such-file.json"], "", /cannot read no-such-file.json: no such file/],
  [
    "an output without a folder",
    ["simulate", "-", "--out", "no-such-folder/a.json"],
    JSON.stringify(good),
    /cannot write/,
  ],
  ["an empty input", ["simulate", "-"], "", /standard input: not JSON: line 1, column 1: unexpected end of the text/],
  ["broken JSON", ["simulate", "-"], '{\n  "version": 1,\n}', /not JSON: line 3, column 1: unexpected "\}"/],
  ["a bad experiment", ["simulate", "-"], JSON.stringify(misspelt), /^ravine: \/ensembles\/0\/optimizer: found "adm"/],
  [
    "a bad experiment in a list",
    ["simulate", "-"],
    JSON.stringify([good, good, good, misspelt]),
    /experiments\[3\] \/ensembles\/0\/optimizer: found "adm".*did you mean adam\?/,
  ],
  [
    "more than fits in memory",
    ["simulate", "-"],
    JSON.stringify([{ ...good, starts: { kind: "uniform", count: 1_000_000 }, steps: 1000 }]),
    /experiments\[0\].*1001000000 listed steps.*about \d+ in this much memory: list fewer/,
  ],
  [
    "a bad evaluation in a list",
    ["evaluate", "-"],
    JSON.stringify([{ surface: { id: "booth" }, points: [[0]] }]),
    /evaluations\[0\] \/points\/0\/1: found nothing/,
  ],
  ["a map of one cell", ["map", "-", "--width", "1"], "", /'1' is invalid. It must be an integer from 2 to 4096/],
];

describe("The command line refuses, with exit code 2 and one line on standard error,", () => {
  it.each(REFUSED)("%s", async (_name, options, input, message) => {
    const { code, stdout, stderr } = await runRavine(options, input);
    expect(stderr).toMatch(message);
    expect(stderr.trimEnd().split("\n"), "lines on standard error").toHaveLength(1);
    expect(stdout).toBe("");
    expect(code).toBe(2);
  });
});
