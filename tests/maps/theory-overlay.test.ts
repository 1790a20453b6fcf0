import { describe, expect, it } from "vitest";
import type { Experiment } from "../../src/experiment/experiment.ts";
import {
  type RateContour,
  type TheoryCurve,
  type TheoryOverlay,
  theoryOverlay,
} from "../../src/maps/theory-overlay.ts";
import { optimalHeavyBall } from "../../src/theory/heavy-ball.ts";
import { optimalNesterov } from "../../src/theory/nesterov.ts";
import { axis, quadraticExperiment } from "./quadratic-experiment.ts";

function overlayOf(experiment: Experiment): TheoryOverlay {
  const overlay = theoryOverlay(experiment);
  if (overlay === undefined) throw new Error("There is no theory.");
  return overlay;
}

/** How far αλ and β are from the equation of a curve: 0 on it. */
const EQUATIONS: Readonly<Record<string, Readonly<Record<string, (product: number, beta: number) => number>>>> = {
  momentum: {
    stability: (p, b) => Math.min(Math.abs(p - 2 * (1 + b)), Math.abs(b - 1), Math.abs(p)),
    critical: (p, b) => Math.abs(b - (1 - Math.sqrt(p)) ** 2),
    oscillation: (p, b) => Math.abs(p - (1 + Math.sqrt(b)) ** 2),
  },
  nesterov: {
    stability: (p, b) =>
      Math.min(Math.abs(p - (2 * (1 + b)) / (1 + 2 * b)), Math.abs(p - Math.max(0, 1 - 1 / b)), Math.abs(p)),
    critical: (p, b) => Math.abs(b - (1 - Math.sqrt(p)) / (1 + Math.sqrt(p))),
    oscillation: (p) => Math.abs(p - 1),
  },
  "gradient-descent": {
    stability: (p) => Math.min(Math.abs(p - 2), Math.abs(p)),
    oscillation: (p) => Math.abs(p - 1),
  },
};

const WINDOWS = [
  ["linear", { x: axis("learningRate", 0.004, 0.44), y: axis("beta", 0, 1.1) }],
  ["logarithmic", { x: axis("learningRate", 1e-4, 3, "log"), y: axis("beta", 0, 1.1) }],
  ["turned", { x: axis("beta", 0.01, 0.99, "log"), y: axis("learningRate", 1e-3, 0.3, "log") }],
  ["zoomed", { x: axis("learningRate", 0.0999, 0.1001), y: axis("beta", 0.46749, 0.46753) }],
] as const;

const isWithin = (value: number, { from, to }: { readonly from: number; readonly to: number }) =>
  value >= from && value <= to;

/** A point as α and β. */
function settingOf({ map }: Experiment, [x, y]: readonly [number, number]): { alpha: number; beta: number } {
  return map?.x.path.endsWith("learningRate") ? { alpha: x, beta: y } : { alpha: y, beta: x };
}

describe.each(["momentum", "nesterov"])("the curves of %s", (optimizer) => {
  it.each(WINDOWS)("satisfy their equations and stay within a window that is %s", (_, axes) => {
    const experiment = quadraticExperiment(optimizer, axes);
    let worst = 0;
    for (const { kind, lambda, label, points } of overlayOf(experiment).curves) {
      expect(points.length, label).toBeGreaterThan(1);
      for (const point of points) {
        const { alpha, beta } = settingOf(experiment, point);
        worst = Math.max(worst, EQUATIONS[optimizer]?.[kind]?.(alpha * lambda, beta) ?? Number.NaN);
        expect(isWithin(point[0], axes.x) && isWithin(point[1], axes.y), `${label}: ${point}`).toBe(true);
      }
    }
    // 4.4e-16 measured.
    expect(worst).toBeLessThan(1e-12);
  });

  it("are drawn for both eigenvalues, and the stability of the larger binds", () => {
    const { curves, lambdas } = overlayOf(quadraticExperiment(optimizer));
    expect(lambdas.map((lambda) => Number(lambda.toFixed(12)))).toEqual([1, 10]);
    for (const kind of ["stability", "critical", "oscillation"]) {
      const seen = curves.filter((curve) => curve.kind === kind).map(({ lambda }) => Math.round(lambda));
      // The smaller eigenvalue begins to change sign at every step beyond the window.
      expect(new Set(seen), kind).toEqual(new Set(kind === "oscillation" ? [10] : [1, 10]));
    }
    const bounds = curves.filter(({ kind, points }) => kind === "stability" && points.some(([alpha]) => alpha > 0.1));
    expect(bounds.filter(({ isBinding, lambda }) => isBinding && lambda < 5)).toEqual([]);
    expect(bounds.some(({ isBinding, lambda }) => isBinding && lambda > 5)).toBe(true);
    expect(curves.filter(({ kind, isBinding }) => kind !== "stability" && isBinding)).toEqual([]);
  });

  it("end where they leave the window", () => {
    const experiment = quadraticExperiment(optimizer, WINDOWS[3][1]);
    const { curves } = overlayOf(experiment);
    // Heavy ball's critical damping passes through from edge to edge; Nesterov's change of sign does, at αλ = 1.
    const through = curves.filter(({ kind }) => kind === (optimizer === "nesterov" ? "oscillation" : "critical"));
    expect(curves).toEqual(through);
    expect(through).toHaveLength(1);
    const { x, y } = WINDOWS[3][1];
    for (const point of [through[0]?.points[0], through[0]?.points.at(-1)]) {
      const [px, py] = point ?? [Number.NaN, Number.NaN];
      const gap = Math.min(
        ...[px - x.from, px - x.to].map((d) => Math.abs(d) / (x.to - x.from)),
        ...[py - y.from, py - y.to].map((d) => Math.abs(d) / (y.to - y.from)),
      );
      // 1.4e-12 of the window measured: the last bit of β.
      expect(gap).toBeLessThan(1e-9);
    }
  });
});

