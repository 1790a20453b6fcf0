import { describe, expect, it } from "vitest";
import { ExperimentError } from "../../src/experiment/experiment-error.ts";
import { parseExperiment } from "../../src/experiment/parse-experiment.ts";
import { trajectoryCount } from "../../src/experiment/trajectory-count.ts";
import { ExpressionError } from "../../src/expression/expression-error.ts";

const momentum = { optimizer: "momentum" };
const minimal = { version: 1, surface: { id: "rosenbrock" }, ensembles: [momentum] };

function errorOf(input: unknown): ExperimentError {
  try {
    parseExperiment(input);
  } catch (error) {
    if (error instanceof ExperimentError) return error;
    throw error;
  }
  throw new Error(`${JSON.stringify(input)} was accepted.`);
}

const withStarts = (starts: unknown) => ({ ...minimal, starts });
const withNoise = (noise: unknown) => ({ ...minimal, noise });
const withEnsemble = (ensemble: object) => ({ ...minimal, ensembles: [{ ...momentum, ...ensemble }] });
const withAxes = (...axes: object[]) =>
  withEnsemble({ axes: axes.map((axis) => ({ hyperparameter: "beta", from: 0, to: 0.9, count: 3, ...axis })) });
const withChange = (change: object) => ({
  ...minimal,
  noise: { kind: "gaussian", sigma: 1 },
  changes: [{ step: 5, path: "/ensembles/0/hyperparameters/beta", value: 0.5, ...change }],
});

