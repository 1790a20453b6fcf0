import { describe, expect, it } from "vitest";
import { compileExpression } from "../../src/expression/expression.ts";
import { findCriticalPoints } from "../../src/surfaces/find-critical-points.ts";
import { findSurface, surfaces } from "../../src/surfaces/index.ts";
import { type CriticalPoint, defaultParameters } from "../../src/surfaces/surface.ts";

const square = (half: number) => ({ x: [-half, half], y: [-half, half] }) as const;

const on = (formula: string) => compileExpression(formula).bind({}, "f64");

const find = (formula: string) => findCriticalPoints(on(formula), square(3));

const told = (points: readonly CriticalPoint[]) => points.map(({ x, y, kind }) => `${kind} (${x}, ${y})`).join(", ");

describe("minima at kinks", () => {
  it.each([
    ["abs(x) + abs(y)", 0, 0],
    ["abs(x) + abs(y) + 1", 0, 0],
    ["max(abs(x), abs(y))", 0, 0],
    ["sqrt(x^2 + y^2)", 0, 0],
    ["sqrt((x - 0.7)^2 + (y - pi/7)^2)", 0.7, Math.PI / 7],
    ["abs(x - 1) + 2*abs(y + 0.5) + 0.3*x", 1, -0.5],
    ["abs(x - 0.3) + (y - 0.2)^2 + 3", 0.3, 0.2],
    ["max(x^2 + y, -y)", 0, 0],
    ["max(x + y, x - y, -2*x) + 1", 0, 0],
    ["abs(x - y) + 100*abs(x + y - 1)", 0.5, 0.5],
    ["sqrt(abs(x)) + sqrt(abs(y))", 0, 0],
    ["((x - 0.21)^2 + (y - 0.3)^2)^0.05", 0.21, 0.3],
    ["sqrt(abs(y - x^2)) + 0.1*abs(x - 0.5)", 0.5, 0.25],
  ])("of %s is found at (%d, %d), and nothing else", (formula, x, y) => {
    const points = find(formula);
    expect(
      points.map(({ kind }) => kind),
      told(points),
    ).toEqual(["minimum"]);
    // 2.9e-10 measured, along the bed of the last one's crease; 1.9e-10 where a kink crosses a smooth valley, whose loss
    // does not tell nearer; 3.5e-13 elsewhere.
    expect(Math.hypot((points[0]?.x ?? 9) - x, (points[0]?.y ?? 9) - y), told(points)).toBeLessThan(1e-9);
  });

  it.each([
    ["abs(x)", "a level crease"],
    ["abs(x - 0.123)", "a level crease beside the grid"],
    ["x + abs(y)", "a crease that slopes"],
    ["sqrt(abs(y - x^2))", "a level crease that bends"],
    ["sign(x)", "a step"],
    ["max(0, x^2 + y^2 - 1)", "a level floor with a rim"],
    ["1/x", "a pole that is crossed"],
    ["-1/sqrt(x^2 + y^2)", "a hole without bottom"],
    ["-1/((x - 0.33)^2 + (y - 0.2)^2)", "a hole without bottom beside the grid"],
    ["log((x - 0.33)^2 + (y - 0.2)^2)", "a hole that deepens slowly"],
    ["log(abs(x) + abs(y))", "a hole on an axis"],
    ["tan(x) + y^2", "poles in a row"],
    ["log(x)", "the end of where there are numbers"],
  ])("are not seen in %s: %s", (formula) => {
    expect(told(find(formula))).toBe("");
  });

  it("are told from a level crease around a hill", () => {
    expect(told(find("abs(x^2 + y^2 - 1)"))).toBe("maximum (0, 0)");
  });

  it("of Bukin N.6 lies where its crease leads, though its bed bends", () => {
    const surface = findSurface("bukin-6");
    const points = findCriticalPoints(on(surface?.formula ?? ""), surface?.domain ?? square(1));
    expect(points).toHaveLength(1);
    // 8.0e-13 measured.
    expect(Math.hypot((points[0]?.x ?? 0) + 10, (points[0]?.y ?? 0) - 1), told(points)).toBeLessThan(1e-9);
  });
});

