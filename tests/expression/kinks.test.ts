import { expect, test } from "vitest";
import { compileExpression } from "../../src/expression/expression.ts";

/** Loss, gradient and Hessian at a point, with −0 made 0. */
function jetAt(
  text: string,
  x: number,
  y: number,
  parameters: Readonly<Record<string, number>> = {},
): readonly number[] {
  const evaluator = compileExpression(text, Object.keys(parameters)).bind(parameters, "f64");
  const g = { x: 0, y: 0 };
  const h = { xx: 0, xy: 0, yy: 0 };
  evaluator.gradient(x, y, g);
  evaluator.hessian(x, y, h);
  return [evaluator.loss(x, y), g.x, g.y, h.xx, h.xy, h.yy].map((value) => value + 0);
}

test.each<readonly [string, number, number, readonly number[]]>([
  ["abs(x) + abs(y)", 0, -2, [2, 0, -1, 0, 0, 0]],
  ["sign(x)*y", 0, 3, [0, 0, 0, 0, 0, 0]],
  ["sqrt(x)", 0, 1, [0, 0, 0, 0, 0, 0]],
  ["sqrt(x^2 + y^2)", 0, 0, [0, 0, 0, 0, 0, 0]],
  ["sqrt(x^2 + y^2)", 3, 4, [5, 0.6, 0.8, 16 / 125, -12 / 125, 9 / 125]],
  ["x^1.5", 0, 0, [0, 0, 0, 0, 0, 0]],
  ["min(x, 3*y)", 3, 1, [3, 0.5, 1.5, 0, 0, 0]],
  ["max(x, 3*y)", 3, 1, [3, 0.5, 1.5, 0, 0, 0]],
  ["min(x^2, y)", 2, 5, [4, 4, 0, 2, 0, 0]],
  ["max(x^2, y)", 2, 5, [5, 0, 1, 0, 0, 0]],
  ["max(x, y, x*y)", 2, 3, [6, 3, 2, 0, 1, 0]],
  ["if(x < 0, x^2, y^3)", -1, 2, [1, -2, 0, 2, 0, 0]],
  ["if(x < 0, x^2, y^3)", 0, 2, [8, 0, 12, 0, 0, 12]],
  ["x <= 0 ? x^2 : y^3", 0, 2, [0, 0, 0, 2, 0, 0]],
  ["if(0 < x < 1 and not (y == 2), x, y)", 0.5, 1, [0.5, 1, 0, 0, 0, 0]],
  ["if(0 < x < 1 and not (y == 2), x, y)", 0.5, 2, [2, 0, 1, 0, 0, 0]],
  ["if(x > 1 or y != 1, x, y)", 0, 1, [1, 0, 1, 0, 0, 0]],
])("%s at (%d, %d)", (text, x, y, expected) => {
  const seen = jetAt(text, x, y);
  expected.forEach((value, index) => {
    expect(seen[index], `component ${index} of ${seen}`).toBeCloseTo(value, 14);
  });
});

test("powers with a parameter as exponent are smooth where the exponent allows it", () => {
  expect(jetAt("x^p", 0, 0, { p: 2 })).toEqual([0, 0, 0, 2, 0, 0]);
  expect(jetAt("x^p", 0, 0, { p: 1 })).toEqual([0, 1, 0, 0, 0, 0]);
  expect(jetAt("abs(x)^p", 0, 0, { p: 1.5 })).toEqual([0, 0, 0, 0, 0, 0]);
  expect(jetAt("x^p", -2, 0, { p: 3 })).toEqual([-8, 12, 0, -12, 0, 0]);
});

test("Ackley's cone has gradient 0 and a finite Hessian at its tip, and near it", () => {
  const ackley = "-20*exp(-0.2*sqrt((x^2 + y^2)/2)) - exp((cos(2*pi*x) + cos(2*pi*y))/2) + e + 20";
  const [, gx, gy, ...hessian] = jetAt(ackley, 0, 0);
  expect([gx, gy]).toEqual([0, 0]);
  expect(hessian.every(Number.isFinite), `${hessian}`).toBe(true);
  for (const size of [1e-3, 1e-10, 1e-15, 1e-18]) {
    for (const precision of ["f64", "f32"] as const) {
      const evaluator = compileExpression(ackley).bind({}, precision);
      const g = { x: 0, y: 0 };
      const h = { xx: 0, xy: 0, yy: 0 };
      evaluator.gradient(size, 0, g);
      evaluator.hessian(size, size, h);
      // The slope of the cone is 20 · 0.2/√2; the cosines add 2π e sin(2πx)/2, 0.054 at 0.001.
      expect(Math.abs(g.x - 4 / Math.SQRT2), `slope at ${size}`).toBeLessThan(60 * size + 1e-6);
      expect(Object.values(h).every(Number.isFinite), `Hessian at ${size} in ${precision}`).toBe(true);
    }
  }
});

test("Schwefel's surface has gradient 0 and a finite Hessian on its axes", () => {
  const schwefel = "2*c - x*sin(sqrt(abs(x))) - y*sin(sqrt(abs(y)))";
  const seen = jetAt(schwefel, 0, 0, { c: 418.9829 });
  expect(seen.slice(1, 3)).toEqual([0, 0]);
  expect(seen.every(Number.isFinite), `${seen}`).toBe(true);
});

test("what is not a number stays so", () => {
  expect(jetAt("sqrt(x)", -1, 0)[0]).toBeNaN();
  expect(jetAt("sqrt(x)", -1, 0)[1]).toBeNaN();
  expect(jetAt("log(x)", -1, 0)[0]).toBeNaN();
  expect(jetAt("log(x)", 0, 0)[0]).toBe(-Infinity);
});
