import { describe, expect, it } from "vitest";
import { cellCentres } from "../../src/experiment/map.ts";
import { predictedRates } from "../../src/maps/predicted.ts";
import { heavyBallWorstRate } from "../../src/theory/heavy-ball.ts";
import { gradientDescentRate } from "../../src/theory/quadratic.ts";
import { axis, quadraticExperiment } from "./quadratic-experiment.ts";

describe("predicted rates", () => {
  it.each([false, true])(
    "are those of the slowest eigenvalue at the cells' values, row by row (turned: %s)",
    (turned) => {
      const axes = turned
        ? { x: axis("beta", 0, 1.1), y: axis("learningRate", 1e-3, 0.44, "log") }
        : { x: axis("learningRate", 1e-3, 0.44, "log"), y: axis("beta", 0, 1.1) };
      const experiment = quadraticExperiment("momentum", axes);
      const rates = predictedRates(experiment);
      expect(rates).toHaveLength(40 * 30);
      const x = cellCentres(axes.x, 40);
      const y = cellCentres(axes.y, 30);
      for (const [column, row] of [
        [0, 0],
        [39, 0],
        [0, 29],
        [17, 8],
        [39, 29],
      ] as const) {
        const right = Math.fround(x[column] ?? Number.NaN);
        const up = Math.fround(y[row] ?? Number.NaN);
        const expected = turned ? heavyBallWorstRate(up, right, [1, 10]) : heavyBallWorstRate(right, up, [1, 10]);
        // 0 measured: the eigenvalues are 1 and 10 up to 4e-16.
        expect(Math.abs((rates?.[row * 40 + column] ?? Number.NaN) - expected), `cell ${[column, row]}`).toBeLessThan(
          1e-12,
        );
      }
    },
  );

  it("are taken at the values in f32 that the cells run with", () => {
    // Two cells, half an f32 step apart: rounded, they are one.
    const narrow = axis("learningRate", 0.1, 0.1 * (1 + 2e-8));
    const rates = predictedRates(quadraticExperiment("nesterov", { x: narrow, width: 2 }));
    expect(rates?.[0]).toBe(rates?.[1]);
  });

  it("do not depend on the start", () => {
    const experiment = quadraticExperiment("gradient-descent");
    const rates = predictedRates(experiment);
    const x = cellCentres(axis("learningRate", 0, 0.44), 40);
    for (const row of [0, 11, 29]) {
      const alpha = Math.fround(x[23] ?? Number.NaN);
      expect(rates?.[row * 40 + 23]).toBeCloseTo(gradientDescentRate(alpha, [1, 10]), 12);
    }
  });

  it("are none where there is no theory", () => {
    expect(predictedRates(quadraticExperiment("adam", { y: axis("beta1", 0, 0.9) }))).toBeUndefined();
  });
});
