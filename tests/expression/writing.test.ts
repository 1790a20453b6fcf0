import katex from "katex";
import { expect, test } from "vitest";
import { compileExpression } from "../../src/expression/expression.ts";
import { singleLiteral } from "../../src/expression/wgsl.ts";

test.each([
  ["(a - x)^2 + b*(y - x^2)^2", String.raw`\left(a - x\right)^{2} + b \left(y - x^{2}\right)^{2}`],
  ["2 + 2*x*y", "2 + 2x y"],
])("%s is typeset", (text, tex) => {
  expect(compileExpression(text).tex).toBe(tex);
});

test("TeX of many formulas", () => {
  const formulas = [
    "-20*exp(-0.2*sqrt((x^2 + y^2)/2)) - exp((cos(2*pi*x) + cos(2*pi*y))/2) + e + 20",
    "2*c - x*sin(sqrt(abs(x))) - y*sin(sqrt(abs(y)))",
    "if(x < 0, x^2, if(y >= 1 and not (x == y), y, sin(x)^2))",
    "lambda1*x^2/2 + theta*kappa_max*y + foo_bar*width",
    "x - (y - 1) - (x + y) + (-y)",
    "x*(-y) + (-x)^2 - -x + (x*y)^2 + (x/y)^2 + 2^x^y + (2^x)^y",
    "1e-3*x + 2.5e10*y + 3*4*x + x*2",
    "min(x, y, 1) + atan(x)/sign(y) + pow(x, 3) + tanh(x)^-1",
    "x/(y/2) + x/y/2 + (x + 1)/(y - 1)*x",
    "0 < x < 1 ? x : y",
  ];
  for (const text of formulas) {
    const { tex } = compileExpression(text);
    expect(() => katex.renderToString(tex, { throwOnError: true }), tex).not.toThrow();
    expect(tex).toMatchSnapshot(text);
  }
});

test("WGSL names shared parts once, reads parameters with their prefix and calls only our functions", () => {
  expect(compileExpression("(a - x)^2 + b*(y - x^2)^2").wgsl).toMatchInlineSnapshot(`
    "fn surface_loss(p: vec2f) -> f32 {
      let t0 = (surface.p_a - p.x);
      let t1 = (p.y - (p.x * p.x));
      return ((t0 * t0) + (surface.p_b * (t1 * t1)));
    }

    fn surface_gradient(p: vec2f) -> vec2f {
      let t0 = (p.y - (p.x * p.x));
      return vec2f((((surface.p_a - p.x) * (-2.0f)) + (surface.p_b * ((-4.0f) * (p.x * t0)))), (surface.p_b * (2.0f * t0)));
    }

    fn surface_hessian(p: vec2f) -> vec3f {
      let t0 = (p.x * p.x);
      return vec3f((2.0f + (surface.p_b * (((p.y - t0) * (-4.0f)) + (t0 * 8.0f)))), (surface.p_b * (p.x * (-4.0f))), (2.0f * surface.p_b));
    }
    "
  `);
  expect(compileExpression("sin(x) + tanh(y) + sqrt(x^2 + y^2)").wgsl).toMatchInlineSnapshot(`
    "fn surface_loss(p: vec2f) -> f32 {
      return ((sine(p.x) + hyperbolic_tangent(p.y)) + sqrt(((p.x * p.x) + (p.y * p.y))));
    }

    fn surface_gradient(p: vec2f) -> vec2f {
      let t0 = exponential(((-2.0f) * abs(p.y)));
      let t1 = (1.0f + t0);
      let t2 = reciprocal_root(((p.x * p.x) + (p.y * p.y)));
      return vec2f((cosine(p.x) + (p.x * t2)), (((t0 * 4.0f) / (t1 * t1)) + (p.y * t2)));
    }

    fn surface_hessian(p: vec2f) -> vec3f {
      let t0 = exponential(((-2.0f) * abs(p.y)));
      let t1 = (1.0f + t0);
      let t2 = reciprocal_root(((p.x * p.x) + (p.y * p.y)));
      let t3 = (p.x * t2);
      let t4 = (p.y * t2);
      return vec3f(((t2 * (1.0f - (t3 * t3))) - sine(p.x)), (-(t2 * (t3 * t4))), (((-2.0f) * (hyperbolic_tangent(p.y) * ((t0 * 4.0f) / (t1 * t1)))) + (t2 * (1.0f - (t4 * t4)))));
    }
    "
  `);
});

test("literals are the shortest that name the nearest f32", () => {
  expect(singleLiteral(2 * Math.PI)).toBe("6.2831855f");
  expect(singleLiteral(2)).toBe("2.0f");
  expect(singleLiteral(0.1)).toBe("0.1f");
  expect(singleLiteral(-0.1)).toBe("(-0.1f)");
  expect(singleLiteral(1e30)).toBe("1e+30f");
  expect(singleLiteral(1e-50)).toBe("0.0f");
  expect(singleLiteral(16777217)).toBe("16777216.0f");
  expect(() => singleLiteral(1e39)).toThrow(/single precision/);
});
