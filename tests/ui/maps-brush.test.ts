import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { Experiment } from "../../src/experiment/experiment.ts";
import { parseExperiment } from "../../src/experiment/parse-experiment.ts";
import { trajectoryCount } from "../../src/experiment/trajectory-count.ts";
import { shortestF32 } from "../../src/math/shortest-f32.ts";
import { brushedRegion, clearRegion, runRegion } from "../../src/ui/maps/brush.ts";
import { pickCell } from "../../src/ui/maps/probe.ts";
import * as store from "../../src/ui/store.ts";

const overNumbers = {
  kind: "rate",
  x: { path: "/ensembles/1/hyperparameters/learningRate", from: 0.001, to: 0.1, scale: "log" },
  y: { path: "/ensembles/1/hyperparameters/beta", from: 0, to: 1 },
  width: 20,
  height: 10,
};
const overStarts = {
  kind: "basins",
  x: { path: "/starts/x", from: -5, to: 5 },
  y: { path: "/starts/y", from: -4, to: 4 },
  width: 100,
  height: 100,
};

/** Shows an experiment in the page, without what would run it. */
function show(map: Readonly<Record<string, unknown>> | undefined, rest: Readonly<Record<string, unknown>> = {}): void {
  store.experiment.value = parseExperiment({
    version: 1,
    surface: { id: "himmelblau" },
    starts: { kind: "grid", columns: 64, rows: 64 },
    ensembles: [
      { optimizer: "gradient-descent" },
      { optimizer: "momentum", hyperparameters: { learningRate: 0.01, beta: 0.9 } },
    ],
    ...rest,
    ...(map === undefined ? {} : { map }),
  });
}

const now = (): Experiment => store.experiment.peek();

beforeEach(() => {
  vi.stubGlobal("location", { origin: "", pathname: "/", hash: "" });
  vi.stubGlobal("history", { pushState: vi.fn(), replaceState: vi.fn() });
});
afterEach(() => {
  vi.unstubAllGlobals();
});

describe("a rectangle of a map of starts", () => {
  it("becomes the region of a grid of as many starts, which links show too, and is one step of the history", () => {
    show({ ...overStarts, ensemble: 1 });
    expect(brushedRegion(now())).toBeUndefined();
    // Dragged from the upper right to the lower left.
    expect(runRegion({ x: [3.00004, -1.23456], y: [2, 0.5] })).toBeUndefined();
    // Rounded to a thousandth of its length.
    const region = { x: [-1.235, 3], y: [0.5, 2] };
    expect(now().starts).toEqual({ kind: "grid", columns: 64, rows: 64, region });
    expect(brushedRegion(now())).toEqual(region);
    expect(brushedRegion(parseExperiment(JSON.parse(JSON.stringify(now()))))).toEqual(region);
    expect(history.pushState).toHaveBeenCalledTimes(1);
    expect(now().map).toMatchObject(overStarts);
  });

  it("is given up for what ran before, however many rectangles came one after another", () => {
    const starts = { kind: "uniform", count: 3000, velocity: [0.5, 0] };
    show(overStarts, { starts });
    runRegion({ x: [-1, 0], y: [0, 1] });
    expect(now().starts).toEqual({
      kind: "grid",
      columns: 55,
      rows: 55,
      region: { x: [-1, 0], y: [0, 1] },
      velocity: [0.5, 0],
    });
    runRegion({ x: [1, 2], y: [0, 1] });
    expect(brushedRegion(now())).toEqual({ x: [1, 2], y: [0, 1] });
    expect(clearRegion()).toBeUndefined();
    expect(now().starts).toEqual(starts);
    expect(brushedRegion(now())).toBeUndefined();
    const before = now();
    expect(clearRegion()).toBeUndefined();
    expect(now()).toBe(before);
  });

  it("of a link is given up for the whole domain", () => {
    show(overStarts, { starts: { kind: "grid", columns: 30, rows: 30, region: { x: [0, 1], y: [0, 1] } } });
    expect(brushedRegion(now())).toEqual({ x: [0, 1], y: [0, 1] });
    expect(clearRegion()).toBeUndefined();
    expect(now().starts).toEqual({ kind: "grid", columns: 30, rows: 30 });
  });

  it("fills a rectangle even where few started", () => {
    show(overStarts, { starts: { kind: "points", points: [[1, 1]] } });
    runRegion({ x: [-1, 0], y: [0, 1] });
    expect(now().starts).toMatchObject({ kind: "grid", columns: 32, rows: 32 });
    clearRegion();
    expect(now().starts).toEqual({ kind: "points", points: [[1, 1]] });
  });

  it("with x and y exchanged is the same rectangle", () => {
    show({ ...overStarts, x: overStarts.y, y: overStarts.x });
    runRegion({ x: [0.5, 2], y: [-1, 3] });
    expect(now().starts).toMatchObject({ region: { x: [-1, 3], y: [0.5, 2] } });
    expect(brushedRegion(now())).toEqual({ x: [0.5, 2], y: [-1, 3] });
  });

  it("of velocities is refused with the reason", () => {
    show({ ...overStarts, y: { path: "/velocity/x", from: -1, to: 1 } });
    const before = now();
    expect(runRegion({ x: [-1, 0], y: [0, 1] })).toBe(
      "The starts of a run share one velocity: choose a cell instead of a rectangle.",
    );
    expect(now()).toBe(before);
  });
});

