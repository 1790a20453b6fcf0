import { expect, test } from "vitest";
import { compileExpression, type ExpressionEvaluator } from "../../src/expression/expression.ts";

type Component = (evaluator: ExpressionEvaluator, x: number, y: number) => number;

const gradientX: Component = (evaluator, x, y) => {
  const out = { x: 0, y: 0 };
  evaluator.gradient(x, y, out);
  return out.x;
};
const gradientY: Component = (evaluator, x, y) => {
  const out = { x: 0, y: 0 };
  evaluator.gradient(x, y, out);
  return out.y;
};

/**
 * Central differences extrapolated five times (Richardson), with the steps h, h/2, h/4, …: the answer and the change
 * that the last extrapolation made.
 */
function richardson(f: (t: number) => number, h: number): { readonly value: number; readonly change: number } {
  let row = [(f(h) - f(-h)) / (2 * h)];
  let change = Number.POSITIVE_INFINITY;
  for (let level = 1; level < 6; level++) {
    const step = h / 2 ** level;
    const next = [(f(step) - f(-step)) / (2 * step)];
    for (let order = 1; order <= level; order++) {
      const factor = 4 ** order;
      next.push(((next[order - 1] ?? 0) * factor - (row[order - 1] ?? 0)) / (factor - 1));
    }
    change = Math.abs((next[level] ?? 0) - (row[level - 1] ?? 0));
    row = next;
  }
  return { value: row[5] ?? Number.NaN, change };
}

/** Numbers of [0, 1) from a seed (Park and Miller). */
function generator(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 48271) % 2147483647;
    return state / 2147483647;
  };
}

/** A random formula, smooth and of moderate size on [−1, 1]². */
function randomFormula(random: () => number, depth: number): string {
  const pick = <Item>(items: readonly Item[]): Item => items[Math.floor(random() * items.length)] as Item;
  if (depth === 0) return pick(["x", "y", "a", "b", "2", "0.5", "pi/4", "(x - y)"]);
  const inner = () => randomFormula(random, depth - 1);
  return pick([
    () => `(${inner()} + ${inner()})`,
    () => `(${inner()} - ${inner()})`,
    () => `${inner()}*${inner()}`,
    () => `(${inner()})/(2 + sin(${inner()}))`,
    () => `-(${inner()})`,
    () => `sin(${inner()})`,
    () => `cos(${inner()})`,
    () => `tanh(${inner()})`,
    () => `atan(${inner()})`,
    () => `exp(sin(${inner()}))`,
    () => `log(2 + (${inner()})^2)`,
    () => `sqrt(1 + (${inner()})^2)`,
    () => `sinh(cos(${inner()}))`,
    () => `cosh(sin(${inner()}))`,
    () => `tan(sin(${inner()})/2)`,
    () => `(${inner()})^${pick(["2", "3", "4"])}`,
    () => `(2 + cos(${inner()}))^${pick(["-2", "0.5", "1.5", "-0.5", "2.3", "a", "sin(x*y)"])}`,
    () => `abs(3 + sin(${inner()}))`,
    () => `pow(2, sin(${inner()}))`,
    () => `if(a < b, ${inner()}, ${inner()})`,
  ])();
}

