import { describe, expect, test } from "vitest";
import { randomBits, unitInterval } from "../../src/math/random.ts";
import {
  LEVEL,
  LINE_SEARCH_BOUNDS,
  LINE_SEARCHES,
  type Line,
  type LineSearch,
  searchLine,
} from "../../src/optimizers/line-search.ts";
import { surfaces } from "../../src/surfaces/index.ts";
import { defaultParameters, type SurfaceEvaluator } from "../../src/surfaces/surface.ts";
import { runReference } from "../reference/run.ts";
import { scatter } from "../surfaces/scatter.ts";
import { countingContext } from "./counting-context.ts";

type Loss = Pick<SurfaceEvaluator, "loss" | "gradient" | "hessian">;

/** A loss of x alone, searched along x from 0. */
function alongX(value: (x: number) => number, slope: (x: number) => number, curvature: (x: number) => number): Loss {
  return {
    loss: value,
    gradient: (x, _y, out) => {
      out.x = slope(x);
      out.y = 0;
    },
    hessian: (x, _y, out) => {
      out.xx = curvature(x);
      out.xy = 0;
      out.yy = 1;
    },
  };
}

function searchAlongX(search: LineSearch, loss: Loss, trial = 1) {
  const { context, counts } = countingContext(loss, "f64");
  const out = { x: 0, y: 0 };
  loss.gradient(0, 0, out);
  const line = { origin: { x: 0, y: 0 }, direction: { x: 1, y: 0 }, slope: out.x, trial, steepness: 0.9 };
  return { ...searchLine(search, line, context), counts };
}

/** A line from a point, along −∇f turned by up to 80°, so that it descends. */
function descendingLine(evaluator: SurfaceEvaluator, x: number, y: number, index: number): Line {
  const g = { x: 0, y: 0 };
  evaluator.gradient(x, y, g);
  const bits = randomBits(17, index, 0, 0);
  const angle = ((2 * unitInterval(bits[0]) - 1) * 80 * Math.PI) / 180;
  const length = 10 ** (4 * unitInterval(bits[1]) - 2);
  const direction = {
    x: -length * (Math.cos(angle) * g.x - Math.sin(angle) * g.y),
    y: -length * (Math.sin(angle) * g.x + Math.cos(angle) * g.y),
  };
  const trial = 10 ** (6 * unitInterval(bits[2]) - 3);
  const slope = direction.x * g.x + direction.y * g.y;
  return { origin: { x, y }, direction, slope, trial, steepness: index % 2 === 0 ? 0.9 : 0.1 };
}

const STARTS = 200;