describe("a rectangle of a map of hyperparameters", () => {
  it("becomes axes of the mapped ensemble, from the very start that the map's cells have", () => {
    show(overNumbers);
    expect(runRegion({ x: [0.002, 0.05], y: [0.5, 0.75] })).toBeUndefined();
    const { starts, ensembles } = now();
    // Start ⌊4096 · 0.618…⌋ = 2531: row 39, column 35 of the grid over [−5, 5]².
    expect(starts).toEqual({ kind: "points", points: [[(10 * 35.5) / 64 - 5, (10 * 39.5) / 64 - 5]] });
    expect(ensembles[0]).not.toHaveProperty("axes");
    expect(ensembles[1]?.axes).toEqual([
      { hyperparameter: "learningRate", from: 0.002, to: 0.05, count: 64, scale: "log" },
      { hyperparameter: "beta", from: 0.5, to: 0.75, count: 64, scale: "linear" },
    ]);
    expect(trajectoryCount(now(), 1)).toBe(4096);
    expect(brushedRegion(now())).toEqual({ x: [0.002, 0.05], y: [0.5, 0.75] });
    // Another rectangle from the same start, and back.
    runRegion({ x: [0.004, 0.006], y: [0, 0.25] });
    expect(now().starts).toEqual(starts);
    expect(trajectoryCount(now(), 1)).toBe(4096);
    clearRegion();
    expect(now().starts).toEqual({ kind: "grid", columns: 64, rows: 64 });
    expect(now().ensembles[1]).not.toHaveProperty("axes");
  });

  it("of a link is given up for as many starts over the domain", () => {
    show(overNumbers, {
      starts: { kind: "points", points: [[1, 1]] },
      ensembles: [
        { optimizer: "gradient-descent" },
        {
          optimizer: "momentum",
          axes: [
            { hyperparameter: "beta", from: 0.5, to: 0.75, count: 20 },
            { hyperparameter: "learningRate", from: 0.002, to: 0.05, count: 20, scale: "log" },
          ],
        },
      ],
    });
    expect(brushedRegion(now())).toEqual({ x: [0.002, 0.05], y: [0.5, 0.75] });
    clearRegion();
    expect(now().starts).toEqual({ kind: "grid", columns: 20, rows: 20 });
    expect(now().ensembles[1]).not.toHaveProperty("axes");
  });

  it("shares the trajectories among the starts of a cell, and leaves few starts as they are", () => {
    show({ ...overNumbers, starts: 16 });
    runRegion({ x: [0.002, 0.05], y: [0.5, 0.75] });
    expect(now().starts).toMatchObject({ kind: "points" });
    expect(now().ensembles[1]?.axes?.map(({ count }) => count)).toEqual([16, 16]);
    const starts = {
      kind: "points",
      points: [
        [1, 2],
        [3, 1],
      ],
    };
    show({ ...overNumbers, starts: 4 }, { starts });
    runRegion({ x: [0.002, 0.05], y: [0.5, 0.75] });
    expect(now().starts).toEqual(starts);
    // 1024 trajectories at the least, from two starts.
    expect(now().ensembles[1]?.axes?.map(({ count }) => count)).toEqual([23, 23]);
  });

  it("does not give other ensembles more than there were", () => {
    const axes = [{ hyperparameter: "learningRate", from: 0.001, to: 0.01, count: 50, scale: "linear" }];
    show(
      { ...overStarts, ensemble: 1 },
      {
        starts: { kind: "points", points: [[1, 1]] },
        ensembles: [{ optimizer: "gradient-descent", axes }, { optimizer: "momentum" }],
      },
    );
    runRegion({ x: [-1, 0], y: [0, 1] });
    expect(now().ensembles[0]).not.toHaveProperty("axes");
    clearRegion();
    expect(now().ensembles[0]?.axes).toEqual(axes);
  });

  it("and of a coordinate of the starts becomes a line of starts and one axis", () => {
    show({ ...overNumbers, y: { path: "/starts/y", from: -5, to: 5 } });
    runRegion({ x: [0.002, 0.05], y: [-1, 3] });
    const x = (10 * 35.5) / 64 - 5;
    expect(now().starts).toEqual({ kind: "line", count: 64, from: [x, -1], to: [x, 3] });
    expect(trajectoryCount(now(), 1)).toBe(4096);
    expect(brushedRegion(now())).toEqual({ x: [0.002, 0.05], y: [-1, 3] });
    clearRegion();
    expect(now().starts).toEqual({ kind: "grid", columns: 64, rows: 64 });
  });

  it("is refused where an end is no value of the hyperparameter", () => {
    show(overNumbers);
    const before = now();
    expect(runRegion({ x: [0.002, 0.05], y: [0.5, Number.NaN] })).toMatch(/^Allowed: a finite number/);
    expect(now()).toBe(before);
  });
});

