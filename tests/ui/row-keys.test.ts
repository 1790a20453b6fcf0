import { describe, expect, it } from "vitest";
import { pointedByKey } from "../../src/ui/row-keys.ts";
import { rowsAt } from "../charts/rows.ts";

const rows = rowsAt([0, 1, 2, 4, 8, 16], (step) => ({ evaluations: { loss: 0, gradient: 2 * step, hessian: 0 } }));

describe("keys on the chart", () => {
  it("go from the present to the rows beside it, and stop at the ends", () => {
    expect(pointedByKey("ArrowLeft", undefined, rows, "steps", 4)).toEqual({ value: 2 });
    expect(pointedByKey("ArrowRight", undefined, rows, "steps", 5)).toEqual({ value: 8 });
    expect(pointedByKey("ArrowRight", 16, rows, "steps", 4)).toEqual({ value: 16 });
    expect(pointedByKey("PageDown", 8, rows, "steps", 4)).toEqual({ value: 0 });
    expect(pointedByKey("Home", 8, rows, "steps", 4)).toEqual({ value: 0 });
    expect(pointedByKey("End", undefined, rows, "steps", 4)).toEqual({ value: 16 });
  });

  it("go by evaluations where those are drawn", () => {
    expect(pointedByKey("ArrowRight", undefined, rows, "evaluations", 4)).toEqual({ value: 16 });
    expect(pointedByKey("ArrowLeft", 16, rows, "evaluations", 4)).toEqual({ value: 8 });
  });

  it("come back to the present with Escape, and leave other keys to the page", () => {
    expect(pointedByKey("Escape", 8, rows, "steps", 4)).toEqual({ value: undefined });
    expect(pointedByKey("Escape", undefined, rows, "steps", 4)).toBeUndefined();
    expect(pointedByKey("r", 8, rows, "steps", 4)).toBeUndefined();
    expect(pointedByKey("ArrowLeft", undefined, [], "steps", 0)).toBeUndefined();
  });
});