it("has curves whose chords stay within a thousandth of the window, at any zoom", () => {
  for (const [name, axes] of WINDOWS) {
    const experiment = quadraticExperiment("momentum", axes);
    for (const { kind, lambda, points, label } of overlayOf(experiment).curves) {
      if (kind !== "critical") continue;
      for (const [i, point] of points.slice(1).entries()) {
        const from = settingOf(experiment, points[i] ?? point);
        const to = settingOf(experiment, point);
        // The curve itself at the β between, against the chord in the window's own scales.
        const beta = (from.beta + to.beta) / 2;
        const alpha = (1 - Math.sqrt(beta)) ** 2 / lambda;
        const place = ({ alpha: a, beta: b }: typeof from) => {
          const share = (value: number, { from: low, to: high, scale }: (typeof axes)["x" | "y"]) =>
            scale === "log" ? Math.log(value / low) / Math.log(high / low) : (value - low) / (high - low);
          const isAcross = axes.x.path.endsWith("learningRate");
          return [share(isAcross ? a : b, axes.x), share(isAcross ? b : a, axes.y)] as const;
        };
        const [ax, ay] = place(from);
        const [bx, by] = place(to);
        const [px, py] = place({ alpha, beta });
        const length = Math.hypot(bx - ax, by - ay);
        if (length < 1e-9) continue;
        const off = Math.abs((px - ax) * (by - ay) - (py - ay) * (bx - ax)) / length;
        expect(off, `${name}, ${label}: between ${points[i]} and ${point}`).toBeLessThan(1e-3);
      }
    }
  }
});

/** The grid nodes' rates and, of each pair of neighbours with the level between them, the place where it is. */
function missedCrossings(experiment: Experiment, overlay: TheoryOverlay, level: number, lines: readonly RateContour[]) {
  const { map } = experiment;
  if (map === undefined) throw new Error("There is no map.");
  const count = 60;
  const at = ({ from, to, scale }: typeof map.x, i: number) =>
    scale === "log" ? from * (to / from) ** (i / count) : from + ((to - from) * i) / count;
  const share = ({ from, to, scale }: typeof map.x, value: number) =>
    count * (scale === "log" ? Math.log(value / from) / Math.log(to / from) : (value - from) / (to - from));
  const rate = (i: number, j: number) => {
    const { alpha, beta } = settingOf(experiment, [at(map.x, i), at(map.y, j)]);
    return overlay.rate(alpha, beta);
  };
  const missed: string[] = [];
  const segments = lines.flatMap(({ points }) =>
    points.slice(1).map((point, k) => [points[k] ?? point, point].map(([x, y]) => [share(map.x, x), share(map.y, y)])),
  );
  for (let i = 0; i < count; i++) {
    for (let j = 0; j < count; j++) {
      for (const [di, dj] of [
        [1, 0],
        [0, 1],
      ] as const) {
        if (rate(i, j) <= level === rate(i + di, j + dj) <= level) continue;
        const isNear = segments.some(([a = [], b = []]) => {
          const [ax = 0, ay = 0] = a;
          const [bx = 0, by = 0] = b;
          const [cx, cy] = [i + di / 2, j + dj / 2];
          const squared = (bx - ax) ** 2 + (by - ay) ** 2;
          const t =
            squared === 0 ? 0 : Math.max(0, Math.min(1, ((cx - ax) * (bx - ax) + (cy - ay) * (by - ay)) / squared));
          return Math.hypot(ax + t * (bx - ax) - cx, ay + t * (by - ay) - cy) <= 0.51;
        });
        if (!isNear) missed.push(`${level} between ${[i, j]} and ${[i + di, j + dj]}`);
      }
    }
  }
  return missed;
}

