import { describe, expect, it } from "vitest";
import { symmetricEigen } from "../../src/math/symmetric-eigen.ts";
import { findCriticalPoints } from "../../src/surfaces/find-critical-points.ts";
import { findSurface } from "../../src/surfaces/index.ts";
import { phenomena } from "../../src/surfaces/phenomena.ts";
import { defaultParameters, type ParameterValues, type Surface } from "../../src/surfaces/surface.ts";
import { runOne } from "../reference/run.ts";
import { scatter } from "./scatter.ts";

function get(id: string): Surface {
  const surface = findSurface(id);
  if (surface === undefined) throw new Error(`no surface ${id}`);
  return surface;
}

function jetAt(id: string, parameters: ParameterValues, x: number, y: number) {
  const evaluator = get(id).evaluator({ ...defaultParameters(get(id)), ...parameters }, "f64");
  const gradient = { x: 0, y: 0 };
  const hessian = { xx: 0, xy: 0, yy: 0 };
  evaluator.gradient(x, y, gradient);
  evaluator.hessian(x, y, hessian);
  return { loss: evaluator.loss(x, y), gradient, hessian };
}

const kindsOf = (id: string, parameters: ParameterValues) =>
  get(id)
    .criticalPoints(parameters)
    .map(({ kind }) => kind);

describe("surfaces made for one phenomenon", () => {
  it("are in the catalogue", () => {
    expect(phenomena.map(({ id }) => id)).toEqual([
      "wide-and-sharp",
      "plateau",
      "double-well",
      "factorization",
      "cosine-quadratic",
      "heavy-ball-cycle",
    ]);
    for (const surface of phenomena) expect(findSurface(surface.id)).toBe(surface);
  });

  it.each<readonly [string, ParameterValues]>([
    ["wide-and-sharp", { w: 1, s: 0.25 }],
    ["wide-and-sharp", { w: 2, s: 0.6 }],
    ["wide-and-sharp", { w: 0.4, s: 0.9 }],
    ["plateau", { k: 2 }],
    ["plateau", { k: 0.8 }],
    ["double-well", { B: 1 }],
    ["double-well", { B: 0.2 }],
    ["factorization", {}],
    ["cosine-quadratic", { A: 0.3, omega: 4 }],
    ["cosine-quadratic", { A: 0.5, omega: 6 }],
    ["cosine-quadratic", { A: 0.05, omega: 2 }],
    ["cosine-quadratic", { A: -0.3, omega: -3 }],
    ["heavy-ball-cycle", {}],
  ])("%s %o lists every critical point that a search of the domain finds", (id, parameters) => {
    const surface = get(id);
    const listed = surface.criticalPoints(parameters);
    const found = findCriticalPoints(surface.evaluator(parameters, "f64"), surface.domain);
    console.info(`${id} ${JSON.stringify(parameters)}: ${listed.length} listed, ${found.length} found`);
    expect(found.length).toBeGreaterThan(0);
    for (const { x, y, kind } of found) {
      const same = listed.filter((point) => point.kind === kind && Math.hypot(point.x - x, point.y - y) < 1e-6);
      expect(same, `${kind} (${x}, ${y})`).toHaveLength(1);
    }
  });
});

describe("wide-and-sharp", () => {
  const widths = [
    [1, 0.25],
    [0.7, 0.05],
    [0.3, 2],
  ] as const;

  it.each(widths)("with the widths %d and %d has two minima of the loss 0, of the curvatures 2/w² and 2/s²", (w, s) => {
    for (const [x, width] of [
      [-1, w],
      [1, s],
    ] as const) {
      const { loss, gradient, hessian } = jetAt("wide-and-sharp", { w, s }, x, 0);
      expect([loss, Math.hypot(gradient.x, gradient.y)]).toEqual([0, 0]);
      const { small, large } = symmetricEigen(hessian);
      const curvature = 2 / width ** 2;
      // Measured 2.2e-16.
      expect(Math.max(Math.abs(small / curvature - 1), Math.abs(large / curvature - 1))).toBeLessThan(1e-15);
    }
  });

  it.each(widths)("with the widths %d and %d has one pass between them, of the predicted height", (wide, sharp) => {
    const points = get("wide-and-sharp").criticalPoints({ w: wide, s: sharp });
    expect(points.map(({ kind }) => kind)).toEqual(["minimum", "minimum", "saddle"]);
    const [first, second, pass] = points;
    expect([first?.x, second?.x]).toEqual([-1, 1]);
    const [near, far] = [(pass?.x ?? 0) + 1, 1 - (pass?.x ?? 0)];
    expect(near / far).toBeCloseTo((wide / sharp) ** (2 / 3), 10);
    const { loss } = jetAt("wide-and-sharp", { w: wide, s: sharp }, pass?.x ?? 0, 0);
    expect(1 / loss).toBeCloseTo((wide / near) ** 2 + (sharp / far) ** 2, 10);
  });

  it("is neither negative nor infinite anywhere in f32", () => {
    const evaluator = get("wide-and-sharp").evaluator({ w: 1, s: 0.25 }, "f32");
    for (const { x, y } of scatter({ x: [-1e4, 1e4], y: [-1e4, 1e4] }, 2000)) {
      expect(Number.isFinite(evaluator.loss(x, y))).toBe(true);
    }
    for (const { x, y } of scatter({ x: [-1, 1], y: [-1, 1] }, 2000)) {
      const near = 10 ** (-7 * Math.abs(x + y) - 1);
      expect(evaluator.loss(Math.fround(1 + near * x), Math.fround(near * y))).toBeGreaterThanOrEqual(0);
    }
  });

  // The sharp minimum has the curvature 32: it holds gradient descent below α = 2/32. Beyond, steps hop around it, and
  // at last out of it; the wide one, of the curvature 2, holds up to α = 1.
  it.each([
    [0.05, 1, "converged"],
    [0.1, null, "running"],
    [0.2, 0, "converged"],
    [0.6, 0, "converged"],
  ])(
    "with the learning rate %d leaves a run that starts in the sharp minimum at %s, %s",
    (learningRate, basin, status) => {
      const seen = runOne({
        surface: { id: "wide-and-sharp" },
        starts: { kind: "points", points: [[1.05, 0.02]] },
        ensembles: [{ optimizer: "gradient-descent", hyperparameters: { learningRate } }],
        steps: 2000,
      });
      expect([seen.basin, seen.status]).toEqual([basin, status]);
      const [x = 0, y = 0] = seen.points.at(-1) ?? [];
      if (basin === null) expect(Math.hypot(x - 1, y)).toBeLessThan(0.4);
    },
  );
});

