import { expect, test } from "vitest";
import angleAny from "../../shaders/lib/angle-any.wgsl?raw";
import exponential from "../../shaders/lib/exponential.wgsl?raw";
import trigonometry from "../../shaders/lib/trigonometry.wgsl?raw";
import { computeFloats } from "./lib-compute.ts";

const CODE = `${angleAny}\n${trigonometry}\n${exponential}`;
const COUNT = 1 << 20;

/** One function of shaders/lib over a range, at 2²⁰ points. */
interface Case {
  readonly name: string;
  readonly exact: (x: number) => number;
  readonly from: number;
  readonly to: number;
  /** Points spread evenly, or evenly in the exponent (then from > 0; both signs when `signed`). */
  readonly spacing: "even" | "exponential";
  readonly signed?: boolean;
  readonly absolute?: number;
  /** In units of the last place of the exact result. */
  readonly ulps?: number;
}

/** Measured in software (SwiftShader): the comment above each row. The bounds leave about a quarter for other compilers. */
const CASES: readonly Case[] = [
  // 7.6e-8: half a unit of rounding in the remainder and as much in the result.
  { name: "sine", exact: Math.sin, from: -1e4, to: 1e4, spacing: "even", absolute: 9.5e-8 },
  // 1.44 ulp.
  { name: "sine", exact: Math.sin, from: -8, to: 8, spacing: "even", ulps: 1.8 },
  // 3.7 ulp, next to a multiple of pi thousands of turns out, where the result itself is 3e-5.
  { name: "sine", exact: Math.sin, from: 1e-30, to: 1e4, spacing: "exponential", signed: true, ulps: 4.7 },
  // 1.07e-7: the reduction keeps 30 bits of a quarter turn.
  { name: "sine", exact: Math.sin, from: 1e4, to: 3e38, spacing: "exponential", signed: true, absolute: 1.35e-7 },
  // 7.6e-8.
  { name: "cosine", exact: Math.cos, from: -1e4, to: 1e4, spacing: "even", absolute: 9.5e-8 },
  // 1.46 ulp.
  { name: "cosine", exact: Math.cos, from: 1e-30, to: 1e4, spacing: "exponential", signed: true, ulps: 1.8 },
  // 1.01e-7.
  { name: "cosine", exact: Math.cos, from: 1e4, to: 3e38, spacing: "exponential", signed: true, absolute: 1.35e-7 },
  // 57 ulp, at a pole 3000 turns out where the cosine is 5e-6; see the third row.
  { name: "tangent", exact: Math.tan, from: -1e4, to: 1e4, spacing: "even", ulps: 72 },
  // 0.98 ulp.
  { name: "exponential", exact: Math.exp, from: -87.3, to: 88.72, spacing: "even", ulps: 1.3 },
  // 0.77 ulp.
  { name: "logarithm", exact: Math.log, from: 1.2e-38, to: 3.4e38, spacing: "exponential", ulps: 1 },
  // 0.84 ulp.
  { name: "logarithm", exact: Math.log, from: 0.25, to: 4, spacing: "even", ulps: 1.05 },
  // 1.19 ulp.
  {
    name: "hyperbolic_tangent",
    exact: Math.tanh,
    from: 1e-30,
    to: 50,
    spacing: "exponential",
    signed: true,
    ulps: 1.5,
  },
  // 2.00 ulp, where the square of exp(x/2) stands in for exp(x).
  { name: "hyperbolic_sine", exact: Math.sinh, from: 1e-30, to: 89.4, spacing: "exponential", signed: true, ulps: 2.5 },
  // 2.00 ulp, the same.
  {
    name: "hyperbolic_cosine",
    exact: Math.cosh,
    from: 1e-30,
    to: 89.4,
    spacing: "exponential",
    signed: true,
    ulps: 2.5,
  },
  // 1.71 ulp, just past the first change of interval.
  { name: "arctangent", exact: Math.atan, from: 1e-30, to: 1e30, spacing: "exponential", signed: true, ulps: 2.2 },
];

function points({ from, to, spacing, signed }: Case): Float32Array<ArrayBuffer> {
  return Float32Array.from({ length: COUNT }, (_, index) => {
    const t = (index + 0.5) / COUNT;
    const size = spacing === "even" ? from + t * (to - from) : from * (to / from) ** t;
    return signed === true && index % 2 === 1 ? -size : size;
  });
}

