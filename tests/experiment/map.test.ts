import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { ExperimentError } from "../../src/experiment/experiment-error.ts";
import { formatExperiment } from "../../src/experiment/file.ts";
import { fittingMap, mapOfKind } from "../../src/experiment/fitting-map.ts";
import { parseJson } from "../../src/experiment/json-text.ts";
import { decodeLink, encodeLink } from "../../src/experiment/link.ts";
import { MAP_KINDS } from "../../src/experiment/map.ts";
import { parseExperiment } from "../../src/experiment/parse-experiment.ts";
import { optimizers } from "../../src/optimizers/index.ts";

const momentum = { optimizer: "momentum" };
const base = { version: 1, surface: { id: "himmelblau" }, ensembles: [momentum] };
const noisy = { ...base, noise: { kind: "gaussian", sigma: 1 } };
const alpha = "/ensembles/0/hyperparameters/learningRate";
const beta = "/ensembles/0/hyperparameters/beta";
const parsed = (map: unknown, rest: object = base) => parseExperiment({ ...rest, map });
const mapOf = (map: unknown, rest?: object) => parsed(map, rest).map;

function messageOf(run: () => unknown): string {
  try {
    run();
  } catch (error) {
    if (error instanceof ExperimentError) return error.message;
    throw error;
  }
  throw new Error("Nothing was refused.");
}

describe("A map takes its defaults", () => {
  it("over the two telling numbers of the first ensemble", () => {
    expect(mapOf({ kind: "rate" })).toEqual({
      kind: "rate",
      x: { path: alpha, from: 0.000025, to: 0.01, scale: "log" },
      y: { path: beta, from: 0, to: 0.999, scale: "linear" },
      width: 256,
      height: 256,
      steps: 1000,
      epsilon: 1e-6,
      ensemble: 0,
      starts: 1,
      burnIn: 1000,
      leastVisits: 30,
    });
  });

  it("over the surface's domain for basins, sensitivity and steady states", () => {
    const domain = { x: { path: "/starts/x", from: -5, to: 5 }, y: { path: "/starts/y", from: -5, to: 5 } };
    for (const kind of ["basins", "sensitivity", "density", "drift", "diffusion", "current", "curl"]) {
      expect(mapOf({ kind }, noisy), kind).toMatchObject(domain);
    }
    expect(mapOf({ kind: "basins" })?.steps).toBe(1000);
    expect(mapOf({ kind: "curl" }, noisy)?.steps).toBe(20_000);
  });

  it("over the one telling number and the starts' x where there is but one, over the starts where there is none", () => {
    const flow = { ...base, ensembles: [{ optimizer: "gradient-flow" }] };
    expect(mapOf({ kind: "loss" }, flow)).toMatchObject({
      x: { path: "/ensembles/0/hyperparameters/timeStep" },
      y: { path: "/starts/x" },
    });
    const search = { ...base, ensembles: [{ optimizer: "bfgs" }] };
    expect(mapOf({ kind: "loss" }, search)).toMatchObject({ x: { path: "/starts/x" }, y: { path: "/starts/y" } });
  });

  it("around the ensemble's own value on a log axis, within the declared range", () => {
    const at = (learningRate: number) =>
      mapOf({ kind: "rate" }, { ...base, ensembles: [{ ...momentum, hyperparameters: { learningRate } }] })?.x;
    expect(at(0.003)).toEqual({ path: alpha, from: 0.00015, to: 0.06, scale: "log" });
    expect(at(0.4)).toEqual({ path: alpha, from: 0.02, to: 1, scale: "log" });
    // Beyond the range, below it, and where no ratio leads: the declared range.
    for (const value of [100, 0, -1]) expect(at(value), String(value)).toMatchObject({ from: 1e-5, to: 1 });
  });

  it("of the ensemble that an axis names", () => {
    const two = { ...base, ensembles: [{ optimizer: "adam" }, momentum] };
    const map = mapOf({ kind: "rate", y: { path: "/ensembles/1/hyperparameters/beta" } }, two);
    expect(map).toMatchObject({ ensemble: 1, x: { path: "/ensembles/1/hyperparameters/learningRate" } });
  });

  it("for the axis that is left out, which is never the one that is given", () => {
    expect(mapOf({ kind: "rate", y: { path: alpha } })?.x.path).toBe(beta);
    expect(mapOf({ kind: "rate", x: { path: beta } })?.y.path).toBe(alpha);
    expect(mapOf({ kind: "basins", x: { path: "/starts/y" } })?.y.path).toBe("/starts/x");
  });

  it("with the number's own scale where its ends allow it, and a linear one where not", () => {
    const scale = (from: number, to: number) => mapOf({ kind: "rate", x: { path: alpha, from, to } })?.x.scale;
    expect(scale(0.001, 0.1)).toBe("log");
    expect(scale(0, 4)).toBe("linear");
    expect(mapOf({ kind: "rate", x: { path: beta, from: 0.1, to: 0.9 } })?.x.scale).toBe("linear");
  });

  it("with a displacement of up to a tenth of the domain's side", () => {
    expect(mapOf({ kind: "density", y: { path: "/velocity/x" } }, noisy)?.y).toEqual({
      path: "/velocity/x",
      from: -1,
      to: 1,
      scale: "linear",
    });
  });

  it("with one start a cell where each cell is a start", () => {
    expect(mapOf({ kind: "loss", x: { path: "/starts/x" }, y: { path: "/velocity/y" }, starts: 9 })?.starts).toBe(1);
    expect(mapOf({ kind: "loss", x: { path: alpha }, y: { path: "/starts/y" }, starts: 9 })?.starts).toBe(9);
  });

  it("of every kind, for every optimizer of the catalogue, and they are valid themselves", () => {
    for (const { id } of optimizers) {
      const rest = { ...noisy, surface: { id: "linear-system" }, ensembles: [{ optimizer: id }] };
      for (const kind of MAP_KINDS) {
        const experiment = parsed({ kind }, rest);
        expect(parseExperiment(experiment), `${kind} of ${id}`).toEqual(experiment);
      }
    }
  });
});

