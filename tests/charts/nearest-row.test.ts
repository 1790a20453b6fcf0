import { describe, expect, it } from "vitest";
import { abscissaAtStep, nearestRow } from "../../src/charts/nearest-row.ts";
import { rowsAt } from "./rows.ts";

const rows = rowsAt(
  [0, 1, 2, 4, 8, 16],
  () => ({}),
  (step) => ({ evaluations: { loss: 0, gradient: 3 * step, hessian: 0 } }),
);

describe("the row under the pointer", () => {
  it.each([
    [-5, 0],
    [0.4, 0],
    [2.9, 2],
    [3, 2],
    [3.1, 3],
    [13, 5],
    [1e9, 5],
  ])("is the nearest to step %d", (value, index) => expect(nearestRow(rows, 0, "steps", value)).toBe(index));

  it("is found by evaluations for each ensemble on its own", () => {
    expect(nearestRow(rows, 0, "evaluations", 12)).toBe(4);
    expect(nearestRow(rows, 1, "evaluations", 12)).toBe(3);
  });

  it("is none where there are no rows", () => expect(nearestRow([], 0, "steps", 3)).toBe(-1));
});

describe("the place of the present step", () => {
  it("is the step itself, or the evaluations that it took, between rows by proportion", () => {
    expect(abscissaAtStep(rows, 1, "steps", 5)).toBe(5);
    expect(abscissaAtStep(rows, 1, "evaluations", 4)).toBe(12);
    expect(abscissaAtStep(rows, 1, "evaluations", 6)).toBe(18);
    expect(abscissaAtStep(rows, 1, "evaluations", 99)).toBe(48);
    expect(abscissaAtStep([], 0, "evaluations", 3)).toBe(0);
  });
});
