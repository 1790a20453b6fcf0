import { describe, expect, test } from "vitest";
import { labelPlace, pathOf, placeOf } from "../../src/charts/map/overlay-geometry.ts";
import { cellFacts } from "../../src/ui/maps/cell-facts.ts";
import { fieldKey } from "../../src/ui/maps/field-keys.ts";

const context = { epsilon: 1e-6, minimumName: (index: number) => `minimum ${index + 1}` };
const lines = (...[kind, numbers, more]: [Parameters<typeof cellFacts>[0], readonly number[], object?]) =>
  cellFacts(kind, numbers, { ...context, ...more }).map(({ label, value }) => `${label}: ${value}`);

describe("the numbers of a cell in words", () => {
  test("tell how fast it converges, beside what theory says", () => {
    expect(lines("rate", [0.94868, 1, 1, 412, 3.25e-12, 1, 1000, 0], { predicted: 0.9486833 })).toEqual([
      "factor per step: 0.9487",
      "predicted: 0.9487",
      "stable: converges",
      "steps to 1e-6: 412",
      "loss: 3.25e−12",
      "arrived: 100 %",
    ]);
  });

  test("tell divergence, and what was never reached", () => {
    const infinite = Number.POSITIVE_INFINITY;
    expect(lines("steps", [infinite, 0, 0, -1, infinite, 0, 1000, 0])).toEqual([
      "factor per step: ∞",
      "unstable: diverges",
      "steps to 1e-6: never",
      "loss: ∞",
      "arrived: 0 %",
    ]);
  });

  test("leave out the steps where nobody counted them", () => {
    expect(lines("rate", [0.9, 1, 1, Number.NaN, 0, 1, 1000, 0]).join()).not.toContain("steps");
  });

  test("name where a start leads, whatever that is", () => {
    expect(lines("basins", [2, 130, 1, 0, 0, 0, 0, 0])).toEqual(["ends at: minimum 3", "after: 130 steps", "loss: 0"]);
    expect([0, 2, 3, 4].map((end) => lines("basins", [end === 4 ? -2 : -1, -1, end, 5, 0, 0, 0, 0])[0])).toEqual([
      "ends at: still on its way",
      "ends at: a saddle or maximum",
      "ends at: a minimum that is not listed",
      "ends at: diverged",
    ]);
  });

  test("carry their standard errors in a steady state, and say nothing of cells with too few visits", () => {
    expect(lines("current", [900, 0.25, 0.001, -0.002, 0, 0.00012, 0.00034, 0])).toEqual([
      "current x: 0.001 ± 0.00012",
      "current y: −0.002 ± 0.00034",
      "density: 0.25",
      "visits: 900",
    ]);
    const nothing = Number.NaN;
    expect(lines("current", [12, nothing, nothing, nothing, nothing, nothing, nothing, nothing])).toEqual([
      "visits: 12",
      ": too few to say",
    ]);
  });

  test("are none where nothing is known yet", () => {
    const unknown = Array.from({ length: 8 }, () => Number.NaN);
    for (const kind of ["rate", "basins", "sensitivity", "trainability", "density"] as const) {
      expect(lines(kind, unknown), kind).toEqual([]);
    }
  });
});

describe("the keys of a map", () => {
  const size = { width: 64, height: 32 };
  const press = (key: string, crosshair?: { column: number; row: number }, shiftKey = false) =>
    fieldKey({ key, shiftKey }, crosshair, size);

  test("put the crosshair into the middle, then move it cell by cell, and never beyond the border", () => {
    expect(press("ArrowUp")).toEqual({ kind: "move", cell: { column: 32, row: 16 } });
    expect(press("ArrowUp", { column: 32, row: 16 })).toEqual({ kind: "move", cell: { column: 32, row: 17 } });
    expect(press("ArrowLeft", { column: 4, row: 16 }, true)).toEqual({ kind: "move", cell: { column: 0, row: 16 } });
    expect(press("ArrowRight", { column: 63, row: 0 })).toEqual({ kind: "move", cell: { column: 63, row: 0 } });
  });

  test("come closer and go back by the same factor", () => {
    const [closer, farther] = [press("+"), press("-")];
    if (closer?.kind !== "zoom" || farther?.kind !== "zoom") throw new Error("They do not zoom.");
    expect(closer.factor * farther.factor).toBe(1);
    expect(closer.factor).toBeLessThan(1);
  });

  test("take over a cell only where there is a crosshair, and leave the others to the page", () => {
    expect(press("Enter")).toBeUndefined();
    expect(press("Enter", { column: 1, row: 1 })).toEqual({ kind: "pick" });
    expect(press(" ")).toBeUndefined();
  });
});

describe("what is drawn over a map", () => {
  const window = {
    x: { path: "/starts/x", from: -2, to: 2, scale: "linear" },
    y: { path: "/ensembles/0/hyperparameters/learningRate", from: 0.01, to: 1, scale: "log" },
  } as const;

  test("lies in the scales of the axes, with y upwards", () => {
    expect(placeOf(window, [1, 0.1])).toEqual({ x: 0.75, y: 0.5 });
    expect(
      pathOf(window, [
        [-2, 0.01],
        [2, 1],
      ]),
    ).toBe("M0.00000 1.00000L1.00000 0.00000");
  });

  test("leaves a gap where a point has no place", () => {
    const path = pathOf(window, [
      [-2, 0.01],
      [0, Number.NaN],
      [2, 1],
    ]);
    expect(path).toBe("M0.00000 1.00000M1.00000 0.00000");
  });

  test("puts a label near the middle of its line, and nowhere where that is out of sight", () => {
    const line = [-1.9, -1, 0, 1, 1.9].map((x) => [x, 0.1] as const);
    expect(labelPlace(window, [line], [])).toEqual({ x: 0.5, y: 0.5 });
    expect(labelPlace(window, [[[-1.99, 0.1]]], [])).toBeUndefined();
  });

  test("keeps a label away from those that are there", () => {
    const line = [-1.9, -1, 0, 1, 1.5].map((x) => [x, 0.1] as const);
    expect(labelPlace(window, [line], [{ x: 0.5, y: 0.5 }])).toEqual({ x: 0.875, y: 0.5 });
  });
});
