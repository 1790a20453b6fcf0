import { describe, expect, it } from "vitest";
import {
  at,
  type LinearChain,
  lagOneCovariance,
  linearChain,
  type Matrix,
  type NoisyDescent,
  product,
  stationaryCovariance,
  transposed,
} from "../../src/theory/linear-chain.ts";
import { LinearChainField } from "../../src/theory/linear-chain-field.ts";
import { stationaryVariance } from "../../src/theory/noise.ts";

const ISOTROPIC = { xx: 0.49, xy: 0, yy: 0.49 };
const ANISOTROPIC = { xx: 1, xy: 0.6, yy: 0.49 };
/** Eigenvalues 3.2 ± 1.4, turned. */
const TURNED = { xx: 4.1, xy: 1.07, yy: 2.3 };
const DIAGONAL = { xx: 1, xy: 0, yy: 4 };

const DESCENTS: readonly NoisyDescent[] = [
  { method: "gradient-descent", alpha: 0.1, beta: 0.9, hessian: TURNED, covariance: ANISOTROPIC },
  { method: "momentum", alpha: 0.1, beta: 0.9, hessian: DIAGONAL, covariance: ANISOTROPIC },
  { method: "momentum", alpha: 0.02, beta: 0.5, hessian: TURNED, covariance: ANISOTROPIC },
  { method: "nesterov", alpha: 0.1, beta: 0.8, hessian: TURNED, covariance: ANISOTROPIC },
];

const norm = (a: Matrix): number => Math.hypot(...a.flat());
const difference = (a: Matrix, b: Matrix): Matrix => a.map((row, i) => row.map((entry, j) => entry - at(b, i, j)));
const sum = (a: Matrix, b: Matrix): Matrix => a.map((row, i) => row.map((entry, j) => entry + at(b, i, j)));

/** Σ and E[s_{t+1} s_tᵀ] by adding up what the noise of every step of the past has left. */
function addedUp({ transition, noise }: LinearChain): { covariance: Matrix; lag: Matrix } {
  let term = noise;
  let covariance = noise;
  for (let step = 0; step < 4000; step++) {
    term = product(product(transition, term), transposed(transition));
    covariance = sum(covariance, term);
  }
  return { covariance, lag: product(transition, covariance) };
}

