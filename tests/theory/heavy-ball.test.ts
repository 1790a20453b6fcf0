import { describe, expect, it } from "vitest";
import {
  criticalDamping,
  effectiveLearningRate,
  heavyBallEigenvalues,
  heavyBallErrors,
  heavyBallMatrix,
  heavyBallPower,
  heavyBallRate,
  heavyBallRegime,
  heavyBallWorstRate,
  isHeavyBallStable,
  optimalHeavyBall,
  unrolledWeight,
} from "../../src/theory/heavy-ball.ts";
import { optimalGradientDescent } from "../../src/theory/quadratic.ts";

/** z ← βz + λe; e ← e − αz, from rest. */
function iterate(alpha: number, beta: number, lambda: number, steps: number, error: number) {
  let z = 0;
  let e = error;
  const errors = [e];
  const gradients: number[] = [];
  for (let k = 0; k < steps; k++) {
    gradients.push(lambda * e);
    z = beta * z + lambda * e;
    e -= alpha * z;
    errors.push(e);
  }
  return { z, errors, gradients };
}

const settings: readonly (readonly [alpha: number, beta: number, lambda: number])[] = [
  [0.0015, 0.9, 100],
  [0.0015, 0.125, 100],
  [0.02, 0.05, 100],
  [0.025, 0.235, 100],
  [0.3, 0, 1],
  [0.5, 0.5, 2],
];

describe("heavy ball on one eigenvalue", () => {
  it.each([
    ["ripples", 0.0015, 0.9, 0.94868],
    ["monotone", 0.0015, 0.125, 0.82314],
    ["ripples", 0.01, 1e-5, 0.00316],
    ["oscillation", 0.02, 0.05, 0.89408],
    ["divergence", 0.025, 0.235, 1.03877],
  ] as const)("%s at α = %d, β = %d with the rate %d (λ = 100)", (regime, alpha, beta, rate) => {
    expect(heavyBallRegime(alpha, beta, 100)).toBe(regime);
    expect(heavyBallRate(alpha, beta, 100)).toBeCloseTo(rate, 5);
  });

  it.each(settings)(
    "has a recurrence that equals the two-variable step (α = %d, β = %d, λ = %d)",
    (alpha, beta, lambda) => {
      const { errors } = iterate(alpha, beta, lambda, 60, -1);
      const recurrence = heavyBallErrors(alpha, beta, lambda, 60, -1);
      errors.forEach((error, k) => {
        // 3.3e-15 of the running maximum measured: rounding accumulates over 60 steps.
        const scale = Math.max(...errors.slice(Math.max(0, k - 5), k + 1).map(Math.abs));
        expect(Math.abs((recurrence[k] ?? 0) - error) / scale, `e at step ${k}`).toBeLessThan(1e-13);
      });
    },
  );

  it.each(settings)("has powers of R that equal repeated products (α = %d, β = %d, λ = %d)", (alpha, beta, lambda) => {
    const r = heavyBallMatrix(alpha, beta, lambda);
    let product = { a: 1, b: 0, c: 0, d: 1 };
    for (let k = 0; k <= 60; k++) {
      const power = heavyBallPower(alpha, beta, lambda, k);
      const scale = Math.max(...Object.values(product).map(Math.abs));
      for (const entry of ["a", "b", "c", "d"] as const) {
        // 1.2e-14 measured: the angle of a complex pair is multiplied by k.
        expect(Math.abs(power[entry] - product[entry]) / scale, `R^${k}.${entry}`).toBeLessThan(1e-13);
      }
      product = {
        a: r.a * product.a + r.b * product.c,
        b: r.a * product.b + r.b * product.d,
        c: r.c * product.a + r.d * product.c,
        d: r.c * product.b + r.d * product.d,
      };
    }
  });

  it("has k·σᵏ⁻¹ R − (k − 1)σᵏ I where the roots coincide", () => {
    // αλ = ¼ and β = ¼ give the double root σ = ½ without rounding.
    const r = heavyBallMatrix(0.25, 0.25, 1);
    const [first, second] = heavyBallEigenvalues(0.25, 0.25, 1);
    expect([first, second]).toEqual([
      { re: 0.5, im: 0 },
      { re: 0.5, im: 0 },
    ]);
    const k = 9;
    const power = heavyBallPower(0.25, 0.25, 1, k);
    expect(power.a).toBeCloseTo(0.5 ** k * ((k * r.a) / 0.5 - (k - 1)), 15);
    expect(power.c).toBeCloseTo(0.5 ** k * ((k * r.c) / 0.5), 15);
  });

  it("is the identity at k = 0", () => {
    expect(heavyBallPower(0.1, 0.9, 1, 0)).toEqual({ a: 1, b: 0, c: 0, d: 1 });
  });

  it("has eigenvalues with the trace 1 + β − αλ and the determinant β", () => {
    for (const [alpha, beta, lambda] of settings) {
      const [first, second] = heavyBallEigenvalues(alpha, beta, lambda);
      expect(first.re + second.re).toBeCloseTo(1 + beta - alpha * lambda, 14);
      expect(first.re * second.re - first.im * second.im).toBeCloseTo(beta, 14);
    }
  });

  it("is stable exactly in the trapezoid, by the moduli of the eigenvalues on a grid of 400²", () => {
    let disagreements = 0;
    for (let row = 0; row < 400; row++) {
      for (let column = 0; column < 400; column++) {
        const alpha = (4 * (column + 0.5)) / 400;
        const beta = (row + 0.5) / 400;
        disagreements += Number(isHeavyBallStable(alpha, beta, 1) !== heavyBallRate(alpha, beta, 1) < 1);
      }
    }
    expect(disagreements).toBe(0);
  });

  it("has the rate √β between (1 − √β)² and (1 + √β)², whatever α is", () => {
    const beta = 0.7;
    const root = Math.sqrt(beta);
    for (const share of [0.01, 0.3, 0.6, 0.99]) {
      const product = (1 - root) ** 2 + share * ((1 + root) ** 2 - (1 - root) ** 2);
      expect(heavyBallRate(product, beta, 1)).toBe(root);
      expect(heavyBallRegime(product, beta, 1)).toBe("ripples");
    }
    expect(heavyBallRegime((1 - root) ** 2 * 0.999, beta, 1)).toBe("monotone");
    expect(heavyBallRegime((1 + root) ** 2 * 1.001, beta, 1)).toBe("oscillation");
  });

  it("is gradient descent at β = 0", () => {
    const errors = heavyBallErrors(0.3, 0, 1, 20, 1);
    errors.forEach((error, k) => {
      expect(error).toBeCloseTo(0.7 ** k, 14);
    });
    expect(heavyBallRate(0.3, 0, 1)).toBeCloseTo(0.7, 15);
  });

  it("is fastest at critical damping: any other β is slower", () => {
    const { beta, rate } = criticalDamping(0.0015, 100);
    expect(beta).toBeCloseTo((1 - Math.sqrt(0.15)) ** 2, 15);
    for (const other of [0.5 * beta, 0.95 * beta, 1.05 * beta, 1.5 * beta]) {
      expect(heavyBallRate(0.0015, other, 100)).toBeGreaterThan(rate);
    }
    // At the double root a rounding of 1e-16 in the discriminant may move the rate by its square root, 1e-8; 0 measured.
    expect(heavyBallRate(0.0015, beta, 100)).toBeCloseTo(rate, 7);
  });
});

