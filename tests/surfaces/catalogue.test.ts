import { describe, expect, it } from "vitest";
import { symmetricEigen } from "../../src/math/symmetric-eigen.ts";
import { findSurface, surfaces } from "../../src/surfaces/index.ts";
import { defaultParameters, type Surface } from "../../src/surfaces/surface.ts";
import { scatter } from "./scatter.ts";

function get(id: string): Surface {
  const surface = findSurface(id);
  if (surface === undefined) {
    throw new Error(`no surface ${id}`);
  }
  return surface;
}

describe("the catalogue of surfaces", () => {
  it("holds the named surfaces, each once", () => {
    const ids = (
      "quadratic ravine distill-banana rosenbrock himmelblau beale booth matyas rastrigin ackley styblinski-tang " +
      "three-hump-camel six-hump-camel goldstein-price levy-13 griewank schwefel easom mccormick eggholder " +
      "monkey-saddle saddle bukin-6 branin"
    ).split(" ");
    const present = surfaces.map((surface) => surface.id);
    expect(ids.filter((id) => !present.includes(id))).toEqual([]);
    expect(new Set(present).size).toBe(present.length);
    expect(findSurface("no-such-surface")).toBeUndefined();
  });

  it.each(surfaces)("$id says what it is, once and in one sentence", (surface) => {
    expect(surface.id).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*$/);
    expect(surface.label).not.toBe("");
    expect(surface.description).toMatch(/^[A-Z].*\.$/);
    expect(surface.description.length).toBeLessThan(130);
    expect(surface.tex).not.toBe("");
    // What hand-written WGSL completes is tested where it compiles.
    expect(surface.wgsl).toContain(surface.chunk === undefined ? "fn surface_hessian(p: vec2f) -> vec3f" : "fn ");
    expect(surface.domain.x[0]).toBeLessThan(surface.domain.x[1]);
    expect(surface.domain.y[0]).toBeLessThan(surface.domain.y[1]);
    for (const parameter of surface.parameters) {
      expect(parameter.default).toBeGreaterThanOrEqual(parameter.range[0]);
      expect(parameter.default).toBeLessThanOrEqual(parameter.range[1]);
    }
  });

  it.each(surfaces)("$id has a finite loss, gradient and Hessian all over its domain", (surface) => {
    const evaluator = surface.evaluator(defaultParameters(surface), "f32");
    const gradient = { x: 0, y: 0 };
    const hessian = { xx: 0, xy: 0, yy: 0 };
    for (const { x, y } of scatter(surface.domain, 500)) {
      evaluator.gradient(x, y, gradient);
      evaluator.hessian(x, y, hessian);
      const values = [evaluator.loss(x, y), ...Object.values(gradient), ...Object.values(hessian)];
      expect(values.every(Number.isFinite), `(${x}, ${y}): ${values.join(", ")}`).toBe(true);
    }
  });

  it.each(["rastrigin", "ackley", "griewank", "levy-13", "ravine", "rosenbrock", "beale"])(
    "%s is never negative in f32, even beside its minimum, so that its logarithm exists",
    (id) => {
      const surface = get(id);
      const parameters = defaultParameters(surface);
      const evaluator = surface.evaluator(parameters, "f32");
      const [minimum] = surface.criticalPoints(parameters);
      for (const { x, y } of scatter({ x: [-1, 1], y: [-1, 1] }, 400)) {
        const near = 10 ** (-7 * Math.abs(x + y) - 1);
        const loss = evaluator.loss(
          Math.fround((minimum?.x ?? 0) + near * x),
          Math.fround((minimum?.y ?? 0) + near * y),
        );
        expect(loss, `${near} from the minimum`).toBeGreaterThanOrEqual(0);
      }
    },
  );

  it("has the symmetric derivative, 0, at kinks", () => {
    const gradient = { x: 1, y: 1 };
    for (const [id, x, y] of [
      ["ackley", 0, 0],
      ["schwefel", 0, 0],
      ["bukin-6", -10, 1],
    ] as const) {
      get(id)
        .evaluator(defaultParameters(get(id)), "f64")
        .gradient(x, y, gradient);
      expect(Math.hypot(gradient.x, gradient.y), id).toBe(0);
    }
    get("schwefel").evaluator({ c: 418.9829 }, "f64").gradient(0, 300, gradient);
    expect(Math.abs(gradient.x)).toBe(0);
    expect(gradient.y).not.toBe(0);
  });
});

describe("the banana of Why Momentum Really Works", () => {
  const surface = get("distill-banana");
  const evaluator = surface.evaluator({}, "f64");

  it("starts at f(−1.21, 0.853) = 28.8602202", () => {
    expect(evaluator.loss(-1.21, 0.853)).toBeCloseTo(28.8602202, 7);
  });

  it("has the Hessian [[162, −240], [−240, 360]] at its minimum, eigenvalues 1.382974 and 520.617026, κ = 376.447", () => {
    const [minimum] = surface.criticalPoints({});
    const hessian = { xx: 0, xy: 0, yy: 0 };
    evaluator.hessian(minimum?.x ?? 0, minimum?.y ?? 0, hessian);
    expect(hessian.xx).toBeCloseTo(162, 11);
    expect(hessian.xy).toBeCloseTo(-240, 11);
    expect(hessian.yy).toBeCloseTo(360, 11);
    const { small, large } = symmetricEigen(hessian);
    expect(small).toBeCloseTo(1.382974, 6);
    expect(large).toBeCloseTo(520.617026, 6);
    expect(large / small).toBeCloseTo(376.447, 3);
  });
});
