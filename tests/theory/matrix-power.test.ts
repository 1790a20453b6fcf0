import { describe, expect, it } from "vitest";
import { heavyBallErrors, heavyBallMatrix, heavyBallPairs, heavyBallPower } from "../../src/theory/heavy-ball.ts";
import { type Matrix2, matrixPower } from "../../src/theory/matrix-power.ts";

const product = (p: Matrix2, q: Matrix2): Matrix2 => ({
  a: p.a * q.a + p.b * q.c,
  b: p.a * q.b + p.b * q.d,
  c: p.c * q.a + p.d * q.c,
  d: p.c * q.b + p.d * q.d,
});

const IDENTITY: Matrix2 = { a: 1, b: 0, c: 0, d: 1 };

/** The largest difference of entries over k ≤ 200, relative to the largest entry of the power. */
function worstDeviation(matrix: Matrix2, powerOf: (k: number) => Matrix2): number {
  let exact = IDENTITY;
  let worst = 0;
  for (let k = 0; k <= 200; k++) {
    const seen = powerOf(k);
    const scale = Math.max(...Object.values(exact).map(Math.abs));
    for (const entry of ["a", "b", "c", "d"] as const) {
      worst = Math.max(worst, Math.abs(seen[entry] - exact[entry]) / scale);
    }
    exact = product(exact, matrix);
  }
  return worst;
}

describe("powers by recurrence", () => {
  it.each([
    ["ripples", 0.0015, 0.9, 100],
    ["a double root, nearly", 0.15, (1 - Math.sqrt(0.15)) ** 2 * (1 + 1e-9), 1],
    ["an oscillation", 0.02, 0.05, 100],
  ])("are repeated products: %s", (_, alpha, beta, lambda) => {
    const r = heavyBallMatrix(alpha, beta, lambda);
    const worst = worstDeviation(r, (k) => matrixPower(r, k));
    // 6e-13, 1.3e-12 and 1.2e-14 measured: a rounding of the trace, 1e-16, moves the k-th power by up to k² times that.
    expect(worst).toBeLessThan(1e-11);
  });

  it("are those of any matrix, not only of heavy ball's", () => {
    const shear = { a: 1, b: 2, c: 0, d: 1 };
    expect(matrixPower(shear, 50)).toEqual({ a: 1, b: 100, c: 0, d: 1 });
    expect(matrixPower(shear, 0)).toEqual(IDENTITY);
    expect(matrixPower(shear, 1)).toEqual(shear);
  });

  it("stay accurate at a near double root, where the closed form cancels", () => {
    // The best of all settings is one: β = (1 − √(αλ))².
    const [alpha, lambda] = [0.15, 1];
    const beta = (1 - Math.sqrt(alpha)) ** 2 * (1 - 1e-14);
    const r = heavyBallMatrix(alpha, beta, lambda);
    const recurrence = worstDeviation(r, (k) => matrixPower(r, k));
    const closed = worstDeviation(r, (k) => heavyBallPower(alpha, beta, lambda, k));
    expect(recurrence).toBeLessThan(1e-11);
    expect(closed).toBeGreaterThan(100 * recurrence);
  });
});

describe("pairs of velocity and error", () => {
  it("are the powers of R times the start, at rest or not", () => {
    const [alpha, beta, lambda] = [0.0015, 0.9, 100];
    const start = { z: -30, e: 1 };
    const { z, e } = heavyBallPairs(alpha, beta, lambda, 60, start);
    for (const k of [0, 1, 2, 17, 60]) {
      const power = matrixPower(heavyBallMatrix(alpha, beta, lambda), k);
      const size = 0.9 ** (k / 2);
      const difference = Math.max(
        Math.abs((z[k] ?? Number.NaN) - (power.a * start.z + power.b * start.e)) / (100 * size),
        Math.abs((e[k] ?? Number.NaN) - (power.c * start.z + power.d * start.e)) / size,
      );
      // 3.4e-15 measured, at step 60.
      expect(difference, `step ${k}`).toBeLessThan(1e-13);
    }
  });

  it("have the errors of the recurrence when they begin at rest", () => {
    const { e } = heavyBallPairs(0.3, 0.5, 1, 40, { z: 0, e: -2 });
    heavyBallErrors(0.3, 0.5, 1, 40, -2).forEach((error, k) => {
      expect(Math.abs((e[k] ?? Number.NaN) - error) / Math.SQRT1_2 ** k, `step ${k}`).toBeLessThan(1e-12);
    });
  });
});