describe("A map and a race", () => {
  const experiment = parseExperiment({
    ...noisy,
    map: {
      kind: "loss",
      x: { path: alpha, from: 1e-4, to: 0.1 },
      y: { path: "/velocity/y", from: -1, to: 1 },
      width: 300,
      starts: 16,
      epsilon: 0,
    },
    race: { objective: "steps", budget: { kind: "gradients", amount: 77 } },
  });

  it("come back from a file", () => {
    expect(parseExperiment(parseJson(formatExperiment(experiment)))).toEqual(experiment);
    expect(formatExperiment(experiment)).toContain('"map"');
  });

  it("come back from a link", () => {
    expect(decodeLink(encodeLink(experiment))).toEqual(experiment);
  });

  it("are absent where they are not asked for", () => {
    expect(Object.keys(parseExperiment(base))).not.toEqual(expect.arrayContaining(["map"]));
    expect(Object.keys(parseExperiment(base))).not.toEqual(expect.arrayContaining(["race"]));
  });

  it("has defaults, the race", () => {
    expect(parseExperiment({ ...base, race: {} }).race).toEqual({
      objective: "loss",
      budget: { kind: "steps", amount: 200 },
      epsilon: 1e-6,
      starts: 256,
    });
  });
});

const OTHER_PATHS =
  "/starts/x, /starts/y, /velocity/x, /velocity/y, or /ensembles/<index>/hyperparameters/<name of a number>";
const KINDS = MAP_KINDS.join(", ");
const axis = (x: object) => ({ kind: "rate", x: { path: alpha, ...x } });
const two = { ...base, ensembles: [momentum, { optimizer: "adam" }] };

