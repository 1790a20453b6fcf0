import { expect, test } from "vitest";
import { compileExpression } from "../../src/expression/expression.ts";
import oracle from "../oracle/pytorch.json" with { type: "json" };

/** Formulas of the functions that the oracle evaluated, with its names of the parameters. */
const FORMULAS: Readonly<Record<string, string>> = {
  quadratic: "(l1*(cos(theta)*x + sin(theta)*y)^2 + l2*(cos(theta)*y - sin(theta)*x)^2)/2",
  seed_J: "100*x^2 + y^2",
  rosenbrock: "(a - x)^2 + b*(y - x^2)^2",
  himmelblau: "(x^2 + y - 11)^2 + (x + y^2 - 7)^2",
  beale: "(1.5 - x + x*y)^2 + (2.25 - x + x*y^2)^2 + (2.625 - x + x*y^3)^2",
  booth: "(x + 2*y - 7)^2 + (2*x + y - 5)^2",
  rastrigin: "2*A + x^2 - A*cos(2*pi*x) + y^2 - A*cos(2*pi*y)",
  ackley: "-20*exp(-0.2*sqrt((x^2 + y^2)/2)) - exp((cos(2*pi*x) + cos(2*pi*y))/2) + e + 20",
  styblinski_tang: "(x^4 - 16*x^2 + 5*x + y^4 - 16*y^2 + 5*y)/2",
  six_hump_camel: "(4 - 2.1*x^2 + x^4/3)*x^2 + x*y + (-4 + 4*y^2)*y^2",
  schwefel: "2*c - x*sin(sqrt(abs(x))) - y*sin(sqrt(abs(y)))",
  easom: "-cos(x)*cos(y)*exp(-((x - pi)^2 + (y - pi)^2))",
  mccormick: "sin(x + y) + (x - y)^2 - 1.5*x + 2.5*y + 1",
  monkey_saddle: "x^3 - 3*x*y^2",
  saddle: "x^2 - y^2",
  branin: "(y - 5.1/(4*pi^2)*x^2 + 5/pi*x - 6)^2 + 10*(1 - 1/(8*pi))*cos(x) + 10",
  goldstein_price:
    "(1 + (x+y+1)^2*(19 - 14x + 3x^2 - 14y + 6x*y + 3y^2))*(30 + (2x - 3y)^2*(18 - 32x + 12x^2 + 48y - 36x*y + 27y^2))",
};

interface Evaluation {
  readonly function: string;
  readonly fnParams: Readonly<Record<string, number>>;
  readonly x: readonly number[];
  readonly f: number | string;
  readonly grad: readonly (number | string)[];
  readonly hess: readonly (number | string)[];
}

const evaluations = oracle.evals as unknown as readonly Evaluation[];

test.each(Object.entries(FORMULAS))("%s has PyTorch's values, gradients and Hessians", (name, formula) => {
  const cases = evaluations.filter((evaluation) => evaluation.function === name);
  expect(cases.length).toBeGreaterThan(0);
  let worst = 0;
  for (const { fnParams, x: point, f, grad, hess } of cases) {
    const [x = 0, y = 0] = point;
    const expected = [f, ...grad, ...hess].map(Number);
    // Autograd gives NaN at kinks; the symmetric derivatives there are tested in kinks.test.ts.
    if (!expected.every(Number.isFinite)) continue;
    const evaluator = compileExpression(formula, Object.keys(fnParams)).bind(fnParams, "f64");
    const g = { x: 0, y: 0 };
    const h = { xx: 0, xy: 0, yy: 0 };
    evaluator.gradient(x, y, g);
    evaluator.hessian(x, y, h);
    const seen = [evaluator.loss(x, y), g.x, g.y, h.xx, h.xy, h.yy];
    const scales = [[0], [1, 2], [1, 2], [3, 4, 5], [3, 4, 5], [3, 4, 5]];
    seen.forEach((value, index) => {
      const scale = Math.max(1, ...(scales[index] ?? []).map((other) => Math.abs(expected[other] ?? 0)));
      const error = Math.abs(value - (expected[index] ?? Number.NaN)) / scale;
      if (!(error <= worst)) worst = error;
    });
  }
  // Relative to the larger of 1 and the largest component; measured at most 3.5e-15 (styblinski_tang, whose terms of
  // hundreds cancel), since PyTorch's pow and ours round in different places.
  expect(worst).toBeLessThanOrEqual(7e-15);
});
