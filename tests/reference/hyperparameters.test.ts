import { expect, it } from "vitest";
import { findOptimizer } from "../../src/optimizers/index.ts";
import { stepHyperparameters } from "../../src/reference/hyperparameters.ts";

it("1 − value is taken before rounding, so that the complement of .999 keeps its digits in f32", () => {
  const adam = findOptimizer("adam");
  if (adam === undefined) throw new Error("expected the optimizer adam");
  const ensemble = {
    optimizer: "adam",
    hyperparameters: { learningRate: 0.02, beta1: 0.9, beta2: 0.999, epsilon: 1e-8, weightDecay: 0, amsgrad: false },
    axes: [{ hyperparameter: "beta1", from: 0.5, to: 0.7, count: 2, scale: "linear" }],
  } as const;
  const values = stepHyperparameters(adam, ensemble, 1, Math.fround);
  // 1 − fround(.999) would be .00099998: off by 1e-5 of itself.
  expect(values.oneMinusBeta2).toBe(Math.fround(1 - 0.999));
  expect(values.beta2).toBe(Math.fround(0.999));
  expect(values.beta1).toBe(Math.fround(0.7));
  expect(values.oneMinusBeta1).toBe(Math.fround(1 - 0.7));
});