describe.each(LINE_SEARCHES)("the line search %s", (search) => {
  const bounds = LINE_SEARCH_BOUNDS[search];

  test.each(surfaces)(
    `keeps within its bound of evaluations, and finds a point that is not higher, on $id (${STARTS} lines)`,
    (surface) => {
      const exact = surface.evaluator(defaultParameters(surface), "f64");
      for (const precision of ["f64", "f32"] as const) {
        const evaluator = surface.evaluator(defaultParameters(surface), precision);
        for (const [index, point] of scatter(surface.domain, STARTS).entries()) {
          const x = Math.fround(point.x);
          const y = Math.fround(point.y);
          const line = descendingLine(exact, x, y, index);
          const { context, counts } = countingContext(evaluator, precision);
          const { size } = searchLine(search, line, context);
          const text = `${precision} from (${x}, ${y}): size ${size}, ${JSON.stringify(counts)}`;
          expect(counts.loss, text).toBeLessThanOrEqual(bounds.loss);
          expect(counts.gradient, text).toBeLessThanOrEqual(bounds.gradient);
          expect(counts.hessian, text).toBeLessThanOrEqual(bounds.hessian);
          expect(size, text).toBeGreaterThanOrEqual(0);
          const { round } = context;
          const end = evaluator.loss(
            round(x + round(size * line.direction.x)),
            round(y + round(size * line.direction.y)),
          );
          const start = evaluator.loss(x, y);
          // One part in 1e6 more, for the last correction of the exact search, which is made and not looked at.
          expect(end, text).toBeLessThanOrEqual(start + 1.1 * LEVEL * Math.abs(start));
        }
      }
    },
  );

  test("does not move along a direction that does not descend, or where the loss is not a number", () => {
    const uphill = searchAlongX(
      search,
      alongX(
        (x) => x,
        () => 1,
        () => 0,
      ),
    );
    expect(uphill).toMatchObject({ size: 0, counts: { loss: 1, gradient: 0, hessian: 0 } });
    const level = searchAlongX(
      search,
      alongX(
        () => 2,
        () => 0,
        () => 0,
      ),
    );
    expect(level.size).toBe(0);
    const nowhere = searchAlongX(
      search,
      alongX(
        () => Number.NaN,
        () => -1,
        () => 1,
      ),
    );
    expect(nowhere.size).toBe(0);
    const beyond = searchAlongX(
      search,
      alongX(
        () => Number.POSITIVE_INFINITY,
        () => -1,
        () => 1,
      ),
    );
    expect(beyond.size).toBe(0);
  });

  test("gives up within its bound where every point is higher, and says so by a size of 0", () => {
    // The gradient lies, as it may at a kink: the loss rises at once.
    const lie = alongX(
      (x) => Math.abs(x),
      () => -1,
      () => 1,
    );
    const { size, counts } = searchAlongX(search, lie);
    expect(size).toBe(0);
    expect(counts.loss).toBe(bounds.loss);
  });

  test("stops at the best point found where the loss falls for ever", () => {
    const { size, counts } = searchAlongX(
      search,
      alongX(
        (x) => -x,
        () => -1,
        () => 0,
      ),
    );
    // Armijo's trial is good enough; the exact search quadruples 1 fifteen times, Wolfe's doubles it nineteen times.
    expect(size).toBe({ armijo: 1, exact: 4 ** 15, wolfe: 2 ** 19 }[search]);
    expect(counts.loss).toBeLessThanOrEqual(bounds.loss);
  });

  test("takes no point whose loss is infinite or not a number for low", () => {
    // 1/x-like walls: beyond x = 0.01 nothing is a number, and −∞ is no loss either.
    for (const wall of [Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]) {
      const pit = alongX(
        (x) => (x > 0.01 ? wall : (x - 0.005) ** 2),
        (x) => (x > 0.01 ? wall : 2 * (x - 0.005)),
        (x) => (x > 0.01 ? wall : 2),
      );
      const { size } = searchAlongX(search, pit);
      expect(size, `wall ${wall}`).toBeGreaterThan(0);
      expect(size, `wall ${wall}`).toBeLessThanOrEqual(0.01);
    }
  });
});

test("the exact search needs one Newton step on a quadratic: a = −g·d/dᵀHd, with two losses, one gradient, two Hessians", () => {
  const quadratic = surfaces.find(({ id }) => id === "quadratic");
  if (quadratic === undefined) throw new Error("expected the surface quadratic");
  let worst = 0;
  for (const lambda2 of [0.5, 10, 1e4]) {
    const evaluator = quadratic.evaluator({ lambda1: 1, lambda2, theta: 0.7 }, "f64");
    for (const [index, { x, y }] of scatter(quadratic.domain, 100).entries()) {
      const line = descendingLine(evaluator, x, y, index);
      const { context, counts } = countingContext(evaluator, "f64");
      const { size } = searchLine("exact", line, context);
      const h = context.hessian(0, 0);
      const { x: dx, y: dy } = line.direction;
      const expected = -line.slope / (h.xx * dx * dx + 2 * h.xy * dx * dy + h.yy * dy * dy);
      worst = Math.max(worst, Math.abs(size / expected - 1));
      expect(counts).toEqual({ loss: 2, gradient: 1, hessian: 3 });
    }
  }
  console.info(`exact step on quadratics: ${worst}`);
  expect(worst).toBeLessThan(1e-12);
});

test("the exact search ends where the slope along the line vanishes, on a quartic", () => {
  // φ(a) = (a − 2)⁴/4 + (a − 2)²/2, from far away and with a trial that is no help.
  const { size } = searchAlongX(
    "exact",
    alongX(
      (x) => (x - 2) ** 4 / 4 + (x - 2) ** 2 / 2,
      (x) => (x - 2) ** 3 + x - 2,
      (x) => 3 * (x - 2) ** 2 + 1,
    ),
    1e-9,
  );
  expect(Math.abs(size - 2)).toBeLessThan(1e-12);
});