describe("points where the curvature vanishes", () => {
  it.each([
    ["x^4 + y^4", "minimum"],
    ["x^6 + y^6 + 1", "minimum"],
    ["y^2 + x^6", "minimum"],
    ["-x^4 - y^4", "maximum"],
    ["x^4 - y^4", "saddle"],
    ["y^2 - x^6", "saddle"],
    ["x^3 - 3*x*y^2", "saddle"],
    ["x^2*y + y^4/9", "saddle"],
    ["abs(x) - abs(y)", "saddle"],
    ["-abs(x) - y^2", "maximum"],
    // Every straight line through the origin rises, yet the loss falls along y = 1.5 x² (Peano).
    ["(y - x^2)*(y - 2*x^2)", "saddle"],
    ["x^3 + y^2", "degenerate"],
    ["(x - 0.3)^3 + (y - 0.1)^2", "degenerate"],
    ["x^3 + y^3", "degenerate"],
    ["x^3 + y^3 + 1", "degenerate"],
    ["x^5 - y^5", "degenerate"],
    ["x*abs(x) + y^2", "degenerate"],
  ] as const)("of %s are each of the kind that the loss around says: a %s", (formula, kind) => {
    expect(
      find(formula).map((point) => point.kind),
      told(find(formula)),
    ).toEqual([kind]);
  });

  it.each(["x^2", "x^3", "x^2*y^2", "abs(x*y)", "(x + y - 1)^4", "0*x", "(y - x^2)^2", "max(0, x)^3 + y^2"])(
    "of %s are not listed: they are not isolated",
    (formula) => {
      expect(told(find(formula))).toBe("");
    },
  );

  it("of a rising power on a plateau are none of Schwefel's minima", () => {
    // −y sin √|y| goes like −y|y|^½ through 0: the Hessian says infinity on one side, minus infinity on the other.
    const schwefel = findSurface("schwefel");
    const points = findCriticalPoints(
      compileExpression(schwefel?.formula ?? "").bind({ c: 418.9829 }, "f64"),
      square(500),
      [{ x: 203.8143, y: -1e-4 }],
    );
    const onAxis = points.filter(({ x, y }) => Math.min(Math.abs(x), Math.abs(y)) < 1);
    expect(onAxis.filter(({ kind }) => kind !== "degenerate").length, told(onAxis)).toBe(0);
    expect(points.filter(({ kind }) => kind === "minimum")).toHaveLength(49);
  });
});

/** Those with more of the kinds that the catalogue lists than the search can see, or at more than zeros of the gradient. */
const DENSE = ["levy-13", "eggholder", "schwefel", "griewank"];

describe("the catalogue's surfaces as typed formulas", () => {
  const formulas = surfaces.filter(({ id, formula }) => formula !== undefined && !DENSE.includes(id));

  it("are at least fifteen", () => {
    expect(formulas.length).toBeGreaterThanOrEqual(15);
  });

  it.each(formulas.map((surface) => [surface.id, surface] as const))(
    "%s has the same critical points when they are searched for",
    (_id, surface) => {
      const parameters = defaultParameters(surface);
      const evaluator = surface.evaluator(parameters, "f64");
      const known = surface.criticalPoints(parameters);
      const found = findCriticalPoints(evaluator, surface.domain);
      expect(found, told(found)).toHaveLength(known.length);
      for (const point of known) {
        // Measured: 2.9e-11 at the monkey saddle, which Newton creeps up on; 8.0e-13 at Bukin's kink, which is found by the
        // loss alone; 8.9e-16 elsewhere.
        const same = found.filter((other) => other.kind === point.kind && apart(other, point) < 1e-9);
        expect(same, `${point.kind} (${point.x}, ${point.y})`).toHaveLength(1);
      }
      expect(found.map(({ kind }) => kind)).toEqual(known.map(({ kind }) => kind));
    },
  );

  it.each([
    ["griewank", 17],
    ["schwefel", 49],
  ])("%s has its %d minima among them", (id, count) => {
    const surface = findSurface(id) ?? surfaces[0];
    const parameters = surface === undefined ? {} : defaultParameters(surface);
    const evaluator = surface?.evaluator(parameters, "f64");
    const found = evaluator === undefined ? [] : findCriticalPoints(evaluator, surface?.domain ?? square(1));
    const minima = found.filter(({ kind }) => kind === "minimum");
    expect(minima).toHaveLength(count);
    for (const point of surface?.criticalPoints(parameters) ?? []) {
      expect(Math.min(...minima.map((other) => apart(other, point)))).toBeLessThan(1e-9);
    }
  });
});

