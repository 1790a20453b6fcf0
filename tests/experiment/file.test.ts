import { describe, expect, it } from "vitest";
import { defaultExperiment } from "../../src/experiment/default-experiment.ts";
import { formatExperiment } from "../../src/experiment/file.ts";
import { JsonTextError, parseJson } from "../../src/experiment/json-text.ts";
import { parseExperiment } from "../../src/experiment/parse-experiment.ts";

describe("A file", () => {
  it("brings back the experiment it was made of", () => {
    expect(parseExperiment(parseJson(formatExperiment(defaultExperiment)))).toEqual(defaultExperiment);
  });

  it("keeps axes, schedules, labels, changes and points", () => {
    const experiment = parseExperiment({
      version: 1,
      surface: { formula: "x^2 + k*y^2", parameters: { k: 4 } },
      starts: {
        kind: "points",
        points: [
          [1, 2],
          [3, 4.5],
        ],
        velocity: [0, 0.1],
      },
      noise: { kind: "gaussian", sigma: 0.5 },
      ensembles: [
        {
          optimizer: "momentum",
          label: "β",
          color: "#ff8800",
          axes: [{ hyperparameter: "beta", from: 0, to: 0.9, count: 4 }],
          schedule: { kind: "cosine", lowest: 0.1, warmup: 5 },
        },
      ],
      changes: [{ step: 3, path: "/surface/parameters/k", value: 2 }],
      stopping: { radius: 0.1, halt: true },
    });
    expect(parseExperiment(parseJson(formatExperiment(experiment)))).toEqual(experiment);
  });

  it("has the same text whatever the order of the keys was", () => {
    const reversed = Object.fromEntries(Object.entries(defaultExperiment).reverse());
    expect(formatExperiment(parseExperiment(reversed))).toBe(formatExperiment(defaultExperiment));
  });
});

describe("Text that is not JSON is refused at its line and column:", () => {
  it.each([
    ["an end too early", '{\n  "a": [1, 2', 2, 13],
    ["a comma too many", '{"a": 1,\n}', 2, 1],
    ["a comma too few", "[1\n  2]", 2, 3],
    ["no quotes", "{a: 1}", 1, 2],
    ["single quotes", "['a']", 1, 2],
    ["NaN", "[1, NaN]", 1, 5],
    ["a leading zero", "[01]", 1, 3],
    ["a line break in a text", '["a\nb"]', 1, 2],
    ["a wrong bracket", '{"a": [1}', 1, 9],
    ["more after the end", "{} {}", 1, 4],
    ["nothing", "", 1, 1],
    ["only space", " \n ", 2, 2],
    ["deep nesting", "[".repeat(200_000), 1, 200_001],
  ])("%s", (_name, text, line, column) => {
    try {
      parseJson(text);
    } catch (error) {
      expect(error).toBeInstanceOf(JsonTextError);
      expect(error).toMatchObject({ line, column });
      return;
    }
    throw new Error(`${text} was accepted.`);
  });

  it("and a byte order mark is passed over", () => {
    expect(parseJson("\uFEFF[1]")).toEqual([1]);
  });
});