test("the exact search goes downhill, to a minimum of the line, where Newton’s own step is uphill", () => {
  // φ = −cos(a − 3) is concave at 0.
  const wave = alongX(
    (x) => -Math.cos(x - 3),
    (x) => Math.sin(x - 3),
    (x) => Math.cos(x - 3),
  );
  const { size } = searchAlongX("exact", wave, 0.1);
  expect(Math.abs(Math.sin(size - 3))).toBeLessThan(1e-12);
  expect(Math.cos(size - 3)).toBeGreaterThan(0.99);
});

describe("the strong Wolfe conditions", () => {
  // Along half of the saddles' lines the loss falls for ever; Bukin's valley is a kink, where no slope is small.
  const unbounded = ["saddle", "monkey-saddle", "bukin-6"];
  test.each(surfaces.filter(({ id }) => !unbounded.includes(id)))(
    "hold where the search says that it knows the gradient at its end, on $id",
    (surface) => {
      const evaluator = surface.evaluator(defaultParameters(surface), "f64");
      let met = 0;
      let lines = 0;
      for (const [index, { x, y }] of scatter(surface.domain, STARTS).entries()) {
        const line = descendingLine(evaluator, x, y, index);
        if (!(line.slope < 0)) continue;
        lines += 1;
        const { context } = countingContext(evaluator, "f64");
        const { size, gradient } = searchLine("wolfe", line, context);
        if (size === 0 || gradient === undefined) continue;
        const g = { x: 0, y: 0 };
        evaluator.gradient(x + size * line.direction.x, y + size * line.direction.y, g);
        expect(gradient).toEqual(g);
        const slope = g.x * line.direction.x + g.y * line.direction.y;
        const isFlat = Math.abs(slope) <= -line.steepness * line.slope;
        const start = evaluator.loss(x, y);
        const end = evaluator.loss(x + size * line.direction.x, y + size * line.direction.y);
        const isLow = end <= start + 1e-4 * size * line.slope || Math.abs(end - start) <= LEVEL * Math.abs(start);
        if (isFlat && isLow) met += 1;
      }
      // Measured: all but 1 % of the lines, on easom 93 %: its plain is level to f64 itself.
      console.info(`wolfe ${surface.id}: ${met} of ${lines}`);
      expect(met).toBeGreaterThanOrEqual(0.9 * lines);
    },
  );
});

describe.each(["conjugate-gradient", "bfgs"])("%s", (optimizer) => {
  // Its own gradients beside those of the search: at the start of the step, and for bfgs at the end.
  const own = optimizer === "bfgs" ? 2 : 1;

  test.each(LINE_SEARCHES)("with %s never rises by more than is level, nor evaluates more than its bound", (search) => {
    for (const surface of surfaces) {
      for (const precision of ["f64", "f32"] as const) {
        const [trajectories = []] = runReference(
          {
            surface: { id: surface.id },
            starts: { kind: "uniform", count: 8 },
            ensembles: [{ optimizer, hyperparameters: { lineSearch: search } }],
            steps: 40,
            seed: 5,
          },
          precision,
        );
        for (const { losses, evaluations, points } of trajectories) {
          const text = `${surface.id} in ${precision}`;
          const bounds = LINE_SEARCH_BOUNDS[search];
          expect(evaluations.loss, text).toBeLessThanOrEqual(40 * bounds.loss);
          expect(evaluations.gradient, text).toBeLessThanOrEqual(40 * (bounds.gradient + own));
          expect(evaluations.hessian, text).toBeLessThanOrEqual(40 * bounds.hessian);
          expect(points.flat().every(Number.isFinite), text).toBe(true);
          for (const [step, loss] of losses.slice(1).entries()) {
            const before = losses[step] ?? Number.NaN;
            expect(loss, `${text}, step ${step + 1}`).toBeLessThanOrEqual(before + 1.1 * LEVEL * Math.abs(before));
          }
        }
      }
    }
  });
});
