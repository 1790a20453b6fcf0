import { describe, expect, it } from "vitest";
import { jacobiEigenvalues } from "../../src/theory/jacobi-eigenvalues.ts";
import {
  momentMatrix,
  REGRESSION_INPUTS,
  REGRESSION_TARGETS,
  spectralFilter,
} from "../../src/theory/polynomial-regression.ts";
import { gradientDescentError } from "../../src/theory/quadratic.ts";

describe("the polynomial regression", () => {
  it("has the eigenvalues 10.7033, 2.75998, .0597976, .0147104, 1.36507e-4 and 3.30797e-5", () => {
    const eigenvalues = jacobiEigenvalues(momentMatrix(REGRESSION_INPUTS, 5));
    const known = [10.7033, 2.75998, 0.0597976, 0.0147104, 1.36507e-4, 3.30797e-5];
    expect(eigenvalues).toHaveLength(known.length);
    eigenvalues.forEach((value, i) => {
      // Six digits are known; roundings of 1e-16 of the largest reach 3e-11 of the smallest.
      expect(Math.abs(value / (known[i] ?? Number.NaN) - 1), `eigenvalue ${i + 1}: ${value}`).toBeLessThan(5e-6);
    });
    expect((eigenvalues[0] ?? 0) / (eigenvalues[5] ?? 1) / 323561 - 1).toBeCloseTo(0, 5);
    expect(REGRESSION_TARGETS).toHaveLength(REGRESSION_INPUTS.length);
  });

  it("is filtered by gradient descent: (1/λ)(1 − (1 − αλ)ᵏ) of each component", () => {
    const [alpha, lambda, target] = [0.1, 2.75998, -1.3];
    let w = 0;
    for (let k = 0; k <= 30; k++) {
      expect(Math.abs(spectralFilter(alpha, lambda, k) * target - w), `step ${k}`).toBeLessThan(1e-14);
      // The error starts as −target/λ, since w starts at 0.
      expect(w - target / lambda).toBeCloseTo(gradientDescentError(alpha, lambda, k, -target / lambda), 14);
      w -= alpha * (lambda * w - target);
    }
  });
});

describe("eigenvalues by rotations", () => {
  it("have the trace, the sum of squares and the determinant of the matrix", () => {
    const matrix = [
      [4, 1, -2],
      [1, 3, 0.5],
      [-2, 0.5, -1],
    ];
    const eigenvalues = jacobiEigenvalues(matrix);
    expect(eigenvalues.reduce((sum, value) => sum + value, 0)).toBeCloseTo(6, 14);
    expect(eigenvalues.reduce((sum, value) => sum + value * value, 0)).toBeCloseTo(
      matrix.flat().reduce((sum, value) => sum + value * value, 0),
      13,
    );
    expect(eigenvalues.reduce((whole, value) => whole * value, 1)).toBeCloseTo(-26, 12);
    expect([...eigenvalues].sort((p, q) => q - p)).toEqual(eigenvalues);
  });

  it("leave a diagonal matrix as it is, and refuse what is not finite", () => {
    expect(
      jacobiEigenvalues([
        [1, 0],
        [0, 5],
      ]),
    ).toEqual([5, 1]);
    expect(() =>
      jacobiEigenvalues([
        [1, Number.NaN],
        [Number.NaN, 2],
      ]),
    ).toThrow("do not come to an end");
  });
});
