import { expect, it } from "vitest";
import { surfaceOf } from "../../src/experiment/surface-of.ts";
import { lossRange } from "../../src/simulation/loss-range.ts";
import { findSurface } from "../../src/surfaces/index.ts";
import { defaultParameters } from "../../src/surfaces/surface.ts";

const domain = { x: [-1, 1], y: [-1, 1] } as const;
const ofFormula = (formula: string) => lossRange(surfaceOf({ formula, parameters: {}, domain }), {});

it("the range of a loss reaches down to the minima between the samples", () => {
  const surface = findSurface("himmelblau");
  if (surface === undefined) throw new Error("expected the surface himmelblau");
  // The minima have loss 0 up to rounding (measured 1e-27 at most); the nearest sample lies at 1e-3 or more.
  expect(lossRange(surface, defaultParameters(surface)).lowest).toBeLessThan(1e-20);
});

it("the range of a loss is that of the domain, whatever lies outside", () => {
  const surface = findSurface("rosenbrock");
  if (surface === undefined) throw new Error("expected the surface rosenbrock");
  // With a = 5 the minimum is at (5, 25), outside the domain, where the loss is 0.
  expect(lossRange(surface, { a: 5, b: 100 }).lowest).toBeGreaterThan(1);
});

it("infinite losses do not count, and a loss without extent has a range all the same", () => {
  expect(ofFormula("1/(x^2 + y^2)")).toEqual({ lowest: 0.5, highest: 1024 });
  expect(ofFormula("0*x + 7")).toEqual({ lowest: 7, highest: 14 });
  expect(ofFormula("log(-1 - x^2)")).toEqual({ lowest: 0, highest: 1 });
});
