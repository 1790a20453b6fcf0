import { describe, expect, test } from "vitest";
import { symmetricEigen } from "../../src/math/symmetric-eigen.ts";
import type { SymmetricMatrix, Vector } from "../../src/math/vector.ts";
import { findOptimizer } from "../../src/optimizers/index.ts";
import { surfaces } from "../../src/surfaces/index.ts";
import { defaultParameters, type SurfaceEvaluator } from "../../src/surfaces/surface.ts";
import { runOne, runReference } from "../reference/run.ts";
import { scatter } from "../surfaces/scatter.ts";
import { countingContext } from "./counting-context.ts";

/** ½(x − m)ᵀA(x − m) with A = Q diag(λ₁, λ₂) Qᵀ; none is diagonal by luck, and no minimum lies at the origin. */
const QUADRATICS = [
  { lambda1: 1, lambda2: 1, theta: 0.3, m: [0.5, -0.25] },
  { lambda1: 1, lambda2: 10, theta: 0.4, m: [1.5, 0.7] },
  { lambda1: 0.01, lambda2: 1, theta: -1.1, m: [-0.3, 2] },
  { lambda1: 3, lambda2: 300, theta: 2.2, m: [1, 1] },
  { lambda1: 1, lambda2: 1e4, theta: 0.9, m: [-2, 0.1] },
  { lambda1: 200, lambda2: 2e7, theta: 1.2, m: [0.25, -1] },
] as const;
type Quadratic = (typeof QUADRATICS)[number];
const START = [1.7, -0.6] as const;

// In units of κ = λ₂/λ₁, by which rounding of the first step is amplified. Measured at worst 1.2e-16 (FR, and what is
// compared with it; PR, whose β sees the error of the first step: 2e-18).
const TWO_STEPS = 1e-15;
// Measured 2.2e-16: one unit in the last place.
const MOMENTUM_FORM = 1e-15;
// In units of κ; measured 2.1e-17.
const ONE_STEP = 2e-16;
// Measured 2.7e-14, where one eigenvalue of H nearly vanishes.
const EIGENVALUES = 2e-13;

function matrixOf({ lambda1, lambda2, theta }: Quadratic): SymmetricMatrix {
  const [c, s] = [Math.cos(theta), Math.sin(theta)];
  return {
    xx: lambda1 * c * c + lambda2 * s * s,
    xy: (lambda1 - lambda2) * c * s,
    yy: lambda1 * s * s + lambda2 * c * c,
  };
}

function run(quadratic: Quadratic, optimizer: string, hyperparameters: object, steps: number) {
  const { xx, xy, yy } = matrixOf(quadratic);
  const [mx, my] = quadratic.m;
  return runOne({
    surface: {
      formula: "(p*(x - m)^2 + 2*q*(x - m)*(y - n) + r*(y - n)^2)/2",
      parameters: { p: xx, q: xy, r: yy, m: mx, n: my },
      domain: { x: [-3, 3], y: [-3, 3] },
    },
    starts: { kind: "points", points: [START] },
    ensembles: [{ optimizer, hyperparameters }],
    steps,
  });
}

/** ‖x − m‖ relative to that of the start. */
function relativeError({ m }: Quadratic, point: readonly [number, number] | undefined): number {
  const [x, y] = point ?? [Number.NaN, Number.NaN];
  return Math.hypot(x - m[0], y - m[1]) / Math.hypot(START[0] - m[0], START[1] - m[1]);
}

function conditionOf({ lambda1, lambda2 }: Quadratic): number {
  return lambda2 / lambda1;
}

const FORMULAS = ["polak-ribiere", "fletcher-reeves"] as const;

describe.each(FORMULAS)("conjugate gradients by %s", (formula) => {
  test.each(QUADRATICS)("end in two steps (λ = $lambda1, $lambda2)", (quadratic) => {
    const { points } = run(quadratic, "conjugate-gradient", { formula }, 2);
    const error = relativeError(quadratic, points[2]);
    console.info(
      `${formula} κ ${conditionOf(quadratic)}: after 1 ${relativeError(quadratic, points[1])}, after 2 ${error}`,
    );
    expect(error).toBeLessThan(TWO_STEPS * conditionOf(quadratic));
    // One step does not do it, but where all eigenvalues are equal.
    if (conditionOf(quadratic) > 1) expect(relativeError(quadratic, points[1])).toBeGreaterThan(0.01);
  });

  test.each(QUADRATICS)(
    "are momentum with the step size and coefficient that the state shows (λ = $lambda1, $lambda2)",
    (quadratic) => {
      const { points, state } = run(quadratic, "conjugate-gradient", { formula }, 2);
      const { xx, xy, yy } = matrixOf(quadratic);
      const [mx, my] = quadratic.m;
      let before: readonly [number, number] = START;
      let here: readonly [number, number] = START;
      for (const k of [0, 1]) {
        const alpha = state?.stepSize?.[k + 1]?.[0] ?? Number.NaN;
        const beta = state?.momentumCoefficient?.[k + 1]?.[0] ?? Number.NaN;
        const [ex, ey] = [here[0] - mx, here[1] - my];
        const next: readonly [number, number] = [
          here[0] - alpha * (xx * ex + xy * ey) + beta * (here[0] - before[0]),
          here[1] - alpha * (xy * ex + yy * ey) + beta * (here[1] - before[1]),
        ];
        const [x, y] = points[k + 1] ?? [Number.NaN, Number.NaN];
        const error = Math.hypot(next[0] - x, next[1] - y);
        console.info(`momentum form ${formula} κ ${conditionOf(quadratic)} step ${k + 1}: ${error}`);
        expect(error).toBeLessThan(MOMENTUM_FORM);
        if (k === 1 && conditionOf(quadratic) > 1) expect(beta).toBeGreaterThan(0);
        [before, here] = [here, [x, y]];
      }
    },
  );
});