/** The distance between neighbouring f32 numbers at a value. */
function ulp(value: number): number {
  return 2 ** (Math.max(Math.floor(Math.log2(Math.abs(value))), -126) - 23);
}

test.each(CASES)("$name over $from … $to ($spacing) is within its bound", async (row) => {
  const input = points(row);
  const name = row.name;
  const seen = await computeFloats(CODE, `vec4f(${name}(x.x), ${name}(x.y), ${name}(x.z), ${name}(x.w))`, input);
  let worst = { error: 0, x: 0, expected: 0, seen: 0 };
  input.forEach((x, index) => {
    const expected = row.exact(x);
    const value = seen[index] ?? Number.NaN;
    const size = Math.abs(value - expected);
    const error = row.ulps === undefined ? size : size / ulp(expected);
    if (!(error <= worst.error)) worst = { error, x, expected, seen: value };
  });
  expect(worst.error, JSON.stringify(worst)).toBeLessThanOrEqual(row.ulps ?? row.absolute ?? 0);
});

test("the functions take their limits at 0, at infinity and outside their domains", async () => {
  const rows: readonly (readonly [string, (x: number) => number, number])[] = [
    ["exponential", Math.exp, 0],
    ["exponential", Math.exp, 89],
    ["exponential", Math.exp, Infinity],
    ["exponential", Math.exp, -200],
    ["exponential", Math.exp, -Infinity],
    ["logarithm", Math.log, 0],
    ["logarithm", Math.log, 1],
    ["logarithm", Math.log, -1],
    ["logarithm", Math.log, Infinity],
    ["sine", Math.sin, 0],
    ["cosine", Math.cos, 0],
    ["sine", Math.sin, Infinity],
    ["hyperbolic_tangent", Math.tanh, 1e30],
    ["hyperbolic_tangent", Math.tanh, -Infinity],
    ["hyperbolic_sine", Math.sinh, -90],
    ["hyperbolic_cosine", Math.cosh, 90],
    ["reciprocal_root", (x) => (x === 0 ? 0 : 1 / Math.sqrt(x)), 0],
    ["reciprocal_root", (x) => (x === 0 ? 0 : 1 / Math.sqrt(x)), 4],
  ];
  for (const [name, exact, x] of rows) {
    const [seen] = await computeFloats(CODE, `vec4f(${name}(x.x))`, Float32Array.of(x, 0, 0, 0));
    const exactly = exact(x);
    const expected = Math.abs(exactly) > 3.4028235e38 ? Math.sign(exactly) * Infinity : Math.fround(exactly);
    expect(seen, `${name}(${x})`).toBe(expected);
  }
  const [zero] = await computeFloats(CODE, "vec4f(arctangent(x.x))", Float32Array.of(Infinity, 0, 0, 0));
  expect(zero).toBeCloseTo(Math.PI / 2, 6);
});

test("powers follow the rules of signs and whole exponents", async () => {
  const bases = [0, 1, -1, 2, -2, 0.3, -0.3, 7.5, -7.5, 1e-10, 1e10];
  const exponents = [0, 1, -1, 2, 3, -2, -3, 0.5, -0.5, 2.5, 1.3, -0.7, 65, 66, 100];
  const pairs = bases.flatMap((x) => exponents.map((y) => [Math.fround(x), Math.fround(y)] as const));
  const seen = await computeFloats(
    CODE,
    "vec4f(power(x.x, x.y))",
    Float32Array.from(pairs.flatMap((p) => [...p, 0, 0])),
  );
  const ratios: number[] = [];
  pairs.forEach(([x, y], index) => {
    const exact = x ** y;
    const value = seen[4 * index];
    if (Number.isNaN(exact)) expect(value, `${x}^${y}`).toBeNaN();
    else if (Math.abs(exact) > 3.4e38) expect(value, `${x}^${y}`).toBe(Math.sign(exact) * Infinity);
    // Results below the normal numbers may be flushed to 0.
    else if (Math.abs(exact) < 1.2e-38) expect(Math.abs(value ?? Number.NaN), `${x}^${y}`).toBeLessThan(1.2e-38);
    else {
      const error = Math.abs((value ?? Number.NaN) - exact) / Math.abs(exact);
      // exp(y log x) magnifies the rounding of its exponent; measured: 0.70 of this bound.
      const bound = (4 + (y === 0 ? 0 : Math.abs(y * Math.log(Math.abs(x))))) * 2 ** -24;
      ratios.push(error / bound);
    }
  });
  expect(Math.max(...ratios)).toBeLessThanOrEqual(1);
});