const REFUSED: readonly (readonly [name: string, map: unknown, message: string, rest?: object])[] = [
  [
    "no object",
    3,
    "/map: found 3; allowed: an object with kind, x, y, width, height, steps, epsilon, ensemble, starts, burnIn, leastVisits",
  ],
  ["no kind", {}, `/map/kind: found nothing; allowed: one of ${KINDS}`],
  [
    "a kind of another name",
    { kind: "basin" },
    `/map/kind: found "basin"; allowed: one of ${KINDS} (did you mean basins?)`,
  ],
  [
    "an unknown key",
    { kind: "rate", width_: 3 },
    "/map/width_: found an unknown key; allowed: one of kind, x, y, width, height, steps, epsilon, ensemble, starts, burnIn, leastVisits (did you mean width?)",
  ],
  [
    "an axis without a path",
    { kind: "rate", x: {} },
    "/map/x/path: found nothing; allowed: the path of a number, such as /starts/x or /ensembles/0/hyperparameters/beta",
  ],
  [
    "a path that leads nowhere",
    axis({ path: "/start/x" }),
    `/map/x/path: found "/start/x"; allowed: ${OTHER_PATHS} (did you mean /starts/x?)`,
  ],
  [
    "a pointer to something else",
    axis({ path: "/surface/parameters/b" }),
    `/map/x/path: found "/surface/parameters/b"; allowed: ${OTHER_PATHS}`,
  ],
  [
    "an ensemble that does not exist",
    axis({ path: "/ensembles/1/hyperparameters/beta" }),
    '/map/x/path: found "/ensembles/1/hyperparameters/beta"; allowed: /ensembles/0/…, the only one',
  ],
  [
    "one of several ensembles that does not exist",
    axis({ path: "/ensembles/2/hyperparameters/beta" }),
    '/map/x/path: found "/ensembles/2/hyperparameters/beta"; allowed: /ensembles/0/… to /ensembles/1/…',
    two,
  ],
  [
    "a number of another name",
    axis({ path: "/ensembles/0/hyperparameters/betta" }),
    '/map/x/path: found "/ensembles/0/hyperparameters/betta"; allowed: of momentum: one of learningRate, beta, dampening, weightDecay (did you mean beta?)',
  ],
  [
    "a flag",
    axis({ path: "/ensembles/1/hyperparameters/amsgrad" }),
    '/map/x/path: found "/ensembles/1/hyperparameters/amsgrad"; allowed: of adam: one of learningRate, beta1, beta2, epsilon, weightDecay',
    two,
  ],
  [
    "a choice",
    axis({ path: "/ensembles/0/hyperparameters/lineSearch" }),
    '/map/x/path: found "/ensembles/0/hyperparameters/lineSearch"; allowed: no number of bfgs, which has none',
    { ...base, ensembles: [{ optimizer: "bfgs" }] },
  ],
  [
    "a value that the update refuses, below",
    { kind: "rate", x: { path: "/ensembles/1/hyperparameters/beta1", from: -0.1 } },
    "/map/x/from: found -0.1; allowed: at least 0 and below 1",
    two,
  ],
  [
    "a value that the update refuses, above",
    { kind: "rate", x: { path: "/ensembles/1/hyperparameters/beta1", to: 1 } },
    "/map/x/to: found 1; allowed: at least 0 and below 1",
    two,
  ],
  [
    "a log scale over zero",
    axis({ from: 0, to: 1, scale: "log" }),
    '/map/x/scale: found "log" from 0 to 1; allowed: linear, since a log scale needs both ends non-zero and of one sign',
  ],
  [
    "a log scale across zero",
    { kind: "basins", y: { path: "/starts/y", scale: "log" } },
    '/map/y/scale: found "log" from -5 to 5; allowed: linear, since a log scale needs both ends non-zero and of one sign',
  ],
  [
    "a scale of another name",
    axis({ scale: "logarithmic" }),
    '/map/x/scale: found "logarithmic"; allowed: linear or log',
  ],
  [
    "an axis from right to left",
    axis({ from: 0.2, to: 0.1 }),
    "/map/x/to: found 0.1; allowed: a number above from, 0.2",
  ],
  ["an axis of one value", axis({ from: 0.1, to: 0.1 }), "/map/x/to: found 0.1; allowed: a number above from, 0.1"],
  ["an end that is no number", axis({ from: "0" }), '/map/x/from: found "0"; allowed: a finite number'],
  [
    "the same number twice",
    { kind: "rate", x: { path: beta }, y: { path: beta } },
    `/map/y/path: found "${beta}"; allowed: another number than that of the x axis`,
  ],
  [
    "numbers of two ensembles",
    { kind: "rate", x: { path: beta }, y: { path: "/ensembles/1/hyperparameters/beta1" } },
    '/map/y/path: found "/ensembles/1/hyperparameters/beta1"; allowed: a number of ensemble 0, which the x axis varies',
    two,
  ],
  [
    "another ensemble than its axis varies",
    { kind: "rate", x: { path: beta }, ensemble: 1 },
    "/map/ensemble: found 1; allowed: 0, which an axis varies",
    two,
  ],
  ["an ensemble that there is not", { kind: "rate", ensemble: 1 }, "/map/ensemble: found 1; allowed: 0"],
  [
    "an ensemble that there is not among several",
    { kind: "rate", ensemble: 7 },
    "/map/ensemble: found 7; allowed: an integer from 0 to 1",
    two,
  ],
  [
    "half an ensemble",
    { kind: "rate", ensemble: 0.5 },
    "/map/ensemble: found 0.5; allowed: the index of an ensemble, from 0",
  ],
  [
    "a steady state over a hyperparameter, x",
    { kind: "density", x: { path: beta } },
    `/map/x/path: found "${beta}"; allowed: /starts/x, /starts/y, /velocity/x or /velocity/y, since density is of places that one crowd visits`,
    noisy,
  ],
  [
    "a steady state over a hyperparameter, y",
    { kind: "curl", y: { path: beta } },
    `/map/y/path: found "${beta}"; allowed: /starts/x, /starts/y, /velocity/x or /velocity/y, since curl is of places that one crowd visits`,
    noisy,
  ],
  [
    "a steady state without noise",
    { kind: "drift" },
    '/map/kind: found "drift"; allowed: stability, rate, steps, loss, basins, sensitivity, trainability; or gradient noise, or an optimizer that draws, since momentum without noise comes to rest',
  ],
  ["one cell", { kind: "rate", width: 1 }, "/map/width: found 1; allowed: an integer from 2 to 4096"],
  ["too many cells", { kind: "rate", height: 4097 }, "/map/height: found 4097; allowed: an integer from 2 to 4096"],
  ["half a cell", { kind: "rate", height: 2.5 }, "/map/height: found 2.5; allowed: an integer from 2 to 4096"],
  ["no step", { kind: "rate", steps: 0 }, "/map/steps: found 0; allowed: an integer from 1 to 1000000"],
  [
    "too many steps",
    { kind: "rate", steps: 1_000_001 },
    "/map/steps: found 1000001; allowed: an integer from 1 to 1000000",
  ],
  ["an epsilon below zero", { kind: "rate", epsilon: -1 }, "/map/epsilon: found -1; allowed: a finite number ≥ 0"],
  ["no start", { kind: "rate", starts: 0 }, "/map/starts: found 0; allowed: an integer from 1 to 1024"],
  ["too many starts", { kind: "rate", starts: 1025 }, "/map/starts: found 1025; allowed: an integer from 1 to 1024"],
  [
    "a burn-in below zero",
    { kind: "rate", burnIn: -1 },
    "/map/burnIn: found -1; allowed: an integer from 0 to 1000000",
  ],
  [
    "one visit, whose error nobody knows",
    { kind: "rate", leastVisits: 1 },
    "/map/leastVisits: found 1; allowed: an integer from 2 to 1000000",
  ],
];