function apart(a: CriticalPoint, b: CriticalPoint): number {
  return Math.hypot(a.x - b.x, a.y - b.y);
}

describe("suggestions", () => {
  // A dent of a hundredth of a cell, in a bowl.
  const dented = "x^2 + y^2 - exp(-1e7*((x - 1.2345)^2 + (y - 0.6789)^2))";

  it("add what lies between the cells, minima at kinks included, and change nothing else", () => {
    for (const formula of [dented, "x^2 + y^2 + 20*min(0, 1e4*((x - 1.2345)^2 + (y - 0.6789)^2)^0.5 - 1)"]) {
      const alone = findCriticalPoints(on(formula), square(3));
      expect(told(alone)).toBe("minimum (0, 0)");
      const both = findCriticalPoints(on(formula), square(3), [{ x: 1.23451, y: 0.67891 }]);
      const added = both.filter((point) => !(point.x === 0 && point.y === 0));
      expect(added.map(({ kind }) => kind)).toEqual(["minimum"]);
      // 1.41e-7 measured: the slope of the bowl moves the bottom of the first dent.
      expect(Math.hypot((added[0]?.x ?? 0) - 1.2345, (added[0]?.y ?? 0) - 0.6789)).toBeLessThan(2e-7);
    }
  });

  it("that lead nowhere, or to what is known, change nothing", () => {
    const alone = find("(x^2 - 1)^2 + y^2");
    const suggestions = [
      { x: 1, y: 1e-9 },
      { x: 1.001, y: -0.001 },
      { x: 2.5, y: 2.5 },
      { x: Number.NaN, y: 0 },
      { x: 0.5, y: 0.5 },
    ];
    expect(findCriticalPoints(on("(x^2 - 1)^2 + y^2"), square(3), suggestions)).toEqual(alone);
    expect(alone.map(({ kind }) => kind)).toEqual(["minimum", "minimum", "saddle"]);
  });
});

it("lists points of the same loss by x, then by y", () => {
  const points = find("(x^2 - 1)^2 + (y^2 - 1)^2").filter(({ kind }) => kind === "minimum");
  expect(points.map(({ x, y }) => [Math.round(x), Math.round(y)])).toEqual([
    [-1, -1],
    [-1, 1],
    [1, -1],
    [1, 1],
  ]);
});

it("looks closer where there is much: at waves not two cells long", () => {
  // The minima lie π/20 apart, 1.68 cells; those that are listed are the nearest ones to the middle.
  const waves = findCriticalPoints(on("sin(20*x)^2 + sin(20*y)^2 + (x^2 + y^2)/100"), square(3));
  const minima = waves.filter(({ kind }) => kind === "minimum");
  expect(minima).toHaveLength(128);
  const places = minima.map(({ x, y }) => (Math.hypot(x, y) * 20) / Math.PI);
  // 6.3244 measured, of 6.3246 on the lattice: the bowl pulls all minima inwards.
  expect(Math.max(...places)).toBeLessThan(6.33);
});

it("takes at most 128 minima, the lowest, and saddles only while there are fewer than 64 points", () => {
  const waves = findCriticalPoints(on("sin(3*x)^2 + sin(3*y)^2 + (x^2 + y^2)/1000"), square(9));
  expect(waves.map(({ kind }) => kind)).toEqual(waves.map(() => "minimum"));
  expect(waves).toHaveLength(128);
  const furthest = Math.max(...waves.map(({ x, y }) => Math.hypot(x, y)));
  // 6.32 lattice constants of π/3 measured; its 130th point lies 6.40 away.
  expect(furthest).toBeLessThan((6.4 * Math.PI) / 3);
  const fewer = findCriticalPoints(on("sin(3*x)^2 + sin(3*y)^2 + (x^2 + y^2)/1000"), square(3));
  expect(fewer.filter(({ kind }) => kind === "minimum")).toHaveLength(25);
  expect(fewer).toHaveLength(64);
});