describe("plateau", () => {
  it.each([0.5, 2, 8])("with k = %d has its minimum where the softplus is 1, and no other rest", (k) => {
    const [point, ...others] = get("plateau").criticalPoints({ k });
    expect(others).toEqual([]);
    expect(point?.kind).toBe("minimum");
    expect(Math.log1p(Math.exp(k * (point?.x ?? 0))) / k).toBeCloseTo(1, 14);
    const { loss, hessian } = jetAt("plateau", { k }, point?.x ?? 0, 0);
    expect(loss).toBeLessThan(1e-30);
    // Twice the square of the neuron's slope there, 1 − e^{−k}.
    expect(hessian.xx).toBeCloseTo(2 * (1 - Math.exp(-k)) ** 2, 13);
  });

  it("is flat to e^{kx} on its shelf, whose height is 1", () => {
    for (const x of [-3, -5, -10]) {
      const { loss, gradient } = jetAt("plateau", { k: 2 }, x, 0);
      const slope = Math.exp(2 * x);
      // The softplus is s = e^{2x}/2 to first order: f = (1 − s)² and f′ = −2(1 − s)s′.
      expect(Math.abs(loss - (1 - slope))).toBeLessThan(2 * slope ** 2 + 2 ** -52);
      expect(Math.abs(gradient.x / (-2 * slope) - 1)).toBeLessThan(2 * slope);
    }
  });

  it("changes its form beyond k·x = 40 without a change of value, slope or curvature, and stays finite in f32", () => {
    const before = jetAt("plateau", { k: 2 }, 20, 0.5);
    const after = jetAt("plateau", { k: 2 }, 20 * (1 + 2 ** -52), 0.5);
    expect(Math.abs(after.loss / before.loss - 1)).toBeLessThan(1e-15);
    expect(Math.abs(after.gradient.x / before.gradient.x - 1)).toBeLessThan(1e-15);
    expect(Math.abs(after.hessian.xx / before.hessian.xx - 1)).toBeLessThan(1e-15);
    const evaluator = get("plateau").evaluator({ k: 2 }, "f32");
    const gradient = { x: 0, y: 0 };
    evaluator.gradient(1e6, 0, gradient);
    expect(gradient.x).toBe(Math.fround(2 * (1e6 - 1)));
    expect(evaluator.loss(-1e6, 0)).toBe(1);
  });
});

describe("double-well", () => {
  it.each([0.2, 1, 3.7])("has a barrier of %d, curvatures 8B and −4B along the wells, and 4 across", (barrier) => {
    const top = jetAt("double-well", { B: barrier }, 0, 0);
    for (const x of [-1, 1]) {
      const well = jetAt("double-well", { B: barrier }, x, 0);
      expect(top.loss - well.loss).toBe(barrier);
      expect(well.hessian).toEqual({ xx: 8 * barrier, xy: 0, yy: 4 });
    }
    expect(top.hessian).toEqual({ xx: -4 * barrier, xy: 0, yy: 4 });
    expect(kindsOf("double-well", { B: barrier })).toEqual(["minimum", "minimum", "saddle"]);
  });
});