describe("the linear chain of descent under noise", () => {
  it.each(DESCENTS)("steps as $method does (α = $alpha, β = $beta)", (descent) => {
    const { transition } = linearChain(descent);
    const { alpha, beta, hessian: h } = descent;
    const [x, y, vx, vy] = [0.7, -1.3, 0.2, 0.4];
    const look = descent.method === "nesterov" ? beta : 0;
    const carried = descent.method === "gradient-descent" ? 0 : beta;
    const [ax, ay] = [x + look * vx, y + look * vy];
    const [nextVx, nextVy] = [
      carried * vx - alpha * (h.xx * ax + h.xy * ay),
      carried * vy - alpha * (h.xy * ax + h.yy * ay),
    ];
    const seen = product(transition, [[x], [y], [vx], [vy]]).flat();
    // Measured 2.2e-16: rounding.
    for (const [i, expected] of [x + nextVx, y + nextVy, nextVx, nextVy].entries()) {
      expect(seen[i]).toBeCloseTo(expected, 14);
    }
  });

  it.each(DESCENTS)("has a covariance that solves the discrete Lyapunov equation ($method, β = $beta)", (descent) => {
    const chain = linearChain(descent);
    const covariance = stationaryCovariance(chain);
    const stepped = sum(product(product(chain.transition, covariance), transposed(chain.transition)), chain.noise);
    const residual = norm(difference(covariance, stepped)) / norm(covariance);
    const apart = norm(difference(covariance, addedUp(chain).covariance)) / norm(covariance);
    console.info(`${descent.method}: residual ${residual}, from the sum of all steps ${apart}`);
    // Measured 1.6e-16 and 2.1e-15: rounding, of four thousand additions in the second case.
    expect(residual, "relative residual").toBeLessThan(1e-14);
    expect(apart, "from the sum over all steps").toBeLessThan(1e-13);
  });

  it("has the closed form's variances where the eigenvectors are the axes", () => {
    const [, descent] = DESCENTS;
    if (descent === undefined) throw new Error("no case");
    const covariance = stationaryCovariance(linearChain(descent));
    const { alpha, beta } = descent;
    const x = stationaryVariance({ alpha, beta, lambda: 1, sigma: 1 });
    const y = stationaryVariance({ alpha, beta, lambda: 4, sigma: 0.7 });
    // Measured 6.7e-16 relative.
    expect(at(covariance, 0, 0) / x).toBeCloseTo(1, 13);
    expect(at(covariance, 1, 1) / y).toBeCloseTo(1, 13);
  });

  it("has a velocity whose covariance is that of the differences of positions", () => {
    for (const descent of DESCENTS) {
      const chain = linearChain(descent);
      const covariance = stationaryCovariance(chain);
      const lag = lagOneCovariance(chain, covariance);
      for (const i of [0, 1]) {
        // E[(x' − x)²] = 2(Σ − C₁) of one coordinate.
        const expected = 2 * (at(covariance, i, i) - at(lag, i, i));
        // Measured 2.0e-15 relative.
        expect(at(covariance, i + 2, i + 2) / expected, descent.method).toBeCloseTo(1, 13);
      }
    }
  });

  it.each([
    { alpha: 0.96, beta: 0.9 },
    { alpha: 0.1, beta: 1 },
  ])("is refused where it grows without end (α = $alpha, β = $beta)", ({ alpha, beta }) => {
    const chain = linearChain({ method: "momentum", alpha, beta, hessian: DIAGONAL, covariance: ISOTROPIC });
    expect(() => stationaryCovariance(chain)).toThrow("The chain is not stable: it has no stationary covariance.");
  });
});

