import { expect, test } from "vitest";
import angleAny from "../../shaders/lib/angle-any.wgsl?raw";
import exponential from "../../shaders/lib/exponential.wgsl?raw";
import trigonometry from "../../shaders/lib/trigonometry.wgsl?raw";
import { compileExpression } from "../../src/expression/expression.ts";
import { computeVectors } from "./lib-compute.ts";

/** Formula, values of its parameters, half-width of the square of points. */
const FORMULAS: readonly (readonly [string, Readonly<Record<string, number>>, number])[] = [
  ["(a - x)^2 + b*(y - x^2)^2", { a: 1, b: 100 }, 2],
  ["2*A + x^2 - A*cos(2*pi*x) + y^2 - A*cos(2*pi*y)", { A: 10 }, 5],
  ["-20*exp(-0.2*sqrt((x^2 + y^2)/2)) - exp((cos(2*pi*x) + cos(2*pi*y))/2) + e + 20", {}, 5],
  ["2*c - x*sin(sqrt(abs(x))) - y*sin(sqrt(abs(y)))", { c: 418.9829 }, 500],
  ["-cos(x)*cos(y)*exp(-((x - pi)^2 + (y - pi)^2))", {}, 6],
  ["if(0 < x and x < y or not (x + y >= 0), max(x, y, 1), min(x^3, sign(y), sinh(x)))", {}, 3],
  ["tanh(x*y) + atan(x - y) + log(1 + x^2) - cosh(y/2) + tan(x/4)", {}, 3],
  ["abs(x)^p + pow(2, y) + (1 + x^2)^y + (x^2 + 1)^1.5 + (y^2 + 1)^-0.5 + 1/(x^2 + 2) + x^-2", { p: 1.7 }, 3],
  ["fn*let + var/(x^2 + 1) + if_1 + 1e-50*x + 1e30*y*1e-30", { fn: 1, let: 2, var: 3, if_1: 4 }, 3],
  ["3", {}, 1],
  ["x < 1 ? 1 : y == 2 ? x : 3*y", {}, 3],
  [Array.from({ length: 60 }, (_, k) => `sin(${k + 1}*x*y/60)/${k + 1}`).join(" + "), {}, 3],
  [`${"abs(1 - ".repeat(60)}x^2 + y${")".repeat(60)}`, {}, 1.5],
];

test.each(FORMULAS)("WGSL of %s compiles and agrees with f64", async (text, parameters, width) => {
  const compiled = compileExpression(text, Object.keys(parameters));
  const names = Object.keys(parameters).map((name) => `p_${name}`);
  const values = Object.values(parameters).map((value) => `${Math.fround(value)}`);
  const struct =
    names.length === 0
      ? ""
      : `struct Surface { ${names.map((name) => `${name}: f32`).join(", ")} }
var<private> surface: Surface = Surface(${values.join(", ")});`;
  const points = Array.from({ length: 4096 }, (_, index) => {
    const golden = (index * 0.6180339887498949) % 1;
    return [Math.fround(width * (2 * golden - 1)), Math.fround(width * ((index + 0.5) / 2048 - 1))] as const;
  });
  const f64 = compiled.bind(parameters, "f64");
  const f32 = compiled.bind(parameters, "f32");
  const evaluate = async (result: string) =>
    new Float32Array(
      (
        await computeVectors(
          `${angleAny}\n${trigonometry}\n${exponential}\n${struct}\n${compiled.wgsl}
fn compute(input: vec4u) -> vec4u { let p = bitcast<vec2f>(input.xy); return bitcast<vec4u>(${result}); }`,
          new Uint32Array(Float32Array.from(points.flatMap((point) => [...point, 0, 0])).buffer),
        )
      ).buffer,
    );
  const first = await evaluate("vec4f(surface_loss(p), surface_gradient(p), 0.0)");
  const second = await evaluate("vec4f(surface_hessian(p), 0.0)");
  const evaluations = points.map(([x, y]) => {
    const all = [f64, f32].map((evaluator) => {
      const g = { x: 0, y: 0 };
      const h = { xx: 0, xy: 0, yy: 0 };
      evaluator.gradient(x, y, g);
      evaluator.hessian(x, y, h);
      return [evaluator.loss(x, y), g.x, g.y, h.xx, h.xy, h.yy];
    });
    return { exact: all[0] ?? [], single: all[1] ?? [] };
  });
  const ratios: { readonly ratio: number; readonly about: string }[] = [];
  for (let component = 0; component < 6; component++) {
    // Single precision itself loses digits where terms cancel: its own worst error sets the scale.
    let scale = 0;
    let worst = { error: 0, point: points[0], expected: 0, seen: 0 };
    let own = 0;
    evaluations.forEach(({ exact, single }, index) => {
      const expected = exact[component] ?? Number.NaN;
      const seen = (component < 3 ? first[4 * index + component] : second[4 * index + component - 3]) ?? Number.NaN;
      scale = Math.max(scale, Math.abs(expected));
      own = Math.max(own, Math.abs((single[component] ?? Number.NaN) - expected));
      const error = Math.abs(seen - expected);
      if (!(error <= worst.error)) worst = { error, point: points[index], expected, seen };
    });
    const ratio = worst.error === 0 ? 0 : worst.error / (own + scale * 2 ** -22);
    ratios.push({ ratio, about: JSON.stringify({ component, ...worst, own, scale }) });
  }
  const { ratio, about } = ratios.reduce((a, b) => (b.ratio <= a.ratio ? a : b));
  // Measured at most 1.13, for the polynomial of x, y and powers above: our functions err by one to two units in the
  // last place where the CPU's f32 mode rounds them correctly.
  expect(ratio, about).toBeLessThanOrEqual(1.6);
});
