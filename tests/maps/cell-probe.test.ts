import { describe, expect, it } from "vitest";
import { parseExperiment } from "../../src/experiment/parse-experiment.ts";
import { CellProbe } from "../../src/maps/cell-probe.ts";
import { cellRun } from "../../src/maps/cell-run.ts";
import type { ProbeLine, ProbePath } from "../../src/maps/probe-path.ts";
import { MOST_LINES, MOST_POINTS } from "../../src/maps/probe-path.ts";
import { simulateReference } from "../../src/reference/simulate.ts";
import { runOne } from "../reference/run.ts";

const noisy = { kind: "gaussian", sigma: 3 } as const;
const momentum = { optimizer: "momentum", hyperparameters: { learningRate: 0.01, beta: 0.9 } } as const;
const overNumbers = {
  kind: "rate",
  x: { path: "/ensembles/1/hyperparameters/learningRate", from: 0.001, to: 0.1, scale: "log" },
  y: { path: "/ensembles/1/hyperparameters/beta", from: 0, to: 1 },
  width: 20,
  height: 10,
  steps: 120,
};
const overStarts = { kind: "basins", x: { path: "/starts/x" }, y: { path: "/starts/y" }, width: 8, height: 4 };

function probed(experiment: Readonly<Record<string, unknown>>, column: number, row: number): ProbePath {
  const probe = new CellProbe(parseExperiment({ version: 1, ...experiment }), { column, row });
  let pieces = 0;
  while (!probe.isDone && pieces++ < 100_000) probe.advance();
  return probe.path();
}

function pointsOf({ points, count }: ProbeLine): readonly (readonly [number, number, number])[] {
  return Array.from({ length: count }, (_, i) => [
    points[3 * i] ?? Number.NaN,
    points[3 * i + 1] ?? Number.NaN,
    points[3 * i + 2] ?? Number.NaN,
  ]);
}

describe("the trajectories of a cell, computed on the processor", () => {
  it("are those of the reference in f32, bit for bit, from each of the cell's starts, with noise and a schedule", () => {
    const experiment = {
      surface: { id: "himmelblau" },
      starts: {
        kind: "points",
        points: [
          [-3, 2.5],
          [0.5, -4],
          [4.25, 4],
        ],
        velocity: [0.1, -0.2],
      },
      noise: noisy,
      ensembles: [
        { optimizer: "gradient-descent" },
        { ...momentum, schedule: { kind: "cosine" }, axes: [{ hyperparameter: "beta", from: 0, to: 1, count: 4 }] },
      ],
      seed: 11,
      steps: 7,
      map: { ...overNumbers, starts: 3 },
      changes: [{ step: 3, path: "/ensembles/1/hyperparameters/learningRate", value: 0.5 }],
    };
    const path = probed(experiment, 3, 5);
    const cell = {
      ...experiment,
      ensembles: [
        {
          optimizer: "momentum",
          hyperparameters: { learningRate: 0.001 * 100 ** (3.5 / 20), beta: 0.55 },
          schedule: { kind: "cosine" },
        },
      ],
      steps: 120,
      changes: [],
      map: undefined,
    };
    const { map: _map, ...bare } = cell;
    const expected = simulateReference(parseExperiment({ version: 1, ...bare }), {
      precision: "f32",
      every: 1,
      state: false,
    }).ensembles[0]?.trajectories;
    expect(path).toMatchObject({ column: 3, row: 5, ensemble: 1, trajectories: 3 });
    expect(path.lines).toHaveLength(3);
    for (const [index, line] of path.lines.entries()) {
      const whole = expected?.[index];
      const steps = whole?.points.map(([x, y], step) => [x, y, whole.losses[step]]) ?? [];
      const points = pointsOf(line);
      // Steps shorter than half a pixel are drawn with the next: the schedule ends in some of them.
      let next = 0;
      for (const step of steps) if (JSON.stringify(step) === JSON.stringify(points[next])) next += 1;
      expect(next, "points that are the next of the reference's steps").toBe(points.length);
      expect(points.length).toBeGreaterThan(50);
      expect(points.at(-1)).toEqual(steps.at(-1));
      expect(line).toMatchObject({ steps: 120, drawnSteps: 120 });
    }
  });

  it("draw the random numbers of the trajectory of that number of a grid of starts", () => {
    const base = { surface: { id: "himmelblau", parameters: {} }, noise: noisy, ensembles: [momentum], seed: 3 };
    const window = { x: [-4, 4], y: [-4, 4] };
    const axis = (name: "x" | "y") => ({ path: `/starts/${name}`, from: -4, to: 4 });
    const map = { ...overStarts, x: axis("x"), y: axis("y"), steps: 60 };
    const [line] = probed({ ...base, starts: { kind: "uniform", count: 5 }, map }, 6, 2).lines;
    const starts = { kind: "grid", columns: 8, rows: 4, region: window };
    const grid = parseExperiment({ version: 1, ...base, starts, steps: 60 });
    const expected = simulateReference(grid, { precision: "f32", every: 1, state: false });
    expect(line && pointsOf(line).map(([x, y]) => [x, y])).toEqual(
      expected.ensembles[0]?.trajectories[2 * 8 + 6]?.points,
    );
  });

  it("say how they ended", () => {
    const end = (learningRate: number, steps: number) =>
      probed(
        {
          surface: { id: "quadratic" },
          ensembles: [{ optimizer: "gradient-descent", hyperparameters: { learningRate } }],
          map: { ...overStarts, steps },
        },
        7,
        3,
      ).lines[0];
    expect(end(0.01, 3000)?.end).toBe("arrived");
    expect(end(0.01, 3)).toMatchObject({ end: "running", steps: 3, count: 4 });
    const lost = end(5, 3000);
    expect(lost?.end).toBe("diverged");
    const { divergedAt } = runOne(
      {
        surface: { id: "quadratic" },
        starts: { kind: "points", points: [[lost?.points[0], lost?.points[1]]] },
        ensembles: [{ optimizer: "gradient-descent", hyperparameters: { learningRate: 5 } }],
        steps: 100,
      },
      "f32",
    );
    expect(lost?.steps, "the steps before the one that it did not survive").toBe((divergedAt ?? 0) - 1);
    expect((lost === undefined ? [] : pointsOf(lost)).every((point) => point.every(Number.isFinite))).toBe(true);
  });

  it("are the first of many, and share the room for points", () => {
    const path = probed(
      {
        surface: { id: "quadratic" },
        starts: { kind: "grid", columns: 10, rows: 10 },
        noise: { kind: "gaussian", sigma: 400 },
        ensembles: [{ optimizer: "gradient-descent" }, momentum],
        map: { ...overNumbers, starts: 30, steps: 2000 },
      },
      10,
      0,
    );
    expect(path.lines).toHaveLength(MOST_LINES);
    expect(path.trajectories).toBe(30);
    const lengths = path.lines.map(({ count }) => count);
    expect(Math.max(...lengths)).toBe(MOST_POINTS / MOST_LINES);
    for (const line of path.lines) {
      if (line.count < MOST_POINTS / MOST_LINES) continue;
      expect(line.steps).toBe(2000);
      expect(line.drawnSteps, "steps until there was no more room").toBe(line.count - 2);
    }
  });

  it("are known piece by piece, and what was known stays", () => {
    const experiment = parseExperiment({
      version: 1,
      surface: { id: "himmelblau" },
      ensembles: [momentum],
      map: { ...overStarts, steps: 100 },
    });
    const probe = new CellProbe(experiment, { column: 1, row: 1 });
    expect(probe.path().lines).toEqual([]);
    probe.advance();
    const early = probe.path().lines[0];
    const before = early && pointsOf(early);
    expect(early).toMatchObject({ end: "under way", steps: 16 });
    while (!probe.isDone) probe.advance();
    expect(early && pointsOf(early)).toEqual(before);
    const whole = probe.path().lines[0];
    expect(whole && pointsOf(whole).slice(0, before?.length)).toEqual(before);
  });
});

