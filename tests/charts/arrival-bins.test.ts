import { expect, test } from "vitest";
import { arrivalBins } from "../../src/charts/arrival-bins.ts";
import { rowsAt } from "./rows.ts";

/** 100 trajectories: 5 begin at a minimum, the others arrive by and by. */
const arrivals: Readonly<Record<number, number>> = { 0: 5, 1: 0, 2: 10, 4: 20, 8: 40, 16: 8 };
const rows = rowsAt([0, 1, 2, 4, 8, 16], (step) => ({ newlyArrived: arrivals[step] ?? 0 }));

test("densities are shares over the width of their interval", () => {
  expect(arrivalBins(rows, 0, "steps", "linear", 0)).toEqual([
    { from: 0, to: 1, density: 0.05 },
    { from: 1, to: 2, density: 0.1 },
    { from: 2, to: 4, density: 0.1 },
    { from: 4, to: 8, density: 0.1 },
    { from: 8, to: 16, density: 0.01 },
  ]);
});

test("narrow intervals are gathered, and nobody is lost", () => {
  for (const scaling of ["linear", "log"] as const) {
    for (const narrowest of [0, 0.3, 3, 100]) {
      const bins = arrivalBins(rows, 0, "steps", scaling, narrowest);
      const all = bins.reduce((sum, { from, to, density }) => sum + density * (to - from), 0);
      expect(all, `${scaling}, ${narrowest}`).toBe(0.83);
    }
  }
  expect(arrivalBins(rows, 0, "steps", "linear", 3).map(({ to }) => to)).toEqual([4, 8, 16]);
});

test("where evaluations stand still there is no interval, and no division by zero", () => {
  const halted = rowsAt([0, 1, 2], (step) => ({
    newlyArrived: step,
    evaluations: { loss: 0, gradient: Math.min(step, 1), hessian: 0 },
  }));
  expect(arrivalBins(halted, 0, "evaluations", "linear", 0)).toEqual([{ from: 0, to: 1, density: 0.01 }]);
  expect(arrivalBins([], 0, "steps", "linear", 1)).toEqual([]);
});
