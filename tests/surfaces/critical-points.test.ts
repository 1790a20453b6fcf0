import { describe, expect, it } from "vitest";
import { symmetricEigen } from "../../src/math/symmetric-eigen.ts";
import { findSurface, surfaces } from "../../src/surfaces/index.ts";
import {
  type CriticalPoint,
  defaultParameters,
  minimaOf,
  type ParameterValues,
  type Surface,
} from "../../src/surfaces/surface.ts";
import { scatter } from "./scatter.ts";

function get(id: string): Surface {
  const surface = findSurface(id);
  if (surface === undefined) {
    throw new Error(`no surface ${id}`);
  }
  return surface;
}

/** Minima at a kink, or on the border of the domain: the gradient does not vanish towards them. */
const EDGES: Readonly<Record<string, readonly [number, number]>> = {
  ackley: [0, 0],
  "bukin-6": [-10, 1],
  eggholder: [512, 404.2318051137578],
};

const isEdge = (id: string, { x, y }: CriticalPoint) => EDGES[id]?.[0] === x && EDGES[id]?.[1] === y;

/** Every surface with its defaults, and those with parameters with others as well. */
const cases: readonly (readonly [id: string, parameters: ParameterValues])[] = [
  ...surfaces.map((surface): readonly [string, ParameterValues] => [surface.id, defaultParameters(surface)]),
  ["quadratic", { lambda1: 0.3, lambda2: -4, theta: 1 }],
  ["quadratic", { lambda1: -0.3, lambda2: -4, theta: 1 }],
  ["rosenbrock", { a: -1.4, b: 3 }],
  ["rosenbrock", { a: 5, b: 1000 }],
  ["rosenbrock", { a: 1, b: -2 }],
  ["rastrigin", { A: 0.5 }],
  ["rastrigin", { A: 3 }],
  ["rastrigin", { A: 20 }],
  ["rastrigin", { A: -4 }],
  ["schwefel", { c: 400 }],
];

describe("the listed critical points", () => {
  it.each(cases)("of %s %o are zeros of the gradient, of the kind that the Hessian says", (id, parameters) => {
    const surface = get(id);
    const evaluator = surface.evaluator(parameters, "f64");
    const points = surface.criticalPoints(parameters);
    expect(points.length).toBeGreaterThan(0);
    for (const point of points.filter((candidate) => !isEdge(id, candidate))) {
      const at = `${point.kind} (${point.x}, ${point.y})`;
      const gradient = { x: 0, y: 0 };
      const hessian = { xx: 0, xy: 0, yy: 0 };
      evaluator.gradient(point.x, point.y, gradient);
      evaluator.hessian(point.x, point.y, hessian);
      const { small, large } = symmetricEigen(hessian);
      // One rounding of a coordinate moves the gradient by 2.2e-16·|H||p|; 2.5e-16 of that scale measured (schwefel).
      const scale = Math.max(Math.abs(small), Math.abs(large)) * Math.max(1, Math.abs(point.x), Math.abs(point.y));
      expect(Math.hypot(gradient.x, gradient.y), `|∇f| at the ${at}`).toBeLessThanOrEqual(2e-15 * scale);
      if (id === "monkey-saddle") {
        expect(Math.max(Math.abs(small), Math.abs(large))).toBe(0);
        expect(point.kind).toBe("saddle");
      } else {
        const kind = small > 0 ? "minimum" : large < 0 ? "maximum" : "saddle";
        expect(point.kind, `eigenvalues ${small}, ${large} at the ${at}`).toBe(kind);
      }
    }
  });

  it.each(cases)(
    "of %s %o come minima first, then saddles, then maxima, each by loss, none twice",
    (id, parameters) => {
      const surface = get(id);
      const evaluator = surface.evaluator(parameters, "f64");
      const points = surface.criticalPoints(parameters);
      const kinds = ["minimum", "saddle", "maximum"];
      points.slice(1).forEach((point, i) => {
        const before = points[i] ?? point;
        const rise = evaluator.loss(point.x, point.y) - evaluator.loss(before.x, before.y);
        const isOrdered =
          kinds.indexOf(before.kind) < kinds.indexOf(point.kind) || (before.kind === point.kind && rise > -1e-5);
        expect(isOrdered, `${before.kind} before ${point.kind}, loss rising by ${rise}`).toBe(true);
      });
      const rounded = new Set(points.map(({ x, y }) => `${x.toFixed(4)} ${y.toFixed(4)}`));
      expect(rounded.size).toBe(points.length);
    },
  );

  it.each(surfaces.filter(({ id }) => !["saddle", "monkey-saddle", "factorization"].includes(id)))(
    "of $id begin with the global minimum of the domain",
    (surface) => {
      const parameters = defaultParameters(surface);
      const evaluator = surface.evaluator(parameters, "f64");
      const [best] = minimaOf(surface, parameters);
      const lowest = evaluator.loss(best?.x ?? 0, best?.y ?? 0);
      for (const { x, y } of scatter(surface.domain, 20_000)) {
        expect(evaluator.loss(x, y), `at (${x}, ${y})`).toBeGreaterThanOrEqual(lowest - 1e-12);
      }
    },
  );

  it.each(Object.keys(EDGES))("of %s at a kink or on the border are lower than everything around them", (id) => {
    const surface = get(id);
    const evaluator = surface.evaluator({}, "f64");
    const [first] = surface.criticalPoints({});
    const [x, y] = EDGES[id] ?? [0, 0];
    expect(first).toEqual({ x, y, kind: "minimum" });
    for (let i = 0; i < 64; i++) {
      const angle = (2 * Math.PI * i) / 64;
      const beside = { x: x + 1e-4 * Math.cos(angle), y: y + 1e-4 * Math.sin(angle) };
      if (beside.x <= surface.domain.x[1]) {
        // On the border the loss is level along it to 1e-11.
        expect(evaluator.loss(beside.x, beside.y) - evaluator.loss(x, y)).toBeGreaterThan(-1e-11);
      }
    }
  });
});