test.each(QUADRATICS)("Polak–Ribière is Fletcher–Reeves on quadratics (λ = $lambda1, $lambda2)", (quadratic) => {
  const [first, second] = FORMULAS.map((formula) => run(quadratic, "conjugate-gradient", { formula }, 2));
  const betas = [first, second].map((result) => result?.state?.momentumCoefficient?.[2]?.[0] ?? Number.NaN);
  const points = [first, second].map((result) => result?.points[2] ?? [Number.NaN, Number.NaN]);
  const error = Math.hypot(...[0, 1].map((i) => (points[0]?.[i] ?? Number.NaN) - (points[1]?.[i] ?? Number.NaN)));
  const ofBeta = Math.abs((betas[0] ?? 0) / (betas[1] ?? 0) - 1) || 0;
  console.info(`PR against FR κ ${conditionOf(quadratic)}: points ${error}, β ${ofBeta}`);
  expect(error).toBeLessThan(TWO_STEPS * conditionOf(quadratic));
});

describe("BFGS with the exact line search", () => {
  test.each(QUADRATICS)("takes the steps of conjugate gradients (λ = $lambda1, $lambda2)", (quadratic) => {
    const bfgs = run(quadratic, "bfgs", { lineSearch: "exact" }, 2);
    const cg = run(quadratic, "conjugate-gradient", {}, 2);
    const apart = [1, 2].map((k) => {
      const [x, y] = bfgs.points[k] ?? [Number.NaN, Number.NaN];
      const [u, v] = cg.points[k] ?? [Number.NaN, Number.NaN];
      return Math.hypot(x - u, y - v);
    });
    console.info(`BFGS against CG κ ${conditionOf(quadratic)}: ${apart}`);
    for (const distance of apart) expect(distance).toBeLessThan(TWO_STEPS * conditionOf(quadratic));
  });

  test.each(QUADRATICS.filter(({ lambda1, lambda2 }) => lambda2 > lambda1))(
    "knows the inverse Hessian after two steps (λ = $lambda1, $lambda2)",
    (quadratic) => {
      const { state } = run(quadratic, "bfgs", { lineSearch: "exact" }, 2);
      const { xx, xy, yy } = matrixOf(quadratic);
      const determinant = quadratic.lambda1 * quadratic.lambda2;
      const expected = [yy / determinant, xx / determinant, -xy / determinant];
      const seen = [...(state?.inverseDiagonal?.[2] ?? []), ...(state?.inverseOffDiagonal?.[2] ?? [])];
      const scale = 1 / quadratic.lambda1;
      const worst = Math.max(...expected.map((value, i) => Math.abs((seen[i] ?? Number.NaN) - value) / scale));
      console.info(`BFGS inverse κ ${conditionOf(quadratic)}: ${worst}`);
      expect(worst).toBeLessThan(TWO_STEPS * conditionOf(quadratic));
    },
  );
});

test("BFGS keeps its matrix positive definite, with every line search, all over the catalogue", () => {
  let known = 0;
  for (const surface of surfaces) {
    for (const lineSearch of ["exact", "armijo", "wolfe"]) {
      const [trajectories = []] = runReference({
        surface: { id: surface.id },
        starts: { kind: "uniform", count: 6 },
        ensembles: [{ optimizer: "bfgs", hyperparameters: { lineSearch } }],
        steps: 30,
        seed: 9,
      });
      for (const { state } of trajectories) {
        for (const [step, [xx = 0, yy = 0] = []] of (state?.inverseDiagonal ?? []).entries()) {
          const xy = state?.inverseOffDiagonal?.[step]?.[0] ?? Number.NaN;
          if (xx === 0) {
            expect([yy, xy]).toEqual([0, 0]);
            continue;
          }
          known += 1;
          expect(xx, surface.id).toBeGreaterThan(0);
          // Positive up to rounding of the determinant.
          expect(xx * yy - xy * xy, `${surface.id} ${lineSearch} step ${step}`).toBeGreaterThan(-1e-12 * xx * yy);
        }
      }
    }
  }
  expect(known).toBeGreaterThan(5000);
});