describe("heavy ball on a quadratic", () => {
  it("has αλ₂ = 3.305785, β = .669421 and the rate 9/11 as its best at κ = 100", () => {
    const best = optimalHeavyBall(1, 100);
    expect(best.alpha * 100).toBeCloseTo(3.305785, 6);
    expect(best.beta).toBeCloseTo(0.669421, 6);
    expect(best.rate).toBeCloseTo(9 / 11, 15);
    // Both ends of the spectrum sit on a double root, where a rounding of 1e-16 moves the rate by its square root: 1.1e-8 measured.
    expect(heavyBallWorstRate(best.alpha, best.beta, [1, 100])).toBeCloseTo(best.rate, 6);
  });

  it("is not beaten near its best α and β", () => {
    const best = optimalHeavyBall(1, 100);
    for (const a of [0.9, 0.99, 1, 1.01, 1.1]) {
      for (const b of [0.9, 0.99, 1, 1.01, 1.1]) {
        if (a !== 1 || b !== 1) {
          expect(heavyBallWorstRate(a * best.alpha, b * best.beta, [1, 3, 30, 100])).toBeGreaterThan(best.rate);
        }
      }
    }
  });

  it("needs √κ where gradient descent needs κ", () => {
    for (const condition of [100, 10_000, 1_000_000]) {
      const momentum = -1 / Math.log(optimalHeavyBall(1, condition).rate);
      const descent = -1 / Math.log(optimalGradientDescent(1, condition).rate);
      // Steps to gain a factor e tend to √κ/2 and κ/2.
      expect(momentum / (Math.sqrt(condition) / 2)).toBeCloseTo(1, 2);
      expect(descent / (condition / 2)).toBeCloseTo(1, 2);
    }
  });
});

describe("the memory of momentum", () => {
  it("adds up to the unrolled sum", () => {
    const { errors, gradients } = iterate(0.02, 0.8, 3, 30, 2);
    for (const k of [0, 1, 7, 29]) {
      const sum = gradients
        .slice(0, k + 1)
        .reduce((total, gradient, i) => total + unrolledWeight(0.8, k, i) * gradient, 0);
      expect(2 - 0.02 * sum).toBeCloseTo(errors[k + 1] ?? 0, 13);
    }
  });

  it("tends to the effective learning rate α/(1 − β) in a steady gradient", () => {
    expect(0.1 * unrolledWeight(0.9, 500, 0)).toBeCloseTo(effectiveLearningRate(0.1, 0.9), 12);
    expect(unrolledWeight(1, 4, 1)).toBe(4);
  });
});