const REFUSED: readonly (readonly [name: string, input: unknown, path: string, message: RegExp])[] = [
  ["no object", 3, "", /^The input: found 3; allowed: an object/],
  ["a list", [minimal], "", /an object/],
  ["lists without end", JSON.parse("[".repeat(50_000) + "]".repeat(50_000)), "", /found \[\[a list of 1\]\]/],
  ["a key that is a prototype", JSON.parse('{"version":1,"__proto__":{}}'), "/__proto__", /unknown key/],
  ["a very long name", { ...minimal, surface: { id: "x".repeat(1e6) } }, "/surface/id", /found "x{60}"…; allowed/],
  ["no version", { ...minimal, version: undefined }, "/version", /found nothing; allowed: 1$/],
  ["an empty object", {}, "/version", /found nothing; allowed: 1$/],
  ["another version", { ...minimal, version: 2 }, "/version", /found 2; allowed: 1$/],
  ["a misspelt key", { ...minimal, sed: 1 }, "/sed", /unknown key.*did you mean seed\?/],
  ["a key of every object", { ...minimal, constructor: 1 }, "/constructor", /unknown key/],
  ["a key with a slash", { ...minimal, "a/b": 1 }, "/a~1b", /unknown key/],
  ["a story", { ...minimal, story: "x" }, "/story", /does not implement/],
  ["a recording that is none", { ...minimal, recording: true }, "/recording", /found true; allowed: an object/],
  [
    "a schedule of an unknown kind",
    withEnsemble({ schedule: { kind: "cosin" } }),
    "/ensembles/0/schedule/kind",
    /cosine/,
  ],
  [
    "a schedule that never moves on",
    withEnsemble({ schedule: { kind: "step", every: 0 } }),
    "/ensembles/0/schedule/every",
    /found 0; allowed: an integer from 1/,
  ],
  [
    "a schedule with a factor of 0",
    withEnsemble({ schedule: { kind: "exponential", factor: 0 } }),
    "/ensembles/0/schedule/factor",
    /found 0; allowed: a finite number > 0/,
  ],
  [
    "a schedule with another's field",
    withEnsemble({ schedule: { kind: "constant", decay: 1 } }),
    "/ensembles/0/schedule/decay",
    /unknown key/,
  ],
  ["no surface", { ...minimal, surface: undefined }, "/surface", /found nothing/],
  ["an empty surface", { ...minimal, surface: {} }, "/surface/id", /found nothing; allowed: the id of a surface/],
  [
    "an unknown surface",
    { ...minimal, surface: { id: "rosenbrok" } },
    "/surface/id",
    /"rosenbrok".*did you mean rosenbrock\?/,
  ],
  [
    "a grid without values",
    { ...minimal, surface: { grid: {} } },
    "/surface/grid/values",
    /found nothing; allowed: a list/,
  ],
  [
    "an unknown parameter",
    { ...minimal, surface: { id: "rosenbrock", parameters: { c: 1 } } },
    "/surface/parameters/c",
    /unknown parameter; allowed: one of a, b/,
  ],
  [
    "a parameter that is a text",
    { ...minimal, surface: { id: "rosenbrock", parameters: { b: "100" } } },
    "/surface/parameters/b",
    /found "100"; allowed: a finite number/,
  ],
  [
    "an infinite parameter",
    { ...minimal, surface: { id: "rosenbrock", parameters: { b: Number.POSITIVE_INFINITY } } },
    "/surface/parameters/b",
    /found Infinity/,
  ],
  // Both parse; only compiling them shows what is wrong.
  ["a division by zero", { ...minimal, surface: { formula: "x/(1 - 1)" } }, "/surface/formula", /division by zero/],
  ["a very deep formula", { ...minimal, surface: { formula: `${"-".repeat(3900)}x` } }, "/surface/formula", /too deep/],
  ["both id and formula", { ...minimal, surface: { id: "rosenbrock", formula: "x" } }, "/surface/id", /unknown key/],
  [
    "an empty domain",
    { ...minimal, surface: { formula: "x", domain: { x: [1, 1], y: [0, 1] } } },
    "/surface/domain/x",
    /from < to/,
  ],
  ["an unknown start", withStarts({ kind: "gird" }), "/starts/kind", /did you mean grid\?/],
  ["no start kind", withStarts({}), "/starts/kind", /found nothing; allowed: one of points/],
  ["no points", withStarts({ kind: "points", points: [] }), "/starts/points", /at least one/],
  ["a point on a line", withStarts({ kind: "points", points: [[1]] }), "/starts/points/0/1", /found nothing/],
  ["a point in space", withStarts({ kind: "points", points: [[1, 2, 3]] }), "/starts/points/0/2", /found 3/],
  [
    "a point of text",
    withStarts({
      kind: "points",
      points: [
        [1, 2],
        [1, "2"],
      ],
    }),
    "/starts/points/1/1",
    /found "2"/,
  ],
  ["half a column", withStarts({ kind: "grid", columns: 1.5, rows: 2 }), "/starts/columns", /1\.5.*integer ≥ 1/],
  ["no rows", withStarts({ kind: "grid", columns: 1, rows: 0 }), "/starts/rows", /found 0/],
  ["no count", withStarts({ kind: "uniform" }), "/starts/count", /found nothing; allowed: an integer/],
  [
    "a region backwards",
    withStarts({ kind: "uniform", count: 2, region: { x: [1, 0], y: [0, 1] } }),
    "/starts/region/x",
    /\[1, 0\].*from < to/,
  ],
  ["a negative sigma", withStarts({ kind: "gaussian", count: 2, center: [0, 0], sigma: -1 }), "/starts/sigma", /≥ 0/],
  ["a negative radius", withStarts({ kind: "disk", count: 2, center: [0, 0], radius: -1 }), "/starts/radius", /≥ 0/],
  ["a line to nowhere", withStarts({ kind: "line", count: 2, from: [0, 0] }), "/starts/to", /found nothing/],
  [
    "a key of another start",
    withStarts({ kind: "line", count: 2, from: [0, 0], to: [1, 1], rows: 2 }),
    "/starts/rows",
    /unknown key/,
  ],
  [
    "too many trajectories",
    withStarts({ kind: "grid", columns: 65536, rows: 65536 }),
    "/starts",
    /4294967296 trajectories/,
  ],
  ["an unknown noise", withNoise({ kind: "white" }), "/noise/kind", /one of none, minibatch, gaussian/],
  [
    "minibatches",
    withNoise({ kind: "minibatch", size: 4 }),
    "/noise/kind",
    /found "minibatch"; allowed: none, gaussian: rosenbrock offers no data to draw minibatches from/,
  ],
  [
    "a batch of half a datum",
    withNoise({ kind: "minibatch", size: 0.5 }),
    "/noise/size",
    /found 0.5; allowed: an integer/,
  ],
  ["an empty batch", withNoise({ kind: "minibatch", size: 0 }), "/noise/size", /found 0; allowed: an integer from 1/],
  ["noise without a size", withNoise({ kind: "gaussian" }), "/noise/sigma", /found nothing/],
  ["negative noise", withNoise({ kind: "gaussian", sigma: -1 }), "/noise/sigma", /found -1/],
  [
    "noise with two sizes",
    withNoise({
      kind: "gaussian",
      sigma: 1,
      covariance: [
        [1, 0],
        [0, 1],
      ],
    }),
    "/noise/covariance",
    /not both/,
  ],
  [
    "an asymmetric covariance",
    withNoise({
      kind: "gaussian",
      covariance: [
        [1, 0.5],
        [0, 1],
      ],
    }),
    "/noise/covariance",
    /semi-definite/,
  ],
  [
    "an indefinite covariance",
    withNoise({
      kind: "gaussian",
      covariance: [
        [1, 2],
        [2, 1],
      ],
    }),
    "/noise/covariance",
    /semi-definite/,
  ],
  ["no ensembles", { ...minimal, ensembles: [] }, "/ensembles", /1 to 32/],
  ["33 ensembles", { ...minimal, ensembles: Array(33).fill(momentum) }, "/ensembles", /1 to 32/],
  ["an unknown optimizer", withEnsemble({ optimizer: "adm" }), "/ensembles/0/optimizer", /did you mean adam\?/],
  [
    "an unknown hyperparameter",
    withEnsemble({ hyperparameters: { lerningRate: 1 } }),
    "/ensembles/0/hyperparameters/lerningRate",
    /did you mean learningRate\?/,
  ],
  [
    "an inherited hyperparameter",
    withEnsemble({ hyperparameters: { toString: 1 } }),
    "/ensembles/0/hyperparameters/toString",
    /unknown hyperparameter/,
  ],
  [
    "a hyperparameter that is a text",
    withEnsemble({ hyperparameters: { beta: "0.9" } }),
    "/ensembles/0/hyperparameters/beta",
    /found "0\.9"; allowed: a finite number/,
  ],
  [
    "a hyperparameter where the update is undefined",
    withEnsemble({ optimizer: "adam", hyperparameters: { beta2: 1 } }),
    "/ensembles/0/hyperparameters/beta2",
    /found 1; allowed: at least 0 and below 1/,
  ],
  [
    "a flag that is a number",
    withEnsemble({ optimizer: "adam", hyperparameters: { amsgrad: 1 } }),
    "/ensembles/0/hyperparameters/amsgrad",
    /true or false/,
  ],
  ["a long label", withEnsemble({ label: "x".repeat(81) }), "/ensembles/0/label", /80 characters/],
  ["a colour by name", withEnsemble({ color: "red" }), "/ensembles/0/color", /#rrggbb/],
  ["three axes", withAxes({}, {}, {}), "/ensembles/0/axes", /at most two/],
  ["two axes alike", withAxes({}, {}), "/ensembles/0/axes/1/hyperparameter", /another hyperparameter/],
  [
    "an axis of nothing",
    withAxes({ hyperparameter: "gamma" }),
    "/ensembles/0/axes/0/hyperparameter",
    /one of learningRate, beta/,
  ],
  ["an axis without values", withAxes({ count: 0 }), "/ensembles/0/axes/0/count", /found 0/],
  ["a log axis from zero", withAxes({ scale: "log" }), "/ensembles/0/axes/0/scale", /non-zero and of one sign/],
  [
    "a log axis through zero",
    withAxes({ scale: "log", from: -1, to: 1 }),
    "/ensembles/0/axes/0/scale",
    /"log" from -1 to 1/,
  ],
  [
    "an axis to where the update is undefined",
    { ...minimal, ensembles: [{ optimizer: "adam", axes: [{ hyperparameter: "beta1", from: 0, to: 1, count: 2 }] }] },
    "/ensembles/0/axes/0/to",
    /below 1/,
  ],
  [
    "an axis over a flag",
    { ...minimal, ensembles: [{ optimizer: "adam", axes: [{ hyperparameter: "amsgrad", from: 0, to: 1, count: 2 }] }] },
    "/ensembles/0/axes/0/hyperparameter",
    /one of learningRate/,
  ],
  ["too many steps", { ...minimal, steps: 10_000_001 }, "/steps", /0 to 10000000/],
  ["half a step", { ...minimal, steps: 0.5 }, "/steps", /integer/],
  ["a negative seed", { ...minimal, seed: -1 }, "/seed", /0 to 4294967295/],
  ["a large seed", { ...minimal, seed: 2 ** 32 }, "/seed", /0 to 4294967295/],
  ["a seed that is no number", { ...minimal, seed: Number.NaN }, "/seed", /found NaN/],
  ["a change of nothing", withChange({ path: "/steps" }), "/changes/0/path", /a number that may change while running/],
  [
    "a change beyond the ensembles",
    withChange({ path: "/ensembles/1/hyperparameters/beta" }),
    "/changes/0/path",
    /may change/,
  ],
  [
    "a change of an inherited property",
    withChange({ path: "/surface/parameters/toString" }),
    "/changes/0/path",
    /may change/,
  ],
  ["a change deeper than a number", withChange({ path: "/noise/sigma/x" }), "/changes/0/path", /may change/],
  ["a change to a text", withChange({ value: "fast" }), "/changes/0/value", /found "fast"; allowed: a finite number/],
  ["a change to negative noise", withChange({ path: "/noise/sigma", value: -1 }), "/changes/0/value", /≥ 0/],
  ["a change at no step", withChange({ step: -1 }), "/changes/0/step", /found -1/],
  [
    "a change of noise that is not there",
    { ...minimal, changes: [{ step: 0, path: "/noise/sigma", value: 1 }] },
    "/changes/0/path",
    /may change/,
  ],
  [
    "a change of a hyperparameter that is an axis",
    { ...withAxes({}), changes: [{ step: 0, path: "/ensembles/0/hyperparameters/beta", value: 0.1 }] },
    "/changes/0/path",
    /not on an axis/,
  ],
  ["a negative tolerance", { ...minimal, stopping: { gradientTolerance: -1 } }, "/stopping/gradientTolerance", /≥ 0/],
  [
    "a misspelt tolerance",
    { ...minimal, stopping: { stepTolerence: 1 } },
    "/stopping/stepTolerence",
    /did you mean stepTolerance\?/,
  ],
  ["an unknown view", { ...minimal, view: { mode: "side" } }, "/view/mode", /relief or top/],
];

describe("An experiment is refused, at the place and in one line, with", () => {
  it.each(REFUSED)("%s", (_name, input, path, message) => {
    const error = errorOf(input);
    expect(error.path).toBe(path);
    expect(error.message).toMatch(message);
    expect(error.message).not.toContain("\n");
  });
});

describe("A formula", () => {
  it("that cannot be read is refused with the column and the token", () => {
    const error = errorOf({ ...minimal, surface: { formula: "x^2 + * y" } });
    expect(error.path).toBe("/surface/formula");
    expect(error.cause).toBeInstanceOf(ExpressionError);
    expect(error.cause).toMatchObject({ column: 7, token: "*" });
    expect(error.message).toMatch(/column 7/i);
  });

  it("has parameters by the names in it, 1 unless the file says otherwise", () => {
    const { surface } = parseExperiment({ ...minimal, surface: { formula: "a*x^2 + b*y^2", parameters: { b: 3 } } });
    expect(surface).toEqual({
      formula: "a*x^2 + b*y^2",
      parameters: { a: 1, b: 3 },
      domain: { x: [-2, 2], y: [-2, 2] },
    });
  });

  it("has no other parameters", () => {
    const error = errorOf({ ...minimal, surface: { formula: "a*x^2", parameters: { b: 3 } } });
    expect(error.path).toBe("/surface/parameters/b");
  });
});

describe("An experiment", () => {
  it("is complete when only its surface and an optimizer are given", () => {
    const experiment = parseExperiment(minimal);
    expect(experiment).toMatchObject({
      version: 1,
      surface: { id: "rosenbrock", parameters: { a: 1, b: 100 } },
      starts: { kind: "grid", columns: 64, rows: 64 },
      noise: { kind: "none" },
      steps: 500,
      seed: 7,
      changes: [],
      stopping: { gradientTolerance: 1e-3, stepTolerance: 1e-5, halt: false },
      view: { height: "logarithmic", mode: "relief" },
    });
    expect(experiment.ensembles[0]?.hyperparameters).toMatchObject({ beta: 0.9, dampening: 0, weightDecay: 0 });
    expect(Object.keys(experiment.starts)).toEqual(["kind", "columns", "rows"]);
  });

  it("is not changed by being validated again", () => {
    const once = parseExperiment(withChange({}));
    expect(parseExperiment(once)).toEqual(once);
  });

  it("accepts every kind of start and noise", () => {
    const region = { x: [0, 1], y: [-1, 2] };
    const kinds = [
      { kind: "points", points: [[0, 0]], velocity: [0.1, -0.1] },
      { kind: "grid", columns: 3, rows: 2, region },
      { kind: "uniform", count: 9, region },
      { kind: "gaussian", count: 5, center: [0, 1], sigma: 0 },
      { kind: "disk", count: 4, center: [0, 1], radius: 2 },
      { kind: "line", count: 7, from: [0, 1], to: [1, 1] },
    ];
    for (const starts of kinds) expect(parseExperiment(withStarts(starts)).starts).toEqual(starts);
    // 0.01·0.09 and 0.03² differ in the last bit: a matrix of rank one must still pass.
    const noises = [
      { kind: "gaussian", sigma: 0 },
      {
        kind: "gaussian",
        covariance: [
          [0.01, 0.03],
          [0.03, 0.09],
        ],
      },
    ];
    for (const noise of noises) expect(parseExperiment(withNoise(noise)).noise).toEqual(noise);
  });

  it("counts every start at every combination of the axes", () => {
    const experiment = parseExperiment({
      ...withAxes({ count: 5 }, { hyperparameter: "learningRate", from: 1e-4, to: 1e-2, scale: "log", count: 7 }),
      starts: { kind: "grid", columns: 3, rows: 2 },
    });
    expect(trajectoryCount(experiment, 0)).toBe(6 * 5 * 7);
    expect(trajectoryCount(experiment, 1)).toBe(0);
  });

  it("keeps its changes by step, those of one step in their order", () => {
    const path = "/ensembles/0/hyperparameters/beta";
    const changes = [
      { step: 9, path, value: 0.1 },
      { step: 2, path, value: 0.2 },
      { step: 9, path, value: 0.3 },
    ];
    const values = parseExperiment({ ...minimal, changes }).changes.map(({ value }) => value);
    expect(values).toEqual([0.2, 0.1, 0.3]);
  });
});