describe("Newton’s method", () => {
  test.each(QUADRATICS)("ends in one step (λ = $lambda1, $lambda2)", (quadratic) => {
    const error = relativeError(quadratic, run(quadratic, "newton", {}, 1).points[1]);
    console.info(`newton κ ${conditionOf(quadratic)}: ${error}`);
    expect(error).toBeLessThan(ONE_STEP * conditionOf(quadratic));
  });

  test("converges quadratically to Himmelblau’s minimum (3, 2)", () => {
    const { points } = runOne({
      surface: { id: "himmelblau" },
      starts: { kind: "points", points: [[3.4, 2.3]] },
      ensembles: [{ optimizer: "newton" }],
      steps: 5,
    });
    const errors = points.map(([x, y]) => Math.hypot(x - 3, y - 2));
    console.info(`newton errors ${errors}`);
    expect(errors[5]).toBeLessThan(1e-15);
    // e ← c·e²: the exponent between steps that are neither far away nor down to rounding.
    const [a = 0, b = 0, c = 0] = errors.slice(1, 4).map(Math.log);
    expect(Math.abs((c - b) / (b - a) - 2)).toBeLessThan(0.2);
  });

  /** −(M)⁻¹∇f by the eigendecomposition, where M has the eigenvalues that `change` makes of H's. */
  function stepByEigenvalues(
    evaluator: SurfaceEvaluator,
    { x, y }: Readonly<Vector>,
    change: (lambda: number) => number,
  ): Vector {
    const g = { x: 0, y: 0 };
    const h = { xx: 0, xy: 0, yy: 0 };
    evaluator.gradient(x, y, g);
    evaluator.hessian(x, y, h);
    const { small, large, direction: d } = symmetricEigen(h);
    const along = (g.x * d.x + g.y * d.y) / change(small);
    const across = (g.y * d.x - g.x * d.y) / change(large);
    return { x: -(along * d.x - across * d.y), y: -(along * d.y + across * d.x) };
  }

  test.each([
    ["the damping added", { damping: 3, absoluteEigenvalues: false }, (lambda: number) => lambda + 3],
    ["absolute eigenvalues", { damping: 0, absoluteEigenvalues: true }, Math.abs],
    ["both", { damping: 0.7, absoluteEigenvalues: true }, (lambda: number) => Math.abs(lambda) + 0.7],
  ] as const)("with %s takes the step that the eigenvalues say", (_, hyperparameters, change) => {
    const newton = findOptimizer("newton");
    if (newton === undefined) throw new Error("expected the optimizer newton");
    let worst = 0;
    for (const id of ["himmelblau", "rastrigin", "goldstein-price", "monkey-saddle", "ravine", "saddle"]) {
      const surface = surfaces.find((known) => known.id === id);
      if (surface === undefined) throw new Error(`expected the surface ${id}`);
      const evaluator = surface.evaluator(defaultParameters(surface), "f64");
      for (const start of scatter(surface.domain, 100)) {
        const position = { ...start };
        const { context } = countingContext(evaluator, "f64");
        newton.step(position, {}, { learningRate: 1, ...hyperparameters } as never, 1, context);
        const expected = stepByEigenvalues(evaluator, start, change);
        const length = Math.hypot(expected.x, expected.y);
        const error = Math.hypot(position.x - start.x - expected.x, position.y - start.y - expected.y);
        worst = Math.max(worst, error / (length + 1e-3));
      }
    }
    console.info(`newton ${JSON.stringify(hyperparameters)}: ${worst}`);
    expect(worst).toBeLessThan(EIGENVALUES);
  });

  test("descends onto a saddle, and with absolute eigenvalues away from it", () => {
    const results = [false, true].map((absoluteEigenvalues) =>
      runOne({
        surface: { id: "saddle" },
        starts: { kind: "points", points: [[0.5, 0.01]] },
        ensembles: [{ optimizer: "newton", hyperparameters: { absoluteEigenvalues } }],
        steps: 3,
      }),
    );
    expect(results[0]?.points.at(-1)).toEqual([0, 0]);
    // |H|⁻¹g doubles y at every step.
    expect(results[1]?.points.at(-1)).toEqual([0, 0.08]);
  });

  test.each([
    ["(x + 2*y - 3)^2", [4, 1.5], [3.2, -0.1]],
    ["(y - 1)^2", [4, 1.5], [4, 1]],
    ["(x - 1)^2", [4, 1.5], [1, 1.5]],
    ["x + 2*y", [4, 1.5], [4, 1.5]],
    ["1e-32*(x^2 + y^2)", [4, 1.5], [4, 1.5]],
    ["x*y", [4, 1.5], [0, 0]],
  ] as const)(
    "takes the shortest step to the minima of %s, and none where there is next to no curvature",
    (formula, from, to) => {
      const { points } = runOne({
        surface: { formula, domain: { x: [-5, 5], y: [-5, 5] } },
        starts: { kind: "points", points: [from] },
        ensembles: [{ optimizer: "newton" }],
        steps: 1,
      });
      const [x, y] = points[1] ?? [Number.NaN, Number.NaN];
      expect(Math.hypot(x - to[0], y - to[1])).toBeLessThan(1e-14);
    },
  );
});