describe.each(["gradient-descent", "momentum", "nesterov"])("the contours of %s", (optimizer) => {
  const across = [
    ["linear", { x: axis("learningRate", 0.001, 0.25) }],
    ["logarithmic", { x: axis("learningRate", 1e-3, 1, "log") }],
  ] as const;
  const windows: readonly (readonly [string, object])[] =
    optimizer === "gradient-descent" ? across : WINDOWS.slice(0, 3);
  const levels = [0.55, 0.7, 0.8, 0.85, 0.9, 0.95, 0.99, 1];

  it.each(windows)("lie where the worst rate is their level, and nowhere else, on a window that is %s", (_, axes) => {
    const experiment = quadraticExperiment(optimizer, axes);
    const overlay = overlayOf(experiment);
    let worst = 0;
    for (const level of levels) {
      const lines = overlay.contours([level]);
      for (const { level: named, points } of lines) {
        expect(named).toBe(level);
        for (const point of points) {
          const { alpha, beta } = settingOf(experiment, point);
          worst = Math.max(worst, Math.abs(overlay.rate(alpha, beta) - level));
        }
      }
      expect(missedCrossings(experiment, overlay, level, lines)).toEqual([]);
    }
    // 8.5e-14 measured but on double roots, where a rounding moves the rate by its square root: 2.1e-8 measured.
    expect(worst).toBeLessThan(1e-7);
  });

  it("are none where no setting has the rate, and none of what is no level", () => {
    const { contours, optimum } = overlayOf(quadraticExperiment(optimizer));
    const best = optimum?.rate ?? Number.NaN;
    expect(contours([best - 1e-3, 0, -0.5, 1.01, Number.NaN])).toEqual([]);
    expect(contours([best + 1e-3]).length).toBeGreaterThan(0);
  });
});

describe("the optimum", () => {
  it("is heavy ball's, at its place on the map", () => {
    const best = optimalHeavyBall(1, 10);
    const { optimum } = overlayOf(quadraticExperiment("momentum"));
    expect(optimum?.alpha).toBeCloseTo(best.alpha, 12);
    expect(optimum?.beta).toBeCloseTo(best.beta, 12);
    expect(optimum?.rate).toBeCloseTo(best.rate, 12);
    expect(optimum?.at).toEqual([optimum?.alpha, optimum?.beta]);
    expect(optimum?.label).toBe("best: α = 0.230886, β = 0.269874, rate 0.519494");
    const turned = overlayOf(quadraticExperiment("momentum", { x: axis("beta", 0, 1), y: axis("learningRate", 0, 1) }));
    expect(turned.optimum?.at).toEqual([optimum?.beta, optimum?.alpha]);
  });

  it("is Nesterov's", () => {
    const best = optimalNesterov(1, 10);
    const { optimum, rate } = overlayOf(quadraticExperiment("nesterov"));
    expect(optimum?.beta).toBeCloseTo(best.beta, 12);
    expect(rate(optimum?.alpha ?? Number.NaN, optimum?.beta ?? Number.NaN)).toBeCloseTo(best.rate, 7);
  });

  it("has no place on a map that does not show it", () => {
    const { optimum } = overlayOf(quadraticExperiment("momentum", { x: axis("learningRate", 0, 0.2) }));
    expect(optimum?.alpha).toBeGreaterThan(0.2);
    expect(optimum?.at).toBeUndefined();
  });

  it("is a line of gradient descent's, and none at all of heavy ball at a momentum that is fixed", () => {
    const descent = overlayOf(quadraticExperiment("gradient-descent"));
    expect(descent.optimum).toEqual({
      alpha: expect.closeTo(2 / 11, 12),
      rate: expect.closeTo(9 / 11, 12),
      label: "best: α = 0.181818, rate 0.818182",
    });
    const line = descent.curves.find(({ kind }) => kind === "optimum");
    expect(line?.points[0]).toEqual([descent.optimum?.alpha, -3]);
    expect(line?.points.at(-1)).toEqual([descent.optimum?.alpha, 3]);
    const fixed = overlayOf(quadraticExperiment("momentum", { y: axis("start", -3, 3) }));
    expect(fixed.optimum).toBeUndefined();
    expect(fixed.curves.some(({ kind }) => kind === "optimum")).toBe(false);
  });
});