describe("published critical points", () => {
  // To the digits of the literature; the polished points are within 4e-14 of them.
  it.each<[string, CriticalPoint["kind"], readonly (readonly [number, number, number])[]]>([
    [
      "himmelblau",
      "minimum",
      [
        [3, 2, 0],
        [-2.805118086952745, 3.131312518250573, 0],
        [-3.779310253377747, -3.283185991286169, 0],
        [3.5844283403304917, -1.8481265269644034, 0],
      ],
    ],
    [
      "himmelblau",
      "saddle",
      [
        [3.385154183607021, 0.0738518798377493, 13.31192627040559],
        [0.08667750455539636, 2.884254701174776, 67.71915008752615],
        [-3.0730257507643897, -0.08135304428796751, 104.01516291755811],
        [-0.12796134673068008, -1.9537149802445763, 178.33723920192747],
      ],
    ],
    ["himmelblau", "maximum", [[-0.2708445906673476, -0.9230385564799815, 181.6165215225827]]],
    [
      "six-hump-camel",
      "minimum",
      [
        [0.08984201310031806, -0.7126564030207396, -1.0316284534898774],
        [-0.08984201310031806, 0.7126564030207396, -1.0316284534898774],
        [1.7036067149699807, -0.7960835686726251, -0.21546382438371764],
        [-1.7036067149699807, 0.7960835686726251, -0.21546382438371764],
        [1.6071047529201972, 0.5686514548841314, 2.1042503103112584],
        [-1.6071047529201972, -0.5686514548841314, 2.1042503103112584],
      ],
    ],
    [
      "three-hump-camel",
      "minimum",
      [
        [0, 0, 0],
        [1.7475523458302888, -0.8737761729151445, 0.2986384422368598],
        [-1.7475523458302888, 0.8737761729151445, 0.2986384422368598],
      ],
    ],
    [
      "goldstein-price",
      "minimum",
      [
        [0, -1, 3],
        [-0.6, -0.4, 30],
        [1.8, 0.2, 84],
        [1.2, 0.8, 840],
      ],
    ],
    [
      "branin",
      "minimum",
      [
        [-Math.PI, 12.275, 0.3978873577297383],
        [Math.PI, 2.275, 0.3978873577297383],
        [3 * Math.PI, 2.475, 0.3978873577297383],
      ],
    ],
    [
      "mccormick",
      "minimum",
      [
        [-0.5471975511965977, -1.5471975511965976, -1.9132229549810364],
        [2.5943951023931957, 1.5943951023931955, 1.2283696986087569],
      ],
    ],
    ["rosenbrock", "minimum", [[1, 1, 0]]],
    ["booth", "minimum", [[1, 3, 0]]],
    ["easom", "minimum", [[Math.PI, Math.PI, -1]]],
    ["distill-banana", "minimum", [[1, 1 / 3, 0]]],
    ["schwefel", "minimum", [[420.96874635998205, 420.96874635998205, 2.545513258745e-5]]],
    [
      "eggholder",
      "minimum",
      [
        [512, 404.2318051137578, -959.640662720851],
        [482.3533104647884, 432.87899894548343, -956.9182316246656],
      ],
    ],
  ])("of %s, each %s", (id, kind, expected) => {
    const surface = get(id);
    const parameters = defaultParameters(surface);
    const evaluator = surface.evaluator(parameters, "f64");
    const points = surface.criticalPoints(parameters).filter((point) => point.kind === kind);
    expected.forEach(([x, y, loss], i) => {
      const point = points[i] ?? { x: Number.NaN, y: Number.NaN };
      const size = Math.max(1, Math.abs(x), Math.abs(y));
      expect(Math.hypot(point.x - x, point.y - y) / size, `(${point.x}, ${point.y})`).toBeLessThan(1e-13);
      expect(Math.abs(evaluator.loss(point.x, point.y) - loss) / Math.max(1, Math.abs(loss))).toBeLessThan(1e-12);
    });
  });

  it.each([
    ["rastrigin", 121],
    ["ackley", 121],
    ["griewank", 17],
    ["levy-13", 47],
    ["schwefel", 49],
    ["eggholder", 76],
    ["styblinski-tang", 4],
    ["easom", 5],
  ])("%s has %i minima", (id, count) => {
    expect(minimaOf(get(id), defaultParameters(get(id)))).toHaveLength(count);
  });

  it("lists every minimum of levy-13 below 2 and every one of griewank", () => {
    for (const [id, bound] of [
      ["levy-13", 2],
      ["griewank", 10],
    ] as const) {
      const surface = get(id);
      const evaluator = surface.evaluator({}, "f64");
      const listed = minimaOf(surface, {});
      const gradient = { x: 0, y: 0 };
      for (const start of scatter({ x: [-3, 5], y: [-3, 5] }, 200)) {
        const point = { ...start };
        for (let step = 0; step < 2000; step++) {
          evaluator.gradient(point.x, point.y, gradient);
          const rate = id === "levy-13" ? 2e-3 : 0.5;
          point.x -= rate * gradient.x;
          point.y -= rate * gradient.y;
        }
        if (evaluator.loss(point.x, point.y) < bound && Math.max(Math.abs(point.x), Math.abs(point.y)) < 10) {
          const distance = Math.min(...listed.map(({ x, y }) => Math.hypot(x - point.x, y - point.y)));
          expect(distance, `${id} descends to (${point.x}, ${point.y})`).toBeLessThan(1e-3);
        }
      }
    }
  });
});

