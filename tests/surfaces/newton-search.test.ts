import { describe, expect, it } from "vitest";
import { compileExpression } from "../../src/expression/expression.ts";
import { descendToMinimum, followDownhill, polishCriticalPoint } from "../../src/surfaces/newton-search.ts";

const limits = { iterations: 60, longestStep: 0.2, tolerance: 1e-12 };

function on(formula: string) {
  return compileExpression(formula).bind({}, "f64");
}

describe("Newton's search", () => {
  it("takes a saddle when a saddle is near, and the minimum when it is to go downhill", () => {
    const evaluator = on("(x^2 - 1)^2 + y^2");
    const start = { x: 0.2, y: 0.3 };
    const saddle = { ...start };
    expect(polishCriticalPoint(evaluator, saddle, limits)).toBe(true);
    expect(Math.hypot(saddle.x, saddle.y)).toBeLessThan(1e-12);
    const minimum = { ...start };
    expect(descendToMinimum(evaluator, minimum, { ...limits, tolerance: 1e-6 })).toBe(true);
    expect(Math.hypot(minimum.x - 1, minimum.y)).toBeLessThan(1e-6);
  });

  it("does not take a slope for a critical point, though the Hessian of a cone says nothing along it", () => {
    const point = { x: 1, y: 0 };
    expect(polishCriticalPoint(on("sqrt(x^2 + y^2)"), point, limits)).toBe(false);
    expect(polishCriticalPoint(on("x + y"), point, limits)).toBe(false);
  });

  it("stops on the floor of a trough where it meets it", () => {
    const point = { x: 0.7, y: -0.4 };
    expect(polishCriticalPoint(on("x^2"), point, limits)).toBe(true);
    expect(Math.abs(point.x)).toBe(0);
    expect(point.y).toBe(-0.4);
  });

  it("says where it stalls, as at a kink, and where it leaves its reach", () => {
    const kink = { x: 0.3, y: 0.2 };
    expect(followDownhill(on("abs(x) + y^2"), kink, limits)).toBe("stalled");
    expect(kink.y).toBe(0);
    const far = { x: 1.9, y: 0.1 };
    expect(followDownhill(on("x^2 + y^2"), far, { ...limits, reach: 0.5 })).toBe("astray");
    // Found out after the step that leaves: no further than one longest step beyond.
    expect(Math.abs(far.x - 1.9)).toBeLessThanOrEqual(0.5 + limits.longestStep);
    expect(polishCriticalPoint(on("x^2 + y^2"), { x: 1.9, y: 0.1 }, { ...limits, reach: 0.5 })).toBe(false);
    expect(polishCriticalPoint(on("x^2 + y^2"), { x: 1.9, y: 0.1 }, { ...limits, reach: 2 })).toBe(true);
  });

  it("gives up where the loss is not a number", () => {
    expect(polishCriticalPoint(on("log(x)"), { x: -1, y: 0 }, limits)).toBe(false);
  });
});