it("draws lines across where the other axis is of the start: at αλ = 1 and 2 of gradient descent", () => {
  const { curves } = overlayOf(quadraticExperiment("gradient-descent", { x: axis("learningRate", 0.01, 0.3, "log") }));
  const lines = curves.filter(({ kind }) => kind !== "optimum");
  const seen = lines.map(({ kind, lambda, points }): readonly (string | number)[] => {
    expect(points.every(([x]) => x === points[0]?.[0])).toBe(true);
    expect([points[0]?.[1], points.at(-1)?.[1]]).toEqual([-3, 3]);
    return [kind, Number(((points[0]?.[0] ?? 0) * lambda).toFixed(12)), Math.round(lambda)];
  });
  expect(seen).toEqual([
    ["stability", 2, 10],
    ["oscillation", 1, 10],
  ]);
});

it("draws heavy ball's lines for the momentum that the ensemble has", () => {
  const ensembles = [{ optimizer: "momentum", hyperparameters: { beta: 0.25 } }];
  const experiment = quadraticExperiment("momentum", { y: axis("start", -3, 3) }, { ensembles });
  const products = overlayOf(experiment)
    .curves.filter(({ lambda }) => lambda > 5)
    .map(({ kind, points, lambda }: TheoryCurve) => [kind, Number(((points[0]?.[0] ?? 0) * lambda).toFixed(12))]);
  expect(products).toEqual([
    ["stability", 2.5],
    ["critical", 0.25],
    ["oscillation", 2.25],
  ]);
});

it("draws nothing for a momentum that no learning rate makes stable", () => {
  const ensembles = [{ optimizer: "momentum", hyperparameters: { beta: 1.2 } }];
  const overlay = overlayOf(quadraticExperiment("momentum", { y: axis("start", -3, 3) }, { ensembles }));
  expect(overlay.curves).toEqual([]);
  expect(overlay.contours([0.9, 1])).toEqual([]);
  expect(overlay.rate(0.1, 1.2)).toBeGreaterThan(1);
});

it("has one eigenvalue on a round bowl", () => {
  const surface = { id: "quadratic", parameters: { lambda1: 5, lambda2: 5, theta: 0.3 } };
  const overlay = overlayOf(quadraticExperiment("momentum", {}, { surface }));
  expect(overlay.lambdas).toHaveLength(1);
  expect(overlay.optimum?.rate).toBe(0);
  expect(overlay.optimum?.alpha).toBeCloseTo(0.2, 12);
});

it("takes the values of the start: later changes are left out", () => {
  const changes = [
    { step: 0, path: "/surface/parameters/lambda2", value: 20 },
    { step: 5, path: "/surface/parameters/lambda2", value: 50 },
  ];
  const { lambdas } = overlayOf(quadraticExperiment("momentum", {}, { changes }));
  expect(lambdas[1]).toBeCloseTo(20, 11);
});

describe("there is no theory", () => {
  const ensemble = (extra: object, hyperparameters: object = {}) => ({
    ensembles: [{ optimizer: "momentum", hyperparameters, ...extra }],
  });
  it.each<[string, string, object, object]>([
    ["of a surface that is no quadratic", "momentum", {}, { surface: { id: "rosenbrock" } }],
    ["of other optimizers", "adam", { y: axis("beta1", 0, 0.9) }, {}],
    ["of other maps", "momentum", { kind: "trainability" }, {}],
    ["under noise", "momentum", {}, { noise: { kind: "gaussian", sigma: 0.1 } }],
    ["under a schedule", "momentum", {}, ensemble({ schedule: { kind: "exponential", factor: 0.99 } })],
    ["with weight decay", "momentum", {}, ensemble({}, { weightDecay: 0.01 })],
    ["with dampening", "momentum", {}, ensemble({}, { dampening: 0.1 })],
    ["over another number", "momentum", { y: axis("dampening", 0, 1) }, {}],
    ["without an axis of the learning rate", "momentum", { x: axis("start", -1, 1) }, {}],
  ])("%s", (_, optimizer, map, rest) => {
    expect(theoryOverlay(quadraticExperiment(optimizer, map, rest))).toBeUndefined();
  });

  it("without a map", () => {
    const { map: _, ...experiment } = quadraticExperiment("momentum");
    expect(theoryOverlay(experiment)).toBeUndefined();
  });

  it("but there is under a schedule that is constant, and of every ensemble that the map names", () => {
    expect(
      theoryOverlay(quadraticExperiment("momentum", {}, ensemble({ schedule: { kind: "constant" } }))),
    ).toBeDefined();
    const ensembles = [{ optimizer: "adam" }, { optimizer: "nesterov" }];
    const path = (name: string) => `/ensembles/1/hyperparameters/${name}`;
    const map = {
      x: { path: path("learningRate"), from: 0, to: 1 },
      y: { path: path("beta"), from: 0, to: 1 },
      ensemble: 1,
    };
    expect(theoryOverlay(quadraticExperiment("adam", map, { ensembles }))?.lambdas).toHaveLength(2);
  });
});