describe("critical points follow the parameters", () => {
  it("rosenbrock's minimum is (a, a²), and a saddle when b is negative", () => {
    expect(get("rosenbrock").criticalPoints({ a: 1.3, b: 7 })).toEqual([{ x: 1.3, y: 1.3 * 1.3, kind: "minimum" }]);
    expect(get("rosenbrock").criticalPoints({ a: 1, b: -2 })).toEqual([{ x: 1, y: 1, kind: "saddle" }]);
    expect(get("rosenbrock").criticalPoints({ a: 1, b: 0 })).toEqual([]);
  });

  it.each([
    [1, 2, "minimum"],
    [1, -2, "saddle"],
    [-1, -2, "maximum"],
  ] as const)("a quadratic with the eigenvalues %d and %d has a %s", (lambda1, lambda2, kind) => {
    expect(get("quadratic").criticalPoints({ lambda1, lambda2, theta: 0.4 })).toEqual([{ x: 0, y: 0, kind }]);
  });

  it("a quadratic trough has a floor rather than a minimum", () => {
    expect(get("quadratic").criticalPoints({ lambda1: 0, lambda2: 2, theta: 0.4 })).toEqual([]);
  });

  it("rastrigin loses its outer minima as A shrinks, until one is left", () => {
    for (const A of [20, 10, 2, 0.9, 0.3, 0]) {
      // The loss is a sum of two functions of one variable: minima are where x + πA·sin 2πx turns positive, in pairs.
      const slope = (x: number) => x + Math.PI * A * Math.sin(2 * Math.PI * x);
      let turns = 0;
      for (let i = -5120; i < 5120; i++) {
        const x = (i + 0.5) / 1000;
        turns += Number(slope(x - 0.0005) < 0 && slope(x + 0.0005) >= 0);
      }
      expect(get("rastrigin").criticalPoints({ A }).length, `A = ${A}`).toBe(turns * turns);
    }
    expect(get("rastrigin").criticalPoints({ A: 0 })).toEqual([{ x: 0, y: 0, kind: "minimum" }]);
  });

  it("answers the same list for the same parameters without searching again", () => {
    const surface = get("rastrigin");
    expect(surface.criticalPoints({ A: 10 })).toBe(surface.criticalPoints({ A: 10 }));
  });
});