describe("choosing a cell", () => {
  it("of hyperparameters sets the sliders to the values with which its own trajectories run", () => {
    show(overNumbers);
    expect(pickCell(7, 9)).toBeUndefined();
    const { learningRate, beta } = now().ensembles[1]?.hyperparameters ?? {};
    expect(Math.fround(Number(learningRate))).toBe(Math.fround(0.001 * 100 ** (7.5 / 20)));
    expect(beta).toBe(0.95);
    expect(now().starts).toEqual({ kind: "grid", columns: 64, rows: 64 });
    expect(history.pushState).not.toHaveBeenCalled();
  });

  it("of hyperparameters that run side by side ends that, and returns to the starts of before", () => {
    show(overNumbers);
    runRegion({ x: [0.002, 0.05], y: [0.5, 0.75] });
    expect(pickCell(0, 0)).toBeUndefined();
    expect(now().ensembles[1]).not.toHaveProperty("axes");
    expect(now().ensembles[1]?.hyperparameters).toMatchObject({ beta: 0.05 });
    expect(now().starts).toEqual({ kind: "grid", columns: 64, rows: 64 });
  });

  it("of hyperparameters sets them so that 1 − β too is the cell's, and ends an axis of its own only", () => {
    const axes = (hyperparameter: string) => [{ hyperparameter, from: 0.5, to: 0.9, count: 3, scale: "linear" }];
    const of = (name: string) => `/ensembles/0/hyperparameters/${name}`;
    const map = {
      kind: "rate",
      x: { path: of("learningRate"), from: 0.001, to: 0.1 },
      y: { path: of("beta2"), from: 0.99981234, to: 0.99998717 },
      width: 7,
      height: 7,
    };
    show(map, { ensembles: [{ optimizer: "adam", axes: axes("beta1") }] });
    pickCell(2, 3);
    expect(now().ensembles[0]?.axes).toEqual(axes("beta1"));
    show(map, { ensembles: [{ optimizer: "adam", axes: axes("beta2") }] });
    pickCell(2, 3);
    const { beta2 } = now().ensembles[0]?.hyperparameters ?? {};
    const centre = 0.99981234 + (0.99998717 - 0.99981234) * (3.5 / 7);
    expect(Math.fround(1 - shortestF32(centre)), "the shortest decimal alone").not.toBe(Math.fround(1 - centre));
    expect(Math.fround(1 - Number(beta2))).toBe(Math.fround(1 - centre));
    expect(now().ensembles[0]).not.toHaveProperty("axes");
  });

  it("of starts puts a cloud there, whose width is that of the map's window, or a single start", () => {
    show(overStarts);
    expect(pickCell(10, 99)).toBeUndefined();
    // 4 % of the diagonal of 10 × 8.
    expect(now().starts).toEqual({ kind: "gaussian", count: 4096, center: [-3.95, 3.96], sigma: 0.512 });
    show(overStarts, { starts: { kind: "points", points: [[1, 1]], velocity: [0.5, 0] } });
    pickCell(10, 99);
    expect(now().starts).toEqual({ kind: "points", points: [[-3.95, 3.96]], velocity: [0.5, 0] });
  });

  it("of a start and a hyperparameter sets both, and of velocities leaves the places", () => {
    show({ ...overNumbers, y: { path: "/starts/y", from: -5, to: 5 }, starts: 2 });
    pickCell(0, 0);
    expect(now().starts).toMatchObject({
      kind: "points",
      points: [
        [(10 * 35.5) / 64 - 5, -4.5],
        [expect.any(Number), -4.5],
      ],
    });
    expect(Math.fround(Number(now().ensembles[1]?.hyperparameters.learningRate))).toBe(
      Math.fround(0.001 * 100 ** (1 / 40)),
    );
    const velocities = { x: { path: "/velocity/x", from: -1, to: 1 }, y: { path: "/velocity/y", from: -1, to: 1 } };
    show({ ...overStarts, ...velocities, width: 4, height: 4 });
    pickCell(3, 0);
    expect(now().starts).toEqual({ kind: "grid", columns: 64, rows: 64, velocity: [0.75, -0.75] });
  });

  it("without a map says so", () => {
    show(undefined);
    expect(runRegion({ x: [0, 1], y: [0, 1] })).toBe("There is no map to choose from.");
    expect(pickCell(0, 0)).toBe("There is no map to choose from.");
  });
});