describe("factorization", () => {
  it("has one isolated point, the saddle with the eigenvalues −1 and 1", () => {
    expect(get("factorization").criticalPoints({})).toEqual([{ x: 0, y: 0, kind: "saddle" }]);
    const { small, large } = symmetricEigen(jetAt("factorization", {}, 0, 0).hessian);
    expect([small, large]).toEqual([-1, 1]);
  });

  it.each([0.25, 1, -0.5, 4])("is level along xy = 1, with the sharpness x² + y² (x = %d)", (x) => {
    const { loss, gradient, hessian } = jetAt("factorization", {}, x, 1 / x);
    expect([loss, gradient.x, gradient.y].map(Math.abs)).toEqual([0, 0, 0]);
    const { small, large } = symmetricEigen(hessian);
    expect(Math.abs(small)).toBeLessThan(1e-15);
    expect(large).toBeCloseTo(x * x + 1 / (x * x), 13);
  });

  it("counts nobody as arrived, since no single minimum is listed: those at rest on the floor are converged", () => {
    const { basin, status, losses } = runOne({
      surface: { id: "factorization" },
      starts: { kind: "points", points: [[1.9, 0.1]] },
      ensembles: [{ optimizer: "momentum", hyperparameters: { learningRate: 0.05, beta: 0.8 } }],
      steps: 400,
    });
    expect(losses.at(-1)).toBeLessThan(1e-20);
    expect(basin).toBeNull();
    expect(status).toBe("converged");
  });
});

describe("cosine-quadratic", () => {
  it.each([
    [0, 4],
    [0.02, 4],
    [0.3, 4],
    [0.3, 20],
    [1, 11],
    [1, 20],
  ])(
    "with A = %d and ω = %d lists as many points as the sign of the slope along them tells",
    (amplitude, frequency) => {
      // On the line x = 4y = 0.8u, all of them are zeros of u + 1.25Aω sin ωu; a simple zero changes its sign.
      let changes = 0;
      const slope = (u: number) => u + 1.25 * amplitude * frequency * Math.sin(frequency * u);
      const count = 300_000;
      for (let i = 0; i < count; i += 1) {
        const [from, to] = [i, i + 1].map((j) => 3.75 * ((2 * j) / (count - 1) - 1 - 1 / (count - 1)));
        changes += Number(slope(from ?? 0) < 0 !== slope(to ?? 0) < 0);
      }
      const points = get("cosine-quadratic").criticalPoints({ A: amplitude, omega: frequency });
      expect(points).toHaveLength(changes);
      expect(points[0]?.kind).toBe("minimum");
      expect(Math.hypot(points[0]?.x ?? 1, points[0]?.y ?? 1)).toBeLessThan(1e-15);
    },
  );

  it("of a ripple too fine to mark lists the points nearest to the origin", () => {
    const points = get("cosine-quadratic").criticalPoints({ A: 1, omega: 1000 });
    expect(points.length).toBeGreaterThan(90);
    expect(points.length).toBeLessThanOrEqual(97);
  });

  /** Of how many neighbouring learning rates around 2/λ one diverges and the other does not. */
  function borders(amplitude: number, count: number): number {
    const evaluator = get("cosine-quadratic").evaluator({ A: amplitude, omega: 4 }, "f64");
    const gradient = { x: 0, y: 0 };
    let flips = 0;
    let before: boolean | undefined;
    for (let i = 0; i < count; i += 1) {
      const learningRate = 0.5 * (0.7 + (0.6 * i) / count);
      let [x, y] = [1.7, -1.1];
      for (let step = 0; step < 1000 && Math.abs(x) + Math.abs(y) < 1e4; step += 1) {
        evaluator.gradient(x, y, gradient);
        x -= learningRate * gradient.x;
        y -= learningRate * gradient.y;
      }
      const isBounded = Math.abs(x) + Math.abs(y) < 1e4;
      if (before !== undefined && before !== isBounded) flips += 1;
      before = isBounded;
    }
    return flips;
  }

  it("has a border of trainability that shows more the closer one looks, and a single one without the ripple", () => {
    const [coarse, fine] = [borders(0.3, 500), borders(0.3, 2000)];
    console.info(`borders between learning rates that diverge and that do not: ${coarse} of 500, ${fine} of 2000`);
    expect(fine).toBeGreaterThan(2 * coarse);
    expect(coarse).toBeGreaterThan(5);
    expect(borders(0, 500)).toBe(1);
  });
});

describe("heavy-ball-cycle", () => {
  it("is continuous with its slope where its curvature changes", () => {
    for (const x of [1, 2]) {
      const before = jetAt("heavy-ball-cycle", {}, x * (1 - 2 ** -53), 0.5);
      const after = jetAt("heavy-ball-cycle", {}, x, 0.5);
      expect(Math.abs(after.loss / before.loss - 1)).toBeLessThan(1e-15);
      expect(Math.abs(after.gradient.x / before.gradient.x - 1)).toBeLessThan(1e-15);
    }
  });

  it("has curvatures from 1 to 25 everywhere: strongly convex, with one minimum", () => {
    for (const { x, y } of scatter(get("heavy-ball-cycle").domain, 500)) {
      const { xx, xy, yy } = jetAt("heavy-ball-cycle", {}, x, y).hessian;
      expect([xx === (x > 1 && x < 2 ? 1 : 25), xy, yy]).toEqual([true, 0, 5]);
    }
    expect(get("heavy-ball-cycle").criticalPoints({})).toEqual([{ x: 0, y: 0, kind: "minimum" }]);
  });
});