describe.each(["conjugate-gradient", "bfgs"])("%s, after a line search that found nothing,", (id) => {
  const optimizer = findOptimizer(id);

  test.each(["exact", "armijo", "wolfe"])("stays, forgets, and goes on with steepest descent (%s)", (lineSearch) => {
    if (optimizer === undefined) throw new Error(`expected the optimizer ${id}`);
    // The loss rises in every direction, whatever the gradient says, until it is mended.
    let isMended = false;
    const bowl = (x: number, y: number) => (x * x + 4 * y * y) / 2;
    const { context } = countingContext(
      {
        loss: (x, y) => (isMended ? bowl(x, y) : Math.hypot(x - 1, y - 1)),
        gradient: (x, y, out) => {
          out.x = x;
          out.y = 4 * y;
        },
        hessian: (_x, _y, out) => {
          out.xx = 1;
          out.xy = 0;
          out.yy = 4;
        },
      },
      "f64",
    );
    const state =
      id === "bfgs"
        ? { inverseDiagonal: { x: 1, y: 2 }, inverseOffDiagonal: 0.5 }
        : { gradient: { x: 2, y: 1 }, direction: { x: -2, y: 0 }, stepSize: 0.5, momentumCoefficient: 0.25 };
    const h = { lineSearch, formula: "fletcher-reeves" } as never;
    const position = { x: 1, y: 1 };
    optimizer.step(position, state, h, 5, context);
    expect(position).toEqual({ x: 1, y: 1 });
    expect(state).toMatchObject(
      id === "bfgs"
        ? { inverseDiagonal: { x: 0, y: 0 }, inverseOffDiagonal: 0 }
        : { stepSize: 0, momentumCoefficient: 0 },
    );
    isMended = true;
    optimizer.step(position, state, h, 6, context);
    // Along −g = (−1, −4).
    expect(Math.abs((position.y - 1) / (position.x - 1) - 4)).toBeLessThan(1e-12);
    expect(bowl(position.x, position.y)).toBeLessThan(2.5);
  });
});

test("conjugate gradients start over with steepest descent where their direction leads uphill", () => {
  const optimizer = findOptimizer("conjugate-gradient");
  const quadratic = surfaces.find(({ id }) => id === "ravine");
  if (optimizer === undefined || quadratic === undefined) throw new Error("expected conjugate-gradient and ravine");
  const { context } = countingContext(quadratic.evaluator({}, "f64"), "f64");
  // The gradient at (1, 1) is (200, 2); a huge direction along it is one that rises.
  const state = { gradient: { x: 1, y: 0 }, direction: { x: 1, y: 0 }, stepSize: 0.5, momentumCoefficient: 0.25 };
  const position = { x: 1, y: 1 };
  optimizer.step(position, state, { formula: "fletcher-reeves", lineSearch: "exact" } as never, 2, context);
  expect(state.direction).toEqual({ x: -200, y: -2 });
  expect(state.momentumCoefficient).toBe(0);
});

test("all evaluations of a line search see the noise of their step: the first exact step is that of the noisy loss", () => {
  const { points, state } = runOne({
    surface: { id: "quadratic", parameters: { lambda1: 1, lambda2: 10, theta: 0 } },
    starts: { kind: "points", points: [[1, 1]] },
    ensembles: [{ optimizer: "conjugate-gradient" }],
    noise: { kind: "gaussian", sigma: 3 },
    steps: 1,
    seed: 4,
  });
  const [gx = 0, gy = 0] = state?.gradient?.[1] ?? [];
  expect(Math.hypot(gx - 1, gy - 10)).toBeGreaterThan(0.5);
  const size = (gx * gx + gy * gy) / (gx * gx + 10 * gy * gy);
  expect(Math.abs((state?.stepSize?.[1]?.[0] ?? Number.NaN) / size - 1)).toBeLessThan(1e-14);
  expect(Math.abs((points[1]?.[0] ?? Number.NaN) - (1 - size * gx))).toBeLessThan(1e-14);
});