describe("the stationary field of a linear chain", () => {
  const chain = linearChain({ method: "momentum", alpha: 0.1, beta: 0.9, hessian: TURNED, covariance: ANISOTROPIC });
  const place = new LinearChainField(chain, [0, 1]);
  const phase = new LinearChainField(chain, [0, 2]);
  const points = [
    { x: 0.3, y: -0.2 },
    { x: -0.6, y: 0.5 },
    { x: 0.05, y: 0.4 },
  ];

  it("circulates in position space only where noise and Hessian do not commute", () => {
    const circulation = (hessian: typeof TURNED, covariance: typeof TURNED): number =>
      new LinearChainField(linearChain({ method: "momentum", alpha: 0.1, beta: 0.9, hessian, covariance }), [0, 1])
        .circulation;
    // Measured 0 and 0; in the third case −.0062.
    expect(Math.abs(circulation(TURNED, ISOTROPIC))).toBeLessThan(1e-15);
    expect(Math.abs(circulation(DIAGONAL, { xx: 1, xy: 0, yy: 0.2 }))).toBeLessThan(1e-15);
    expect(Math.abs(place.circulation)).toBeGreaterThan(1e-4);
  });

  it("circulates in phase space, clockwise: what moves to the right comes to the right", () => {
    const isotropic = linearChain({
      method: "momentum",
      alpha: 0.1,
      beta: 0.9,
      hessian: TURNED,
      covariance: ISOTROPIC,
    });
    expect(new LinearChainField(isotropic, [0, 2]).circulation).toBeGreaterThan(1e-4);
    expect(phase.circulation).toBeGreaterThan(1e-4);
  });

  it("has a current without sources, and the curl of that current", () => {
    for (const field of [place, phase]) {
      for (const { x, y } of points) {
        // Central differences of this step lose five digits to rounding; measured 2.4e-9 of the scale at most.
        const h = 1e-5;
        const slope = (dx: number, dy: number) => {
          const [a, b] = [field.current({ x: x + dx, y: y + dy }), field.current({ x: x - dx, y: y - dy })];
          return { x: (a.x - b.x) / (2 * h), y: (a.y - b.y) / (2 * h) };
        };
        const [alongX, alongY] = [slope(h, 0), slope(0, h)];
        const scale = Math.hypot(alongX.x, alongX.y, alongY.x, alongY.y);
        expect(Math.abs(alongX.x + alongY.y) / scale, "divergence").toBeLessThan(1e-8);
        expect(Math.abs(alongX.y - alongY.x - field.curl({ x, y })) / scale, "curl").toBeLessThan(1e-8);
      }
    }
  });

  it("has the current that its definition says: half the way from one step before to one step after", () => {
    // E[s'|s] = Cov(s', s) Σ⁻¹ s, forwards and backwards, with the covariances added up over all steps of the past.
    const { covariance, lag } = addedUp(chain);
    const [xx, xy, yy] = [at(covariance, 0, 0), at(covariance, 0, 1), at(covariance, 1, 1)];
    const determinant = xx * yy - xy * xy;
    for (const { x, y } of points) {
      const force = [(yy * x - xy * y) / determinant, (xx * y - xy * x) / determinant] as const;
      const mean = (i: number): number => {
        const after = at(lag, i, 0) * force[0] + at(lag, i, 1) * force[1];
        const before = at(lag, 0, i) * force[0] + at(lag, 1, i) * force[1];
        return (after - before) / 2;
      };
      const density = Math.exp(-(x * force[0] + y * force[1]) / 2) / (2 * Math.PI * Math.sqrt(determinant));
      const seen = place.current({ x, y });
      // Measured 2.8e-14 relative.
      expect(place.density({ x, y }) / density).toBeCloseTo(1, 12);
      expect(seen.x / (density * mean(0))).toBeCloseTo(1, 12);
      expect(seen.y / (density * mean(1))).toBeCloseTo(1, 12);
    }
  });

  it("averages over cells by a rule that has converged, and to 1 over all", () => {
    for (const field of [place, phase]) {
      const [a, b] = [Math.sqrt(field.xx), Math.sqrt(field.yy)];
      const cell = { x: [0.3 * a, 1.1 * a], y: [-0.7 * b, -0.1 * b] } as const;
      const whole = field.average(cell);
      const parts = 7;
      const finer = { density: 0, x: 0, y: 0 };
      for (let i = 0; i < parts; i++) {
        for (let j = 0; j < parts; j++) {
          const edge = ([from, to]: readonly [number, number], k: number) => from + ((to - from) * k) / parts;
          const part = field.average({
            x: [edge(cell.x, i), edge(cell.x, i + 1)],
            y: [edge(cell.y, j), edge(cell.y, j + 1)],
          });
          finer.density += part.density / parts ** 2;
          finer.x += part.current.x / parts ** 2;
          finer.y += part.current.y / parts ** 2;
        }
      }
      const scale = Math.hypot(finer.x, finer.y);
      const errors = [
        Math.abs(whole.density / finer.density - 1),
        Math.hypot(whole.current.x - finer.x, whole.current.y - finer.y) / scale,
      ];
      const all = field.average({ x: [-9 * a, 9 * a], y: [-9 * b, 9 * b] });
      const total = all.density * 18 * a * 18 * b;
      console.info(`quadrature: density ${errors[0]}, current ${errors[1]}, all ${total - 1}`);
      // Measured 3.4e-10 and 5.7e-10, of the rule; all of it 8.2e-15, of rounding: nine deviations leave out 1e-18.
      expect(errors[0], "density").toBeLessThan(1e-9);
      expect(errors[1], "current").toBeLessThan(2e-9);
      expect(total, "all of it").toBeCloseTo(1, 12);
    }
  });
});