describe("A map is refused, at its place, with", () => {
  it.each(REFUSED)("%s", (_name, map, message, rest) => {
    expect(messageOf(() => parsed(map, rest ?? base))).toBe(message);
  });

  it("nothing where something draws at random", () => {
    expect(mapOf({ kind: "drift" }, { ...base, ensembles: [{ optimizer: "langevin" }] })?.kind).toBe("drift");
    expect(mapOf({ kind: "drift" }, { ...base, noise: { kind: "gaussian", sigma: 0 } })?.kind).toBe("drift");
  });
});

it("the optimizers that draw are those of the stochastic group", () => {
  for (const { id, group } of optimizers) {
    const rule = readFileSync(new URL(`../../shaders/optimizers/${id}.wgsl`, import.meta.url), "utf8");
    expect(/\b(?:normals|uniform_draw)\(/.test(rule), id).toBe(group === "stochastic");
  }
});

describe("A race is refused, at its place, with", () => {
  it.each([
    ["an unknown objective", { objective: "speed" }, '/race/objective: found "speed"; allowed: loss, steps or share'],
    ["an unknown budget", { budget: { kind: "time" } }, '/race/budget/kind: found "time"; allowed: steps or gradients'],
    [
      "a budget of nothing",
      { budget: { amount: 0 } },
      "/race/budget/amount: found 0; allowed: an integer from 1 to 1000000",
    ],
    ["no start", { starts: 0 }, "/race/starts: found 0; allowed: an integer from 1 to 4096"],
    [
      "an unknown key",
      { seed: 1 },
      "/race/seed: found an unknown key; allowed: one of objective, budget, epsilon, starts",
    ],
  ])("%s", (_name, race, message) => {
    expect(messageOf(() => parseExperiment({ ...base, race }))).toBe(message);
  });
});

describe("A map that is to fit an edited experiment", () => {
  const pair = { ...base, ensembles: [{ optimizer: "adam" }, momentum] };
  const x = { path: "/ensembles/1/hyperparameters/learningRate", from: 0.002, to: 0.3 };
  const before = parsed({ kind: "rate", x, width: 99 }, pair);

  it("stays as it is where it fits", () => {
    expect(fittingMap(before)).toEqual(before);
    expect(fittingMap({ ...before, seed: 1 }, before).map).toEqual(before.map);
    expect(fittingMap(parseExperiment(base))).toEqual(parseExperiment(base));
  });

  it("follows its ensemble to another place", () => {
    const after = fittingMap({ ...before, ensembles: before.ensembles.slice(1) }, before).map;
    expect(after).toEqual({
      ...before.map,
      ensemble: 0,
      x: { ...before.map?.x, path: alpha },
      y: { ...before.map?.y, path: beta },
    });
  });

  it("stays with an ensemble that is edited in its place", () => {
    const edited = { ...before, ensembles: before.ensembles.map((ensemble) => ({ ...ensemble, label: "new" })) };
    expect(fittingMap(edited, before).map).toEqual(before.map);
  });

  it("goes to the first ensemble where its own is gone, or is another optimizer now", () => {
    const gone = fittingMap({ ...before, ensembles: before.ensembles.slice(0, 1) }, before).map;
    expect(gone).toMatchObject({
      kind: "rate",
      ensemble: 0,
      width: 99,
      y: { path: "/ensembles/0/hyperparameters/beta1" },
    });
    const other = { ...before, ensembles: before.ensembles.with(1, { optimizer: "bfgs", hyperparameters: {} }) };
    expect(fittingMap(other, before).map).toMatchObject({ ensemble: 0, width: 99 });
  });

  it("goes with its starts to another surface, and stays on the same domain where it was", () => {
    const basins = parsed({ kind: "basins", x: { path: "/starts/x", from: 1, to: 2 } });
    const moved = fittingMap({ ...basins, surface: { id: "beale", parameters: {} } }, basins).map;
    expect(moved).toMatchObject({
      x: { path: "/starts/x", from: -4.5, to: 4.5 },
      y: { path: "/starts/y", from: -4.5, to: 4.5 },
    });
    expect(fittingMap({ ...basins, noise: { kind: "gaussian", sigma: 1 } }, basins).map).toEqual(basins.map);
  });

  it("is given up where no map of its kind can be: a steady state whose noise is gone", () => {
    const field = parsed({ kind: "curl" }, noisy);
    expect(fittingMap({ ...field, noise: { kind: "none" } }, field)).not.toHaveProperty("map");
  });

  it("leaves an experiment alone that is wrong elsewhere", () => {
    const wrong = { ...before, surface: { id: "nowhere", parameters: {} } };
    expect(fittingMap(wrong, before)).toBe(wrong);
  });
});

describe("A map of another kind", () => {
  it("keeps its axes and steps among kinds over hyperparameters", () => {
    const map = parsed({ kind: "rate", x: { path: alpha, from: 0.1, to: 0.2 }, steps: 50, width: 9 });
    expect(map.map && mapOfKind(map, map.map, "loss")).toEqual({ ...map.map, kind: "loss" });
  });

  it("takes that kind's axes where its own tell little there", () => {
    const map = parsed({ kind: "rate", x: { path: alpha, from: 0.1, to: 0.2 }, steps: 50, width: 9 }, noisy);
    const basins = map.map && mapOfKind(map, map.map, "basins");
    expect(basins).toMatchObject({ kind: "basins", x: { path: "/starts/x", from: -5 }, steps: 50, width: 9 });
    expect(map.map && mapOfKind(map, map.map, "curl").steps).toBe(20_000);
  });

  it("says why there is none", () => {
    const map = parsed({ kind: "rate" });
    expect(messageOf(() => map.map && mapOfKind(map, map.map, "curl"))).toMatch(
      /momentum without noise comes to rest$/,
    );
  });
});