test("gradients and Hessians of 400 random formulas agree with extrapolated differences", () => {
  const random = generator(20260729);
  let worst = { error: 0, text: "" };
  let compared = 0;
  for (let index = 0; index < 400; index++) {
    const text = randomFormula(random, 1 + (index % 4));
    const evaluator = compileExpression(text, ["a", "b"]).bind({ a: 0.7, b: 1.3 }, "f64");
    const x = 2 * random() - 1;
    const y = 2 * random() - 1;
    const out = { xx: 0, xy: 0, yy: 0 };
    evaluator.hessian(x, y, out);
    const rows = [
      [gradientX(evaluator, x, y), (t: number) => evaluator.loss(x + t, y)],
      [gradientY(evaluator, x, y), (t: number) => evaluator.loss(x, y + t)],
      [out.xx, (t: number) => gradientX(evaluator, x + t, y)],
      [out.xy, (t: number) => gradientX(evaluator, x, y + t)],
      [out.xy, (t: number) => gradientY(evaluator, x + t, y)],
      [out.yy, (t: number) => gradientY(evaluator, x, y + t)],
    ] as const;
    for (const [exact, along] of rows) {
      const { value, change } = richardson(along, 0.02);
      const scale = Math.max(1, Math.abs(exact), Math.abs(along(0)));
      // Steep formulas outrun the differences; the derivative itself must be a number everywhere.
      expect(exact, text).not.toBeNaN();
      if (!(change < 1e-9 * scale)) continue;
      compared += 1;
      const error = Math.abs(value - exact) / scale;
      if (!(error <= worst.error)) worst = { error, text };
    }
  }
  // 2398 of 2400.
  expect(compared).toBeGreaterThan(2350);
  // Measured 4.0e-12: what the differences themselves lose to cancellation, at steps down to 0.0006.
  expect(worst.error, worst.text).toBeLessThanOrEqual(2e-11);
});

test.each<readonly [string, (x: number, y: number) => readonly number[]]>([
  ["tanh(x)", (x) => [1 / Math.cosh(x) ** 2, 0, (-2 * Math.tanh(x)) / Math.cosh(x) ** 2, 0, 0]],
  [
    "x^y",
    (x, y) => {
      const f = x ** y;
      const l = Math.log(x);
      return [y * x ** (y - 1), f * l, y * (y - 1) * x ** (y - 2), x ** (y - 1) * (1 + y * l), f * l * l];
    },
  ],
  ["x/y", (x, y) => [1 / y, -x / y ** 2, 0, -1 / y ** 2, (2 * x) / y ** 3]],
  ["x^-3", (x) => [-3 * x ** -4, 0, 12 * x ** -5, 0, 0]],
  ["x^2.5*y", (x, y) => [2.5 * x ** 1.5 * y, x ** 2.5, 3.75 * x ** 0.5 * y, 2.5 * x ** 1.5, 0]],
  [
    "log(x^2 + y)",
    (x, y) => {
      const u = x * x + y;
      return [(2 * x) / u, 1 / u, 2 / u - (4 * x * x) / u ** 2, (-2 * x) / u ** 2, -1 / u ** 2];
    },
  ],
  [
    "atan(x*y)",
    (x, y) => {
      const d = 1 + (x * y) ** 2;
      return [
        y / d,
        x / d,
        (-2 * x * y ** 3) / d ** 2,
        1 / d - (2 * (x * y) ** 2) / d ** 2,
        (-2 * y * x ** 3) / d ** 2,
      ];
    },
  ],
])("%s has its derivatives in closed form", (text, closed) => {
  const evaluator = compileExpression(text).bind({}, "f64");
  for (const [x, y] of [
    [0.3, 1.7],
    [2.2, -0.4],
    [7.5, 3.1],
  ] as const) {
    if (text === "log(x^2 + y)" && x * x + y < 0) continue;
    const h = { xx: 0, xy: 0, yy: 0 };
    evaluator.hessian(x, y, h);
    const seen = [gradientX(evaluator, x, y), gradientY(evaluator, x, y), h.xx, h.xy, h.yy];
    closed(x, y).forEach((expected, index) => {
      const error = Math.abs((seen[index] ?? Number.NaN) - expected);
      // A handful of roundings on each side.
      expect(error, `component ${index} at ${x}, ${y}: ${expected}, ${seen[index]}`).toBeLessThanOrEqual(
        1e-14 * Math.max(1, Math.abs(expected)),
      );
    });
  }
});

test("the flanks of tanh keep their slope", () => {
  const evaluator = compileExpression("tanh(x)").bind({}, "f64");
  for (const x of [20, -30, 300]) {
    const expected = 4 * Math.exp(-2 * Math.abs(x));
    expect(Math.abs(gradientX(evaluator, x, 0) / expected - 1)).toBeLessThan(1e-12);
  }
});
