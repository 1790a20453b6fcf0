import { describe, expect, it } from "vitest";
import { constantHessian } from "../../src/maps/constant-hessian.ts";
import { findSurface } from "../../src/surfaces/index.ts";
import { defaultParameters, type Surface } from "../../src/surfaces/surface.ts";
import { userSurface } from "../../src/surfaces/user-surface.ts";

function surfaceOf(id: string): Surface {
  const surface = findSurface(id);
  if (surface === undefined) throw new Error(id);
  return surface;
}

const typed = (formula: string) => userSurface({ formula, parameters: {}, domain: { x: [-3, 5], y: [-2, 2] } });

describe("a constant Hessian", () => {
  it.each([
    ["quadratic", 1, 10],
    ["ravine", 2, 200],
    ["booth", 2, 18],
    ["matyas", 0.04, 1],
    ["linear-regression", undefined, undefined],
  ])("is found of %s, with its eigenvalues %d and %d", (id, small, large) => {
    const surface = surfaceOf(id);
    const eigen = constantHessian(surface, defaultParameters(surface));
    expect(eigen).toBeDefined();
    if (small === undefined || large === undefined) return;
    // 9e-16 measured.
    expect((eigen?.small ?? Number.NaN) / small).toBeCloseTo(1, 12);
    expect((eigen?.large ?? Number.NaN) / large).toBeCloseTo(1, 12);
  });

  it("is found of a typed quadratic off the origin, at a condition number of 1e6", () => {
    const eigen = constantHessian(typed("500000*(x - y - 1)^2 + (x + y)^2 + 3*x - 7"), {});
    // Both to the last bit.
    expect((eigen?.small ?? Number.NaN) / 4).toBeCloseTo(1, 12);
    expect((eigen?.large ?? Number.NaN) / 2e6).toBeCloseTo(1, 12);
  });

  it.each(["rosenbrock", "himmelblau", "rastrigin", "beale", "logistic-regression"])("is not found of %s", (id) => {
    const surface = surfaceOf(id);
    expect(constantHessian(surface, defaultParameters(surface))).toBeUndefined();
  });

  it.each([
    ["a kink between equal curvatures", "x^2/2 + abs(x - 1) + y^2"],
    ["two curvatures", "max(x, 1)^2 + x^2 + y^2"],
    ["a bump of a millionth", "x^2 + y^2 + 1e-6*cos(3*x)"],
    ["a ripple too small for the slope, not for the curvature", "x^2 + y^2 + 1e-14*cos(1000*x)"],
    ["a saddle", "x^2 - y^2"],
    ["a maximum", "-x^2 - y^2"],
    ["a valley without a floor's slope", "(x + y)^2"],
    ["a plane", "x + 2*y"],
    ["a loss that is a quadratic where it is a number", "sqrt(x)^4 + y^2"],
  ])("is not found of %s", (_, formula) => {
    expect(constantHessian(typed(formula), {})).toBeUndefined();
  });
});