describe("what a cell runs", () => {
  it("starts where its axes say, in f32, with the velocity that they say, and never comes to rest by a tolerance", () => {
    const experiment = parseExperiment({
      version: 1,
      surface: { id: "himmelblau" },
      starts: { kind: "points", points: [[1, 1.5]], velocity: [0.25, 0.5] },
      ensembles: [momentum],
      map: {
        kind: "basins",
        x: { path: "/velocity/y", from: -1, to: 1 },
        y: { path: "/starts/x", from: 0, to: 0.3 },
        width: 4,
        height: 3,
      },
    });
    const { experiment: run, streams } = cellRun(experiment, { column: 3, row: 1 });
    const starts = { kind: "points", points: [[Math.fround(0.15), 1.5]], velocity: [0.25, 0.75] };
    expect(run.starts).toEqual(starts);
    expect(streams).toEqual([1 * 4 + 3]);
    expect(run.stopping).toMatchObject({ stepTolerance: -1, halt: false });
  });

  it("draws the numbers of its starts where hyperparameters vary", () => {
    const experiment = parseExperiment({
      version: 1,
      surface: { id: "himmelblau" },
      starts: { kind: "uniform", count: 100 },
      ensembles: [{ optimizer: "adam" }, momentum],
      map: { ...overNumbers, starts: 3 },
    });
    const { streams, ensemble, experiment: run } = cellRun(experiment, { column: 0, row: 0 });
    // ⌊100 frac(k (√5 − 1)/2)⌋.
    expect(streams).toEqual([61, 23, 85]);
    expect(ensemble).toBe(1);
    expect(run.ensembles.map(({ optimizer }) => optimizer)).toEqual(["momentum"]);
  });

  it("has one start where it is named by where that ends", () => {
    const map = { ...overNumbers, y: { path: "/starts/x", from: -1, to: 1 }, starts: 5 };
    const experiment = (kind: string) =>
      parseExperiment({
        version: 1,
        surface: { id: "himmelblau" },
        ensembles: [{ optimizer: "adam" }, momentum],
        map: { ...map, kind },
      });
    expect(cellRun(experiment("basins"), { column: 0, row: 0 }).streams).toHaveLength(1);
    expect(cellRun(experiment("loss"), { column: 0, row: 0 }).streams).toHaveLength(5);
  });

  it("is refused without a map", () => {
    const { map: _map, ...experiment } = parseExperiment({
      version: 1,
      surface: { id: "himmelblau" },
      ensembles: [momentum],
    });
    expect(() => cellRun(experiment, { column: 0, row: 0 })).toThrow("An experiment without a map has no cells.");
  });
});
